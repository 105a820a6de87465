import LedgerCore
import Testing

@testable import FinancialArithmetic

/// The annual percentage rate of flows that can be checked by hand.
struct RateTests {
  private func dated(_ items: [(String, Int)]) -> [DatedAmount] {
    items.map { DatedAmount(date: day($0.0), amount: cents($0.1)) }
  }

  private func rate(
    _ advances: [(String, Int)], _ payments: [(String, Int)], in unit: RateInterval.Unit = .month
  ) throws -> String {
    try AnnualPercentageRate(advances: dated(advances), payments: dated(payments), in: unit)
      .percent(decimals: 9).description
  }

  @Test func `one payment after a year costs what it costs`() throws {
    #expect(try rate([("2026-01-15", 100_000)], [("2027-01-15", 110_000)]) == "10.000000000")
    #expect(try rate([("2026-01-15", 100_000)], [("2028-01-15", 121_000)]) == "10.000000000")
    #expect(try rate([("2026-01-15", 100_000)], [("2027-01-15", 100_000)]) == "0.000000000")
  }

  @Test func `a loan without interest and with a fee has a rate above zero`() throws {
    let rate = try AnnualPercentageRate(
      advances: dated([("2026-01-15", 100_000)]), payments: dated([("2026-01-15", 2_000), ("2027-01-15", 100_000)]))
    // 1000 / 980 − 1.
    #expect(rate.percent(decimals: 9).description == "2.040816327")
    #expect(rate.display == "2.0")
  }

  @Test func `less paid than advanced is a negative rate`() throws {
    #expect(try rate([("2026-01-15", 100_000)], [("2027-01-15", 90_000)]) == "-10.000000000")
    #expect(try rate([("2026-01-15", 100_000)], [("2027-01-15", 2_000)]) == "-98.000000000")
  }

  @Test func `huge rates are found up to a million percent`() throws {
    #expect(try rate([("2026-01-15", 100)], [("2027-01-15", 1_000_100)]) == "1000000.000000000")
    #expect(throws: CalculationError.self) { try rate([("2026-01-15", 100)], [("2027-01-15", 1_010_000)]) }
    #expect(try rate([("2026-01-15", 100_000)], [("2026-02-15", 110_000)]) == "213.842837672")
  }

  @Test func `days are a 365th of a year, or a 366th where 29 February is among them`() throws {
    // (1.1)^(365/10) − 1 and, after 29 February 2028, (1.1)^(366/10) − 1.
    #expect(try rate([("2027-03-01", 100_000)], [("2027-03-11", 110_000)]) == "3142.149286353")
    #expect(try rate([("2028-03-01", 100_000)], [("2028-03-11", 110_000)]) == "3173.197997369")
    #expect(try rate([("2026-01-01", 10_000)], [("2026-12-31", 10_100)], in: .week) == "1.000000000")
  }

  @Test func `a fee before the first advance counts with a negative time`() throws {
    // 10 a year before, 1000 advanced, 1080 a year after: 10(1+X)² − 1000(1+X) + 1080 = 0.
    let rate = try rate([("2026-01-15", 100_000)], [("2025-01-15", 1_000), ("2027-01-15", 108_000)])
    #expect(rate == "9.192295745")
  }

  @Test func `flows without an answer are refused with the reason`() throws {
    let one = [RateFlow(amount: cents(100))]
    func refusal(_ advances: [RateFlow], _ payments: [RateFlow]) -> CalculationError? {
      do throws(CalculationError) {
        _ = try AnnualPercentageRate(advances: advances, payments: payments)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([], one) == .invalid("advances", "there is none"))
    #expect(refusal(one, []) == .invalid("payments", "there is none"))
    #expect(refusal(one, [RateFlow(amount: .zero)]) == .invalid("payments", "they come to nothing"))
    #expect(refusal(one, [RateFlow(amount: cents(-1))])?.member == "payments[0].amount")
    #expect(refusal(one, [RateFlow(amount: cents(.max))])?.member == "payments[0].amount")
    #expect(refusal(one, [RateFlow(amount: cents(1), count: 0)])?.member == "payments[0].count")
    #expect(refusal(one, [RateFlow(amount: cents(1), count: .max)])?.member == "payments[0].count")
    #expect(refusal(one, [RateFlow(amount: cents(1), count: 300, step: .year)])?.member == "payments")
    #expect(
      refusal(one, [RateFlow(amount: cents(200))]) == .impossible("payments", "no rate makes them worth the advances"))
    #expect(throws: CalculationError.self) { try RateInterval(years: .max) }
    #expect(throws: CalculationError.self) { try RateInterval(days: 1, yearDays: 360) }
  }

  @Test func `the shown decimal is rounded from the rate, and once`() throws {
    // Annex I, part I, remark d: 3.055 is 3.1 with one decimal and 3.06 with two, 3.054 is 3.1 and 3.05.
    let exact = try AnnualPercentageRate(
      advances: dated([("2026-01-15", 10_000_000)]), payments: dated([("2027-01-15", 10_305_500)]))
    #expect(exact.display == "3.1" && exact.percent(decimals: 2).description == "3.06")
    let below = try AnnualPercentageRate(
      advances: dated([("2026-01-15", 10_000_000)]), payments: dated([("2027-01-15", 10_305_400)]))
    #expect(below.display == "3.1" && below.percent(decimals: 2).description == "3.05")
    #expect(below < exact)
    let tie = try AnnualPercentageRate(
      advances: dated([("2026-01-15", 10_000_000)]), payments: dated([("2027-01-15", 10_305_000)]))
    #expect(tie.display == "3.1", "5 or more rounds up")
  }

  @Test func `the exponential is right to twenty-one decimals`() {
    // e^−x · 2^80 for x in 2^−80, computed with sixty digits elsewhere.
    let table: [(UInt128, UInt128)] = [
      (0, 1_208_925_819_614_629_174_706_176), (1_208_925_819_614_629_174_706, 1_207_717_498_056_487_078_080_067),
      (604_462_909_807_314_587_353_088, 733_250_574_914_497_105_090_166),
      (1_208_925_819_614_629_174_706_176, 444_738_954_937_557_665_364_703),
      (4_473_025_532_574_127_946_412_851, 29_888_909_501_919_028_388_046),
      (11_122_117_540_454_588_407_296_819, 122_149_141_679_279_947_775),
      (36_267_774_588_438_875_241_185_280, 113_126_720_172), (200 << 80, 0),
    ]
    for (exponent, expected) in table {
      let power = UnitFraction.exponential(ofMinus: exponent).raw
      let difference = power > expected ? power - expected : expected - power
      #expect(difference <= 100, "e^−\(exponent): \(power)")
    }
  }
}
