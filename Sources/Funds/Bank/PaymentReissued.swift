public import LedgerCore

/// The treasurer pays again what had bounced; the approvals of the first payment stand.
public struct PaymentReissued: EntryBody {
  public static let kind: Kind = "payment.reissued"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  static let nothingOwed = RefusalCode(
    "payment.nothing-owed", "nothing is owed after this return",
    hint: "only a payment of ours that bounced is paid again")

  public static let refusals = [nothingOwed, ChainRules.amountDiffers]

  public func admit(to state: PaymentReturnState, in context: Admission) throws(Refusal) -> Effects {
    guard let owed = state.owed, owed.isPositive else { throw Self.nothingOwed() }
    guard amount == owed else { throw ChainRules.amountDiffers(["given": amount, "agreed": owed]) }
    try context.requireBankAccount(account)
    return try Effects { $0.post(Chart.payable, Chart.bank(account), amount) }
  }

  public func apply(to state: inout PaymentReturnState, from entry: LoggedEntry) { state.owed = .zero }
}
