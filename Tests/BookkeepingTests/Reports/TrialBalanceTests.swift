import LedgerCore
import Testing

@testable import Bookkeeping

/// Debits and credits, and the memorandum accounts for themselves.
@Suite struct TrialBalanceTests {
  private func balance(_ account: Account, _ amount: Int, _ commodity: Commodity = .euro) -> AccountBalance {
    AccountBalance(key: AccountKey(account, commodity), amount: amount)
  }

  @Test func `debits and credits stand in two columns that agree`() {
    let trial = TrialBalance([
      balance("assets:bank:main", 300), balance("equity:fund:casa:free:available", -300),
      balance("memo:contra:assistance", -40), balance("memo:assistance:x", 40),
    ])
    #expect(trial.accounts.map(\.account) == ["assets:bank:main", "equity:fund:casa:free:available"])
    #expect(trial.accounts.map(\.debit) == [300, 0] && trial.accounts.map(\.credit) == [0, 300])
    #expect(trial.memorandum.map(\.account) == ["memo:assistance:x", "memo:contra:assistance"])
    #expect(trial.isBalanced)
    #expect(trial.totals == [.init(commodity: .euro, debit: 300, credit: 300)])
  }

  @Test func `each commodity has totals of its own`() {
    let trial = TrialBalance([
      balance("memo:service:x", 90, .minutes), balance("memo:contra:service", -90, .minutes),
      balance("memo:debts:x", 5), balance("memo:contra:debts", -5),
    ])
    #expect(trial.memorandumTotals.map(\.commodity) == [.euro, .minutes])
    #expect(trial.memorandumTotals.map(\.debit) == [5, 90])
    #expect(trial.totals == [])
  }

  @Test func `what does not agree is said`() {
    #expect(!TrialBalance([balance("assets:bank:main", 1)]).isBalanced)
    let mixed = TrialBalance([balance("assets:bank:main", 1), balance("memo:contra:debts", -1)])
    #expect(!mixed.isBalanced, "memorandum accounts make up for nothing")
  }
}
