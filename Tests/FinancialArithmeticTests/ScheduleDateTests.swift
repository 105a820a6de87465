import LedgerCore
import Testing

@testable import FinancialArithmetic

/// On which days instalments fall due, and what part of a year lies before them.
struct ScheduleDateTests {
  @Test func `the 31st gives the last day of shorter months, and the 31st again`() throws {
    let rows = try terms(from: "2027-12-31", times: 4).schedule().rows
    #expect(rows.map(\.due.description) == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"])
    #expect(Set(rows.map(\.instalment)).count <= 2, "equal months are equal parts of the year")
  }

  @Test func `29 February returns in leap years`() throws {
    let yearly = Period(every: 12, unit: .month)
    let rows = try terms(from: "2024-02-29", every: yearly, times: 4).schedule().rows
    #expect(rows.map(\.due.description) == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"])
  }

  @Test func `a first day that is named gives the day of the month`() throws {
    let rows = try terms(at: "12", first: "2026-03-01", times: 3).schedule().rows
    #expect(rows.map(\.due.description) == ["2026-03-01", "2026-04-01", "2026-05-01"])
    // 15 January to 1 March are 46 days of 360.
    #expect(rows[0].interest == cents(1_840))
  }

  @Test func `weeks and days are counted by the calendar`() throws {
    let weeks = try terms(counting: .actual365, every: Period(every: 2, unit: .week), times: 3).schedule().rows
    #expect(weeks.map(\.due.description) == ["2026-01-29", "2026-02-12", "2026-02-26"])
    let days = try terms(counting: .actual365, every: Period(every: 10, unit: .day), times: 3).schedule().rows
    #expect(days.map(\.due.description) == ["2026-01-25", "2026-02-04", "2026-02-14"])
    // From 15 January: 14 days of 30, then 14 less the 31st that does not count, then 14.
    let sold = try terms(.flat, every: Period(every: 2, unit: .week), times: 4).schedule().rows
    #expect(sold.map(\.interest.cents) == [560, 520, 560, 640])
  }

  @Test(arguments: [
    (DayCount.thirty360, "2026-01-31", "2026-02-28", 28, 360), (.thirty360, "2026-02-28", "2026-03-31", 32, 360),
    (.thirty360, "2026-01-15", "2027-01-15", 360, 360), (.actual365, "2024-01-01", "2025-01-01", 366, 365),
    (.actual360, "2026-01-01", "2026-02-01", 31, 360),
    (.actualActual, "2023-12-12", "2024-01-12", 20 * 366 + 11 * 365, 133_590),
    (.actualActual, "2024-02-01", "2024-03-01", 29 * 365, 133_590),
    (.actualActual, "2024-12-31", "2025-01-02", 365 + 366, 133_590),
    (.actualActual, "2003-11-01", "2004-05-01", 61 * 366 + 121 * 365, 133_590),
  ])
  func `day counts are those of ISDA`(count: DayCount, start: String, end: String, numerator: Int, denominator: Int) {
    let fraction = count.fraction(from: day(start), to: day(end))
    #expect(fraction == YearFraction(numerator, over: denominator))
  }

  @Test(arguments: [
    ("2026-01-31", "2026-02-28", 1), ("2026-02-28", "2026-03-31", 1), ("2026-01-30", "2026-02-28", 1),
    ("2026-01-15", "2026-07-15", 6), ("2024-02-29", "2025-02-28", 12),
  ])
  func `a period of whole months is so many twelfths under 30/360`(start: String, end: String, months: Int) {
    let fraction = DayCount.thirty360.periodFraction(from: day(start), to: day(end))
    #expect(fraction == YearFraction(months * 30, over: 360))
  }

  @Test func `interest accrues by the day`() throws {
    func interest(_ dayCount: DayCount, _ start: String, _ end: String) throws -> Int {
      try Accrual.interest(
        on: cents(1_000_000), at: percent("3.65"), from: day(start), to: day(end), dayCount: dayCount
      ).cents
    }
    #expect(try interest(.actual365, "2026-01-01", "2026-01-11") == 1_000)
    #expect(try interest(.actual365, "2026-01-01", "2026-01-01") == 0)
    #expect(try interest(.thirty360, "2026-01-01", "2026-02-01") == 3_042)
    #expect(throws: CalculationError.self) { try interest(.actual365, "2026-01-02", "2026-01-01") }
  }
}
