import FinancialArithmetic
import LedgerCore
import Testing

/// How late somebody is, and what counts.
struct AgeingTests {
  private func dated(_ items: [(String, Int)]) -> [DatedAmount] {
    items.map { DatedAmount(date: day($0.0), amount: cents($0.1)) }
  }

  private func ageing(
    _ asOf: String, dues: [(String, Int)] = [("2026-03-01", 10_000)], paid: [(String, Int)] = [],
    pauses: [(String, String)] = [], grace: Int = 0
  ) throws -> Ageing {
    try Ageing(
      asOf: day(asOf), dues: dated(dues), payments: dated(paid),
      pauses: pauses.map { ArrearsPause(from: day($0.0), to: day($0.1)) }, graceDays: grace)
  }

  @Test func `a pause inside the arrears does not count`() throws {
    let late = try ageing("2026-03-31", pauses: [("2026-03-11", "2026-03-20")])
    #expect(late.daysPastDue == 30 && late.countedDays == 21 && late.bucket == .upTo30)
    #expect(late.overdue == cents(10_000) && late.oldestUnpaid == day("2026-03-01"))
  }

  @Test(arguments: [
    ([("2026-02-01", "2026-03-11")], 20), ([("2026-03-21", "2026-05-01")], 20), ([("2026-01-01", "2026-02-20")], 30),
    ([("2026-03-11", "2026-03-16"), ("2026-03-14", "2026-03-20")], 21), ([("2026-03-11", "2026-03-11")], 30),
    ([("2026-01-01", "2027-01-01")], 0),
  ])
  func `pauses are clipped to the arrears, and no day is taken off twice`(pauses: [(String, String)], days: Int) throws
  {
    #expect(try ageing("2026-03-31", pauses: pauses).countedDays == days)
  }

  @Test func `a due is overdue from the day after it, and grace is taken off`() throws {
    #expect(try ageing("2026-03-01").daysPastDue == 0)
    #expect(try ageing("2026-03-01").overdue == .zero)
    #expect(try ageing("2026-03-02").daysPastDue == 1)
    #expect(try ageing("2026-03-04", grace: 3).countedDays == 0)
    #expect(try ageing("2026-03-05", grace: 3).countedDays == 1)
    #expect(try ageing("2026-03-05", grace: 30).countedDays == 0)
  }

  @Test func `payments cover the oldest due first, whenever they were made`() throws {
    let dues = [("2026-02-01", 10_000), ("2026-01-01", 10_000), ("2026-03-01", 10_000)]
    let late = try ageing("2026-03-31", dues: dues, paid: [("2026-03-30", 12_500)])
    #expect(late.oldestUnpaid == day("2026-02-01") && late.overdue == cents(17_500) && late.daysPastDue == 58)
    #expect(late.arrears.map(\.unpaid) == [cents(7_500), cents(10_000)])
    #expect(try ageing("2026-03-31", dues: dues, paid: [("2026-01-01", 30_000)]).bucket == .none)
    #expect(try ageing("2026-03-31", dues: dues, paid: [("2026-04-01", 30_000)]).overdue == cents(30_000))
  }

  @Test(arguments: zip([-1, 0, 1, 30, 31, 60, 61, 90, 91, 180, 181], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5]))
  func `buckets begin and end where the domain says`(days: Int, bucket: Int) {
    #expect(ArrearsBucket(days: days) == ArrearsBucket.allCases[bucket])
  }

  @Test func `what cannot be is refused by name`() throws {
    func member(_ body: () throws -> Ageing) -> String? {
      do {
        _ = try body()
        return nil
      } catch {
        return (error as? CalculationError)?.member
      }
    }
    #expect(member { try ageing("2026-03-31", pauses: [("2026-03-11", "2026-03-10")]) } == "pauses[0]")
    #expect(member { try ageing("2026-03-31", grace: -1) } == "graceDays")
    #expect(member { try ageing("2026-03-31", dues: [("2026-03-01", -1)]) } == "schedule[0]")
    #expect(member { try ageing("2026-03-31", paid: [("2026-03-01", .max)]) } == "payments[0]")
  }

  @Test func `any day can be asked about`() throws {
    #expect(try ageing("0007-12-14").arrears.isEmpty)
    #expect(try ageing("9999-12-31").bucket == ageing("2226-03-31").bucket)
  }

  @Test func `a portfolio at risk is the whole principal of late and watched loans`() {
    let loans = [
      PortfolioAtRisk.Exposure(outstanding: cents(50_000), countedDays: 0),
      .init(outstanding: cents(30_000), countedDays: 30), .init(outstanding: cents(10_000), countedDays: 31),
      .init(outstanding: cents(10_000), countedDays: 0, isWatched: true),
    ]
    let risk = PortfolioAtRisk(loans, over: 30)
    #expect(risk.basisPoints == 2_000 && risk.percent.description == "20.00")
    #expect(PortfolioAtRisk(loans, over: 0).basisPoints == 5_000)
    #expect(PortfolioAtRisk([], over: 30).basisPoints == nil)
    #expect(PortfolioAtRisk([], over: 30).percent.description == "not defined")
  }
}
