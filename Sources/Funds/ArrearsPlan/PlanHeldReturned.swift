public import LedgerCore

/// The fund gives back to the family what it had paid and no creditor is to get.
public struct PlanHeldReturned: EntryBody {
  public static let kind: Kind = "plan.held-returned"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.account = account
    self.amount = amount
  }

  public static let refusals = [PlanRules.wrongState, PlanRules.exceedsHeld]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    try context.requirePositive(amount)
    try PlanRules.requireHeld(amount, context)
    try context.requireAnotherPerson(than: state.handlers)
    try context.requireDisinterested(in: state.debts, of: household)
    try context.requireBankAccount(account)
    return try Effects { $0.post(Chart.held(PlanRules.id(context)), Chart.bank(account), amount) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {}
}
