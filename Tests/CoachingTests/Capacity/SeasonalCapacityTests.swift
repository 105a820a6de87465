import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

@testable import Coaching

/// Capacity by month, where work is seasonal.
struct SeasonalCapacityTests {
  private func seasons(_ forecast: CashForecast, fixed: String, saving: String = "20") throws -> SeasonalCapacity {
    let test = try CashTest(forecast, saving: exactly(saving), policy: euros("200"))
    return try #require(try SeasonalCapacity(test, within: exactly(fixed), of: forecast))
  }

  private func forecast(from month: String, opening: String, nets: [Int]) throws -> CashForecast {
    let start = try #require(CivilMonth(month))
    var balance = euros(opening)
    return CashForecast(
      opening: balance,
      months: nets.enumerated().map { index, net in
        balance += Money(cents: net * 100)
        return CashForecast.Month(start.advanced(by: index), balance: balance)
      })
  }

  @Test func `summer pays, winter does not, and the year stays within C_static`() throws {
    // May to September bring 900 a month, the other months take 300; 1,300 lie at hand in January.
    let nets = [-300, -300, -300, -300, 900, 900, 900, 900, 900, -300, -300, -300]
    let result = try seasons(forecast(from: "2026-01", opening: "1300", nets: nets), fixed: "100")
    #expect(result.months.prefix(4).allSatisfy { $0 == .zero } && result.months.suffix(3).allSatisfy { $0 == .zero })
    // 12 · 100 in five months.
    #expect(result.months[4...8].allSatisfy { $0 == euros("240.00") })
    #expect(result.average == euros("100.00"))
  }

  @Test func `what winter will need is not promised in summer`() throws {
    let nets = [900, 900, 900, 900, 900, -600, -600, -600, -600, -600, -600, -600]
    let result = try seasons(forecast(from: "2026-05", opening: "400", nets: nets), fixed: "300")
    // 400 + 4500 − 4200 − the buffer of 200
    #expect(result.months.reduce(.zero, +) == euros("500.00"))
    #expect(result.average == euros("41.66"))
    #expect(result.months[9...11].allSatisfy { $0 == .zero } && result.months[0...3].allSatisfy { $0 == .zero })
  }

  @Test func `where the cash line is below zero nothing is promised in any month`() throws {
    let cash = try forecast(from: "2026-01", opening: "100", nets: [-200] + Array(repeating: 500, count: 11))
    let late = CashForecast(opening: cash.opening, months: cash.months, firstInstalment: cash.months[2].month)
    #expect(try seasons(late, fixed: "300").months.allSatisfy { $0 == .zero })
    #expect(try seasons(late, fixed: "300").average == .zero)
  }

  @Test func `a plan that fits the months added up never touches the buffer`() throws {
    var random = SeededGenerator.printing()
    var promised = 0
    for _ in 0..<2_000 {
      let cash = random.forecast()
      let fixed = try random.monthly(upTo: 40_000)
      let test = try CashTest(cash, saving: exactly("20"), policy: euros("200"))
      let seasons = try #require(try SeasonalCapacity(test, within: fixed, of: cash))
      #expect(ExactAmount(seasons.average) <= fixed)
      #expect(try ExactAmount(seasons.months.reduce(.zero, +)) <= fixed.times(12))
      #expect(seasons.months.allSatisfy { $0 >= .zero })
      // The greediest plan takes every month as much as its cumulative capacity allows; it may begin in any month.
      let start = Int.random(in: 0..<test.months.count, using: &random)
      var paid = Money.zero
      for month in test.months[start...] {
        paid += seasons.months[month.month.number - 1]
        let left = try ExactAmount(month.balance.money - paid) - month.buffer
        #expect(paid == .zero || !left.isNegative)
      }
      if paid.isPositive { promised += 1 }
    }
    #expect(promised > 50)
  }
}
