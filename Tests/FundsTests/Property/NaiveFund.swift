import Funds
import LedgerCore

/// A fund as a person with pencil and paper would keep it: one number per heading, no double entry.
struct NaiveFund {
  var available: [Restriction: Int] = [:]
  var reserve: [Restriction: Int] = [:]
  var committed: [Restriction: Int] = [:]
  var pledged: [Restriction: Int] = [:]
  var conditional: [Restriction: Int] = [:]
  var repayable: [Restriction: Int] = [:]
  var bank: [Slug: Int] = [:]
  /// Vouchers that somebody holds, and what shops and payees of bounced payments are owed.
  var vouchers = 0
  var payable = 0
  /// Help of the year by person.
  var helped: [ULID: Int] = [:]
  var vouchersOfYear: [ULID: Int] = [:]

  static let purses: [Restriction] = [.free, .rent, .food]

  func spendable(_ purse: Restriction) -> Int { available[purse, default: 0] - committed[purse, default: 0] }

  var isCovered: Bool {
    NaiveFund.purses.allSatisfy { available[$0, default: 0] >= 0 } && bank.values.allSatisfy { $0 >= 0 }
  }

  func canLeave(_ amount: Int, _ account: Slug) -> Bool { bank[account, default: 0] >= amount }

  /// Persons who must approve help that takes somebody's year to `total`.
  static func approvals(_ total: Int) -> Int? { total <= 100_000 ? 1 : total <= 500_000 ? 2 : nil }

  /// Where the ledger's balances are not the headings of this paper.
  func differences(from balances: [AccountBalance]) -> [String] {
    var found: [String] = []
    let held = Dictionary(uniqueKeysWithValues: balances.map { ($0.key.account.text, $0.amount) })
    func same(_ account: String, _ amount: Int) {
      let ledger = held[account, default: 0]
      if ledger != amount { found.append("\(account): the ledger says \(ledger), the paper \(amount)") }
    }
    for purse in NaiveFund.purses {
      let name = "equity:fund:casa:\(purse.name)"
      same("\(name):available", -available[purse, default: 0])
      same("\(name):guarantee-reserve", -reserve[purse, default: 0])
      same("\(name):pledged", -pledged[purse, default: 0])
      same("\(name):repayable", repayable[purse, default: 0])
      same("memo:contra:commitments:casa:\(purse.name)", -committed[purse, default: 0])
      same("memo:pledges:casa:\(purse.name)", conditional[purse, default: 0])
    }
    for account: Slug in ["main", "till"] { same("assets:bank:\(account)", bank[account, default: 0]) }
    same("assets:receivable:contributions", pledged.values.reduce(0, +))
    same("liabilities:funders", -repayable.values.reduce(0, +))
    same("liabilities:vouchers", -vouchers)
    same("liabilities:payable", -payable)
    for party in [Party.family, Party.otherFamily] {
      same("memo:assistance:\(party):2026", helped[party, default: 0])
      same("memo:vouchers:\(party):2026", vouchersOfYear[party, default: 0])
    }
    return found
  }
}
