import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Testing
import TransparencyLog

/// Reports on a ledger in a folder: of a day, and as known at a size of the log.
@Suite struct ReportReaderTests {
  private func scope(_ fund: SmallFund, days: Int = 0, size: Int? = nil) -> ReportScope {
    ReportScope(asOf: fund.bookkeeper.surroundings.now.date.adding(days: days), size: size)
  }

  @Test func `the fund report agrees with the fund's statement`() throws {
    try SmallFund.with { fund in
      try fund.approveGrant(48_000, for: try fund.party("Famiglia Bianchi"))
      let report = try fund.bookkeeper.report(scope(fund)) { try $0.fund("casa") }
      let statement = try fund.bookkeeper.statement(of: "casa")
      #expect(report.purses.map(\.restriction) == statement.map(\.restriction))
      #expect(report.purses.map(\.available) == statement.map(\.available))
      #expect(report.purses.map(\.committed) == statement.map(\.committed))
      #expect(report.purses.map(\.spendable) == statement.map(\.spendable))
      #expect(report.purses.map(\.committed) == [.zero, Money(cents: 48_000)])
      #expect(
        report.rotation.capital.mean == Money(cents: 600_000), "the fund's own first day is the first that counts")
    }
  }

  @Test func `the trial balance agrees with the balances, on a day and at a size`() throws {
    try SmallFund.with { fund in
      let size = try fund.head().size
      let now = try fund.bookkeeper.report(scope(fund)) { try $0.trialBalance() }
      #expect(now.isBalanced && now.totals.map(\.debit).allSatisfy { $0 > 0 })
      let before = try fund.bookkeeper.report(scope(fund, size: size - 1)) { try $0.trialBalance() }
      #expect(before.accounts.isEmpty, "the fund is opened by the newest entry")
      let yesterday = try fund.bookkeeper.report(scope(fund, days: -1)) { try $0.trialBalance() }
      #expect(yesterday.accounts.isEmpty)
    }
  }

  @Test func `what was known at a size does not know what came later`() throws {
    try SmallFund.with { fund in
      let size = try fund.head().size
      try fund.approveGrant(48_000, for: try fund.party("Famiglia Bianchi"))
      let then = try fund.bookkeeper.report(scope(fund, size: size)) { try $0.fund("casa") }
      #expect(then.purses.map(\.committed) == [.zero, .zero])
      let refusal = #expect(throws: Refusal.self) {
        try fund.bookkeeper.report(scope(fund, size: 10_000)) { try $0.trialBalance() }
      }
      #expect(refusal?.code.id == "log.no-such-size")
    }
  }

  @Test func `a fund that was not yet open has no report`() throws {
    try SmallFund.with { fund in
      let size = try fund.head().size
      let refusal = #expect(throws: Refusal.self) {
        try fund.bookkeeper.report(scope(fund, size: size - 1)) { try $0.fund("casa") }
      }
      #expect(refusal?.code.id == "fund.unknown")
    }
  }

  @Test func `restrictions name what came and from whom`() throws {
    try SmallFund.with { fund in
      let donor = try fund.party("Ada Verdi")
      let stream = StreamID("contribution", fund.bookkeeper.surroundings.newID())
      try fund.record(
        ContributionReceived(
          amount: Money(cents: 25_000), to: Restriction(fund: "casa", name: "rent"), account: "main", donor: donor),
        stream, by: "tea", .treasurer)
      let report = try fund.bookkeeper.report(scope(fund)) { try $0.restrictions(of: "casa") }
      #expect(report.sources.map(\.donor) == [donor] && report.sources.map(\.received) == [Money(cents: 25_000)])
      let rent = try #require(report.flows.first { $0.restriction.name == "rent" })
      #expect(rent.flows == [.opening: Money(cents: 500_000), .gifts: Money(cents: 25_000)])
      #expect(rent.held == Money(cents: 525_000))
    }
  }

  @Test func `a refused grant is told with its reason, and a reversed refusal is not`() throws {
    try SmallFund.with { fund in
      let party = try fund.party("Famiglia Bianchi")
      var refusals: [(ULID, StreamID)] = []
      for cents in [10_000, 20_000] {
        let stream = StreamID("grant", fund.bookkeeper.surroundings.newID())
        try fund.record(
          GrantRequested(
            amount: Money(cents: cents), from: Restriction(fund: "casa", name: "rent"), purpose: "rent-deposit",
            beneficiary: party, payee: party), stream, by: "ugo", .operator)
        refusals.append((try fund.record(GrantRefused(reason: .otherHelp), stream, by: "carla", .committee), stream))
      }
      let (target, stream) = refusals[1]
      try fund.reverse(target, stream, by: "carla", .committee)
      let told = try fund.bookkeeper.report(scope(fund)) { try $0.refusals() }
      #expect(told.cases.map(\.stream) == [refusals[0].1])
      #expect(told.cases.map(\.amount) == [Money(cents: 10_000)])
      #expect(told.groups.map(\.reason) == ["other-help"] && told.groups.map(\.count) == [1])
    }
  }
}

extension SmallFund {
  func reverse(_ target: ULID, _ stream: StreamID, by name: String, _ role: Role) throws {
    let request = try EntryRequest.reversal(
      of: target, proposing: false, stream: stream, actor: try member(name), role: role,
      effective: bookkeeper.surroundings.now.date, id: bookkeeper.surroundings.newID())
    _ = try bookkeeper.record([request], keys: keys)
  }
}
