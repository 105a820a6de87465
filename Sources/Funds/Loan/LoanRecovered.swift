public import LedgerCore

/// Money comes back on a loan that was written off: for the same restriction.
public struct LoanRecovered: EntryBody {
  public static let kind: Kind = "loan.recovered"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.account = account
    self.amount = amount
  }

  public static let refusals = [LoanRules.wrongState, LoanRules.exceedsOwed]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.writtenOff], context)
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    let owed = Money(cents: context.balance(Chart.writtenOff(contract.id)))
    guard amount <= owed else { throw LoanRules.exceedsOwed(["amount": amount, "owed": owed]) }
    return try Effects { journal in
      journal.post(Chart.bank(account), Chart.recoveries(contract.purse.fund), amount)
      journal.post(Chart.result(contract.purse.fund), Chart.available(contract.purse), amount)
      journal.post(Chart.writtenOffContra, Chart.writtenOff(contract.id), amount)
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {}
}
