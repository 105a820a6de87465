public import LedgerCore

/// Money that we held and nothing needs goes back to whoever paid it; two persons sign, because money leaves.
public struct LoanSurplusReturned: EntryBody, Hashable {
  public static let kind: Kind = "loan.surplus-returned"
  public static let roles: Set<Role> = [.treasurer, .committee]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.account = account
    self.amount = amount
  }

  public static let refusals = LoanRules.running + [LoanRules.exceedsOwed]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context, or: .writtenOff)
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    guard amount <= position.unallocated else {
      throw LoanRules.exceedsOwed(["amount": amount, "owed": position.unallocated])
    }
    for gaining in context.people(of: contract.borrower) { try context.requireDisinterested(in: gaining) }
    guard try LoanRules.isSecond(.surplusReturned(self), state, context) else { return .none }
    return try Effects { $0.post(Chart.unallocated(contract.id), Chart.bank(account), amount) }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    guard state.pending?.decision == .surplusReturned(self) else {
      return state.propose(.surplusReturned(self), by: entry)
    }
    state.pending = nil
  }
}
