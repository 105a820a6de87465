import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Testing

struct BeancountNameTests {
  @Test(arguments: [
    ("assets:bank:main", "Assets:Bank:Main"),
    ("equity:fund:casa:guarantee-reserve", "Equity:Fund:Casa:Guarantee-reserve"),
    ("liabilities:01J8XG5S1T2V3W4X5Y6Z7A8B9C:2026", "Liabilities:01J8XG5S1T2V3W4X5Y6Z7A8B9C:2026"),
    ("memo:service:a", "Equity:Memo:Service:A"),
    ("memo:memo", "Equity:Memo:Memo"),
    ("equity:memo:a", "Equity:X-memo:A"),
    ("equity:Memo:a", "Equity:X-Memo:A"),
    ("equity:memo", "Equity:X-memo"),
    ("equity:a:memo", "Equity:A:Memo"),
    ("income:Rossi", "Income:X-Rossi"),
    ("income:x-ray", "Income:X-x-ray"),
    ("income:X-ray", "Income:X-X-ray"),
    ("income:x", "Income:X"),
    ("expenses:0-", "Expenses:0-"),
  ])
  func `an account has one name, and the name one account`(account: String, name: String) throws {
    let account = try #require(Account(account))
    #expect(BeancountName.account(account) == name)
    #expect(BeancountName.account(named: name) == account)
  }

  @Test(arguments: [
    "", "Assets", "Equity:Memo", "assets:a", "Assets:a", "Assets:X-a", "Assets::A", "Memo:A", "Equity:Memo:X-memo",
    "Assets:A_b", "Assets:Caffè", "Assets:X-", "Expenses:X-1",
  ])
  func `a name that no account has is refused`(name: String) {
    #expect(BeancountName.account(named: name) == nil)
  }

  @Test(arguments: [
    ("EUR", "EUR"), ("eur", "EUR.0"), ("min", "MIN"), ("MIN", "MIN.7"), ("Min", "MIN.1"), ("a-1", "A-1"), ("e", "E.0"),
    ("E", "E.1"), ("m-", "M-.0"), ("true", "TRUE.0"), ("TRUE", "TRUE.F"), ("ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOP.FFFF"),
  ])
  func `a commodity has one name, and the name one commodity`(commodity: String, name: String) throws {
    let commodity = try #require(Commodity(commodity))
    #expect(BeancountName.commodity(commodity) == name)
    #expect(BeancountName.commodity(named: name) == commodity)
  }

  @Test(arguments: [
    "", ".", "min", "MIN.0", "MIN.8", "MIN.07", "MIN.", "MIN.-1", "MIN.+1", "A-1.2", "EUR.7", "TRUE", "E", "A.B.C",
    "ABCDEFGHIJKLMNOP.1FFFF", "1A",
  ])
  func `a name that no commodity has is refused`(name: String) {
    #expect(BeancountName.commodity(named: name) == nil)
  }

  @Test func `random accounts and commodities come back, and no two share a name`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("beancount names: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let part = #/[A-Z0-9][A-Za-z0-9\-]*/#
    var accounts: [String: Account] = [:]
    var commodities: [String: Commodity] = [:]
    for _ in 0..<20_000 {
      let account = Books.randomAccount(using: &generator)
      try #require(Account(account.text) != nil, "seed \(seed): \(account)")
      let name = BeancountName.account(account)
      #expect(BeancountName.account(named: name) == account, "seed \(seed): \(account)")
      #expect(accounts.updateValue(account, forKey: name) ?? account == account, "seed \(seed): \(name)")
      let parts = name.split(separator: ":", omittingEmptySubsequences: false)
      #expect(parts.count > 1 && parts.allSatisfy { $0.wholeMatch(of: part) != nil }, "seed \(seed): \(name)")
      #expect(["Assets", "Liabilities", "Equity", "Income", "Expenses"].contains(parts[0]), "seed \(seed): \(name)")
      #expect(account.isMemorandum == name.hasPrefix("Equity:Memo:"), "seed \(seed): \(name)")

      let commodity = Books.randomCommodity(using: &generator)
      try #require(Commodity(commodity.text) != nil, "seed \(seed): \(commodity)")
      let code = BeancountName.commodity(commodity)
      #expect(BeancountName.commodity(named: code) == commodity, "seed \(seed): \(commodity)")
      #expect(commodities.updateValue(commodity, forKey: code) ?? commodity == commodity, "seed \(seed): \(code)")
      #expect(code.wholeMatch(of: #/[A-Z][A-Z0-9.\-]{0,22}[A-Z0-9]/#) != nil, "seed \(seed): \(code)")
    }
  }
}
