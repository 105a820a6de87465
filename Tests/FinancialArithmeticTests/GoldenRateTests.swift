import FinancialArithmetic
import LedgerCore
import Testing

/// Rates and intervals that the European Commission and curo have published.
@Suite(.enabled(if: GoldenFiles.arePresent, "../shared/golden is not here: published rates are not compared"))
struct GoldenRateTests {
  @Test func `every published rate is reproduced within its tolerance`() throws {
    let cases = try GoldenFiles.cases("apr_eu_mcd2015.json")
    for golden in cases {
      let rate = try AnnualPercentageRate(
        advances: try golden.list("advances").map(flow), payments: try golden.list("payments").map(flow))
      let id = try golden.text("id")
      let expected = try FixedPoint(parsing: try golden.text("expected_apr_percent_6dp"), decimals: 9).scaled
      let tolerance = try Self.tolerance(try golden.text("tolerance_percent_points"))
      #expect((rate.billionths - expected).magnitude <= tolerance, "\(id): \(rate.percent(decimals: 6))")
      #expect(rate.display == (try golden.text("expected_apr_percent_1dp")), "\(id)")
    }
    print("published rates: \(cases.count) of \(cases.count) reproduced")
    #expect(cases.count > 20)
  }

  /// `1e-6`, `5e-5` in billionths.
  private static func tolerance(_ text: String) throws -> Int {
    let parts = text.split(separator: "e-").compactMap { Int($0) }
    try #require(parts.count == 2 && parts[1] <= 9)
    return (parts[1]..<9).reduce(parts[0]) { product, _ in product * 10 }
  }

  private func flow(_ golden: JSON) throws -> RateFlow {
    let first = try #require(golden["first"])
    return RateFlow(
      amount: try golden.money("amount"), count: try golden.number("count"),
      step: try #require(RateInterval.Unit(rawValue: try golden.text("step"))),
      first: try RateInterval(
        years: try first.number("years"), months: try first.number("months"), days: try first.number("days"),
        yearDays: try first.number("year_days")))
  }

  @Test func `every published interval is reproduced`() throws {
    let cases = try GoldenFiles.cases("apr_time_intervals.json")
    for golden in cases {
      let unit = try #require(RateInterval.Unit(rawValue: try golden.text("regular_period")))
      let between = try RateInterval.Between(from: try golden.date("start"), to: try golden.date("end"), in: unit)
      #expect(between.wholePeriods == (try golden.number("whole_periods")), "\(golden)")
      #expect(between.extraDays == (try golden.number("extra_days")), "\(golden)")
      if between.extraDays > 0 { #expect(between.daysInYear == (try golden.number("days_in_year")), "\(golden)") }
    }
    print("published intervals: \(cases.count) of \(cases.count) reproduced")
    #expect(cases.count == 14)
  }
}
