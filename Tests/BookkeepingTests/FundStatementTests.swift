import Bookkeeping
import Funds
import LedgerCore
import Testing
import TransparencyLog

@Suite struct FundStatementTests {
  @Test func `a fund's statement says what each restriction holds and may still promise`() throws {
    try SmallFund.with { fund in
      try fund.approveGrant(48_000, for: try fund.party("Famiglia Bianchi"))
      let purses = try fund.bookkeeper.statement(of: "casa")
      try #require(purses.map(\.restriction.name) == ["free", "rent"])
      let (free, rent) = (purses[0], purses[1])
      #expect(free.available == Money(cents: 100_000) && free.minimumReserve == Money(cents: 30_000))
      #expect(free.committed == .zero && free.spendable == Money(cents: 70_000) && free.purposes == [])
      #expect(rent.available == Money(cents: 500_000) && rent.minimumReserve == .zero)
      #expect(rent.committed == Money(cents: 48_000) && rent.spendable == Money(cents: 452_000))
      #expect(rent.purposes == ["rent-deposit"])
      for purse in purses {
        #expect([purse.pledged, purse.lent, purse.guaranteeReserve, purse.repayable].allSatisfy { $0 == .zero })
      }
    }
  }

  @Test func `nothing is spendable below the minimum reserve`() throws {
    try SmallFund.with { fund in
      try fund.record(
        CostPaid(amount: Money(cents: 80_000), nature: .levy, fund: "casa", account: "main"),
        StreamID("cost", fund.bookkeeper.surroundings.newID()), by: "tea", .treasurer)
      let free = try fund.bookkeeper.statement(of: "casa")[0]
      #expect(free.available == Money(cents: 20_000) && free.spendable == .zero)
    }
  }

  @Test func `a fund that nobody has opened has no statement`() throws {
    try SmallFund.with { fund in
      let refusal = #expect(throws: Refusal.self) { try fund.bookkeeper.statement(of: "caso") }
      #expect(refusal?.code.id == "fund.unknown")
    }
  }

  @Test func `balances are those of now, of a size of the log, or of a day`() throws {
    try SmallFund.with { fund in
      let bank = AccountKey("assets:bank:main", .euro)
      func held(_ balances: [AccountBalance]) -> Int? { balances.first { $0.key == bank }?.amount }
      let size = try fund.head().size
      #expect(held(try fund.bookkeeper.balances()) == 600_000)
      #expect(held(try fund.bookkeeper.balances(at: size - 1)) == nil)
      let today = fund.bookkeeper.surroundings.now.date
      #expect(held(try fund.bookkeeper.balances(asOf: today.adding(days: -1))) == nil)
      #expect(held(try fund.bookkeeper.balances(asOf: today)) == 600_000)
      let refusal = #expect(throws: Refusal.self) { try fund.bookkeeper.balances(at: size + 1) }
      #expect(refusal?.message == "the log has \(size) entries, not \(size + 1)")
      let page = try fund.bookkeeper.register(of: bank, from: 0, most: 10)
      #expect(page.map(\.line.balance) == [600_000] && page[0].step.entry.kind == "fund.opened")
    }
  }
}
