public import LedgerCore

/// Money of a grant comes back: not needed, or not used as agreed.
public struct GrantReturned: EntryBody {
  public static let kind: Kind = "grant.returned"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  static let exceedsPaid = RefusalCode(
    "grant.exceeds-paid", "{amount} is more than the {paid} paid and not yet returned",
    hint: "check the amount and the grant")

  public static let refusals = [GrantRules.wrongState, exceedsPaid]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.paid, .evidenced], context)
    try context.requirePositive(amount)
    guard amount <= state.paid - state.returned else {
      throw Self.exceedsPaid(["amount": amount, "paid": state.paid - state.returned])
    }
    try context.requireBankAccount(account)
    return try Effects { journal in
      journal.unspend(
        request.purse, request.purpose, amount, debit: Chart.bank(account),
        yearIsClosed: context.yearIsClosed(of: state.paidOn))
      journal.discountAssistance(
        request.counted, state.assistanceYear ?? context.header.recorded.date.year, amount)
    }
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.returned += amount
    state.settledOn = max(state.settledOn ?? entry.header.effective, entry.header.effective)
  }
}
