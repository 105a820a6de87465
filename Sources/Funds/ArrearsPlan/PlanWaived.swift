public import LedgerCore

/// A creditor lets go of a part of what is owed to it; nobody else can.
public struct PlanWaived: EntryBody {
  public static let kind: Kind = "plan.waived"
  public static let roles: Set<Role> = [.creditor, .operator, .educator]
  public static let isReversible = true

  public let amount: Money
  public let attestation: Attestation?
  public let parts: [PlanPart]

  public init(_ amount: Money, parts: [PlanPart], attestation: Attestation?) {
    self.amount = amount
    self.attestation = attestation
    self.parts = parts
  }

  public static let refusals = [
    PlanRules.wrongState, PlanRules.partsInvalid, PlanRules.debtUnknown, PlanRules.exceedsDebt,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    let creditor = try PlanRules.check(parts, sum: amount, of: state, context)
    try context.requireVoice(ofCreditor: creditor, in: state, attestation: attestation)
    return try Effects { $0.discharge(parts, of: state, household: household) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.voices.add(entry, attestation: attestation)
    state.credit(parts)
  }
}
