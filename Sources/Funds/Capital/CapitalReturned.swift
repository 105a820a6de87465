public import LedgerCore

/// Another person pays back the capital whose return was approved.
public struct CapitalReturned: EntryBody {
  public static let kind: Kind = "capital.returned"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  public static let refusals = [CapitalRules.wrongState, ChainRules.amountDiffers, CapitalRules.exceedsOwed]

  public func admit(to state: CapitalState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, let approved = state.returnApproved else {
      throw CapitalRules.wrongState(["capital": context.header.stream.key, "state": "not approved for its return"])
    }
    guard amount == approved else { throw ChainRules.amountDiffers(["given": amount, "agreed": approved]) }
    try CapitalRules.requireOwed(amount, by: state, in: context)
    try context.requireAnotherPerson(than: state.returnPersons)
    try context.requireBankAccount(account)
    try context.requireUncommitted(amount, of: purse)
    return try Effects { journal in
      journal.post(Chart.funders, Chart.bank(account), amount)
      journal.post(Chart.available(purse), Chart.repayable(purse), amount)
    }
  }

  public func apply(to state: inout CapitalState, from entry: LoggedEntry) {
    state.returned += amount
    state.returnApproved = nil
  }
}
