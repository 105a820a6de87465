public import LedgerCore

/// A claim has passed to somebody else: sold, inherited, taken over by a collector who owns it.
///
/// The new creditor takes the claim as it is, so a plan in force binds them (art. 1260 c.c.); a proposal that waits is
/// void, for another has to say yes to it.
public struct PlanCreditorChanged: EntryBody {
  public static let kind: Kind = "plan.creditor-changed"
  public static let roles: Set<Role> = [.operator, .educator]
  public static let isReversible = true

  public let creditor: ULID
  public let creditorBody: Slug?
  public let debt: Int
  /// SHA-256 of the notice of assignment, which is kept outside the ledger.
  public let document: Fingerprint

  public init(debt: Int, creditor: ULID, creditorBody: Slug? = nil, document: Fingerprint) {
    self.creditor = creditor
    self.creditorBody = creditorBody
    self.debt = debt
    self.document = document
  }

  public static let refusals = [PlanRules.wrongState, PlanRules.debtUnknown, PlanRules.debtsInvalid]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    let owed = try PlanRules.debt(debt, of: state, context)
    try context.requireParty(creditor)
    if let creditorBody, context.governing.bodies[creditorBody] == nil {
      throw MemberRules.bodyUnknown(["body": creditorBody])
    }
    guard creditor != owed.creditor, !context.family(of: household).contains(creditor) else {
      throw PlanRules.debtsInvalid(["reason": "the new creditor is the old one, or of the family"])
    }
    guard !state.debts.contains(where: { $0.creditor == creditor && $0.creditorBody != creditorBody }) else {
      throw PlanRules.debtsInvalid(["reason": "one creditor is two bodies"])
    }
    return try Effects { journal in
      journal.discharge(household, owed.creditor, owed.outstanding)
      journal.owe(household, creditor, owed.outstanding)
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.debts[debt - 1].creditor = creditor
    state.debts[debt - 1].creditorBody = creditorBody
    state.proposal = nil
  }
}
