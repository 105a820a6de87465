public import LedgerCore

/// Another person pays the refund that was approved.
public struct ContributionRefunded: EntryBody {
  public static let kind: Kind = "contribution.refunded"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  public static let refusals = [
    ContributionRules.wrongState, ChainRules.amountDiffers, ContributionRules.exceedsReceived,
  ]

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, let approved = state.refundApproved else {
      throw ContributionRules.wrongState([
        "contribution": context.header.stream.key, "state": "not approved for a refund",
      ])
    }
    guard amount == approved else { throw ChainRules.amountDiffers(["given": amount, "agreed": approved]) }
    try ContributionRules.requireHeld(amount, of: state, in: context)
    try context.requireAnotherPerson(than: state.refundPersons)
    try context.requireBankAccount(account)
    try context.requireUncommitted(amount, of: purse)
    return try Effects { $0.post(Chart.available(purse), Chart.bank(account), amount) }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) {
    state.refunded += amount
    state.refundApproved = nil
  }
}
