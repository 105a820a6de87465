public import LedgerCore

/// The borrower agrees to the approved terms; from here on the instalment counts in the family's month.
public struct LoanAccepted: EntryBody {
  public static let kind: Kind = "loan.accepted"
  public static let roles: Set<Role> = [.operator, .household, .committee, .treasurer]
  public static let isReversible = true

  public let attestation: Attestation?

  public init(attestation: Attestation?) { self.attestation = attestation }

  static let expired = RefusalCode(
    "loan.approval-expired", "the approval was valid through {through}",
    hint: "let it lapse with `mastro loan lapse`, and apply again")

  public static let refusals = [LoanRules.wrongState, expired]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.approved], context)
    let through = LoanRules.validThrough(state.approvedOn, context)
    guard context.effective <= through else { throw Self.expired(["through": through]) }
    try context.requireVoice(
      of: context.people(of: contract.borrower), attestation: attestation, in: state.applicants,
      approvers: state.approvers)
    if let household = contract.borrower.household {
      let isAssessed = context.affordableInstalment(of: household) != nil
      try context.requireAffordable(
        state.monthly, household: household, overridden: state.isOverride && !isAssessed)
    }
    return try Effects { $0.changeInstalment(contract, from: .zero, to: state.monthly) }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .accepted
    state.acceptedOn = entry.header.effective
    state.applicants.add(entry, attestation: attestation)
  }
}
