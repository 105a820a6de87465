public import LedgerCore

/// The fund passes on to a creditor what the family has paid; whoever made the plan does not also pay it out.
public struct PlanForwarded: EntryBody {
  public static let kind: Kind = "plan.forwarded"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  public let parts: [PlanPart]

  public init(_ amount: Money, parts: [PlanPart], account: Slug) {
    self.account = account
    self.amount = amount
    self.parts = parts
  }

  public static let refusals = [
    PlanRules.wrongState, PlanRules.partsInvalid, PlanRules.debtUnknown, PlanRules.exceedsDebt, PlanRules.exceedsHeld,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    try PlanRules.check(parts, sum: amount, of: state, context)
    try PlanRules.requireHeld(amount, context)
    try context.requireAnotherPerson(than: state.handlers)
    try context.requireDisinterested(in: state.debts, of: household)
    try context.requireBankAccount(account)
    return try Effects { journal in
      journal.post(Chart.held(PlanRules.id(context)), Chart.bank(account), amount)
      journal.discharge(parts, of: state, household: household)
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) { state.credit(parts) }
}
