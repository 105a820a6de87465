import Bookkeeping
import FinancialArithmetic
import LedgerCore
import Testing

@testable import Funds

/// Loans on a day, from their states and the accounts.
@Suite struct PortfolioReportTests {
  private static let purse = Restriction(fund: "casa", name: "rent")
  private static let today = Movements.day("2026-03-31")

  private static func id(_ number: Int) -> ULID {
    ULID(milliseconds: number, randomness: Array(repeating: 2, count: 10))
  }

  /// A running loan of four monthly instalments of 100.00, the first due on 1 February 2026.
  private static func loan(_ number: Int, pauses: [ArrearsPause] = [], isRescheduled: Bool = false) -> LoanState {
    var state = LoanState()
    state.status = .running
    state.contract = LoanContract(
      id: id(number), borrower: .party(id(100 + number)), purse: purse, purpose: "arrears",
      amount: Money(cents: 40_000), group: nil, body: nil, since: Movements.day("2026-01-01"))
    state.schedule = Schedule(
      (1...4).map {
        (due: Movements.day("2026-01-01").adding(months: $0), principal: Money(cents: 10_000), interest: .zero)
      })
    state.version = 1
    state.paidOut = Money(cents: 40_000)
    state.agreed = state.paidOut
    state.pauses = pauses
    state.isRescheduled = isRescheduled
    return state
  }

  private static func line(_ state: LoanState, outstanding: Int) throws -> PortfolioReport.Line {
    let account = Chart.loan(purse, try #require(state.contract).id)
    let line = try PortfolioReport.Line(state, policy: nil, asOf: today) { $0 == account ? outstanding : 0 }
    return try #require(line)
  }

  @Test func `a loan that paid what was due is on time`() throws {
    let line = try Self.line(Self.loan(1), outstanding: 20_000)
    #expect(line.ageing.countedDays == 0 && line.ageing.overdue == .zero && line.ageing.bucket == .none)
    #expect(line.next == DatedAmount(date: Movements.day("2026-04-01"), amount: Money(cents: 10_000)))
  }

  @Test func `days past due run from the oldest unpaid instalment, less the pause`() throws {
    let pause = ArrearsPause(from: Movements.day("2026-03-11"), to: Movements.day("2026-03-20"))
    let line = try Self.line(Self.loan(1, pauses: [pause]), outstanding: 30_000)
    #expect(line.ageing.daysPastDue == 30 && line.ageing.countedDays == 21)
    #expect(line.ageing.overdue == Money(cents: 10_000))
    #expect(line.overdue(in: .upTo30) == Money(cents: 10_000))
  }

  @Test func `what is overdue falls into buckets by the age of each instalment`() throws {
    let line = try Self.line(Self.loan(1), outstanding: 40_000)
    #expect(line.ageing.bucket == .upTo60 && line.ageing.countedDays == 58)
    #expect(line.overdue(in: .upTo60) == Money(cents: 10_000) && line.overdue(in: .upTo30) == Money(cents: 10_000))
    let sum = ArrearsBucket.allCases.reduce(Money.zero) { $0 + line.overdue(in: $1) }
    #expect(sum == line.ageing.overdue)
  }

  @Test func `the portfolio at risk holds whole loans, and rescheduled ones that are watched`() throws {
    let watched = try Self.watched(Self.loan(3, isRescheduled: true), outstanding: 20_000)
    let lines = [
      try Self.line(Self.loan(1), outstanding: 40_000), try Self.line(Self.loan(2), outstanding: 20_000), watched,
    ]
    let portfolio = PortfolioReport(scope: ReportScope(asOf: Self.today), lines: lines, writtenOff: .zero)
    #expect(portfolio.outstanding == Money(cents: 80_000))
    #expect(portfolio.atRisk(over: 30).atRisk == Money(cents: 60_000))
    #expect(portfolio.atRisk(over: 30).percent.description == "75.00")
    #expect(portfolio.atRisk(over: 90).percent.description == "25.00")
    #expect(portfolio.groups.map(\.loans) == [2, 0, 1, 0, 0, 0])
    #expect(portfolio.groups.reduce(.zero) { $0 + $1.outstanding } == portfolio.outstanding)
  }

  /// The policy asks for six instalments; two are paid.
  private static func watched(_ state: LoanState, outstanding: Int) throws -> PortfolioReport.Line {
    let policy = try JSONDecoding.decodeExactly(
      LoanPolicy.self,
      from: [
        "accelerationAfterDays": 90, "accelerationNoticeDays": 15, "costs": [], "graceDays": 0, "packs": [],
        "reschedulePersons": 2, "usury": [], "watchInstalments": 6,
      ])
    let account = Chart.loan(purse, try #require(state.contract).id)
    let line = try PortfolioReport.Line(state, policy: policy, asOf: today) { $0 == account ? outstanding : 0 }
    #expect(line?.isWatched == true)
    return try #require(line)
  }

  @Test func `an empty portfolio has no share at risk`() {
    let portfolio = PortfolioReport(scope: ReportScope(asOf: Self.today), lines: [], writtenOff: .zero)
    #expect(portfolio.atRisk(over: 30).percent == .notDefined)
  }

  @Test func `a loan that has ended is no part of the portfolio`() throws {
    var state = Self.loan(1)
    state.status = .closed
    #expect(try PortfolioReport.Line(state, policy: nil, asOf: Self.today) { _ in 0 } == nil)
  }

  @Test func `exposure without a reserve has no ratio, and all of it is in excess`() {
    let line = ExposureReport.Line(
      restriction: Self.purse, exposure: Money(cents: 500), reserve: .zero, limit: .zero)
    #expect(line.ratio == .notDefined && line.excess == Money(cents: 500) && line.room == .zero)
    let sound = ExposureReport.Line(
      restriction: Self.purse, exposure: Money(cents: 500), reserve: Money(cents: 400), limit: Money(cents: 1_200))
    #expect(sound.ratio.description == "1.25" && sound.excess == .zero && sound.room == Money(cents: 700))
  }
}
