public import LedgerCore

/// The treasurer pays the shop.
public struct VoucherSettled: EntryBody {
  public static let kind: Kind = "voucher.settled"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  public static let refusals = [VoucherRules.wrongState, ChainRules.amountDiffers]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    let terms = try VoucherRules.terms(of: state, in: .redeemed, context)
    guard amount == terms.amount else { throw ChainRules.amountDiffers(["given": amount, "agreed": terms.amount]) }
    try context.requireAnotherPerson(than: state.approvers, state.issuers, state.redeemers)
    try context.requireBankAccount(account)
    return try Effects { $0.post(Chart.payable, Chart.bank(account), amount) }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.status = .settled
    state.settledOn = entry.header.effective
  }
}
