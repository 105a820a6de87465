import LedgerCore
import SeededRandom
import Testing

@testable import FinancialArithmetic

/// Divisions, ratios and means.
struct NumberTests {
  @Test(arguments: [
    (5, 10, 1, 0), (15, 10, 2, 2), (25, 10, 3, 2), (-5, 10, -1, 0), (-15, 10, -2, -2), (-25, 10, -3, -2),
    (14, 10, 1, 1),
    (16, 10, 2, 2), (0, 3, 0, 0), (1, 3, 0, 0), (2, 3, 1, 1), (-2, 3, -1, -1),
  ])
  func `a half goes away from zero, or to the even`(dividend: Int, divisor: Int, halfUp: Int, halfEven: Int) {
    #expect(Rounding.halfUp.divide(Int128(dividend), by: Int128(divisor)) == Int128(halfUp))
    #expect(Rounding.halfEven.divide(Int128(dividend), by: Int128(divisor)) == Int128(halfEven))
  }

  @Test func `no dividend is too large`() {
    for rounding in Rounding.allCases {
      #expect(rounding.divide(.min, by: 1) == .min)
      #expect(rounding.divide(.max, by: 1) == .max)
      #expect(rounding.divide(.min, by: .max) == -1)
    }
  }

  @Test func `products of 256 bits are divided exactly`() {
    var random = SeededGenerator.printing()
    func number() -> UInt128 {
      let wide = UInt128(random.next()) << 64 | UInt128(random.next())
      return wide >> UInt128(Int.random(in: 0...126, using: &random))
    }
    for _ in 0..<20_000 {
      let (factor, divisor) = (number(), max(1, number()))
      let other = min(number(), divisor)
      guard let quotient = WideArithmetic.multiplyDivide(factor, other, by: divisor) else {
        #expect(other == divisor && factor > UInt128.max - 1, "\(factor) \(other) \(divisor)")
        continue
      }
      // |quotient·divisor − factor·other| is at most half the divisor.
      let (left, right) = (quotient.multipliedFullWidth(by: divisor), factor.multipliedFullWidth(by: other))
      let isUp = (left.high, left.low) > (right.high, right.low)
      let (more, less) = isUp ? (left, right) : (right, left)
      let borrow: UInt128 = more.low < less.low ? 1 : 0
      #expect(more.high - less.high - borrow == 0)
      #expect(more.low &- less.low <= divisor - (more.low &- less.low), "\(factor) \(other) \(divisor)")
    }
    #expect(WideArithmetic.multiplyDivide(1, 1, by: 0) == nil)
    #expect(WideArithmetic.multiplyDivide(.max, 2, by: 1) == nil)
  }

  @Test func `a ratio over nothing is not defined`() {
    #expect(Ratio(cents(1), over: .zero) == .notDefined)
    #expect(Ratio(cents(1), over: .zero).description == "not defined")
    #expect(Ratio(cents(1), over: cents(3), decimals: 4).description == "0.3333")
    #expect(Ratio(cents(-2), over: cents(3)).description == "-0.67")
    #expect(Ratio(cents(2), over: cents(-3)).description == "-0.67")
    #expect(Ratio.percent(cents(1), of: cents(8), decimals: 1).description == "12.5")
    #expect(Ratio(.max, over: 1) == .notDefined)
    #expect(Ratio(.min, over: .min, decimals: 0) == .notDefined)
  }

  @Test func `a fund's rotation is what it lent over its average daily capital`() {
    let capital = AverageBalance(
      opening: .zero,
      changes: [
        DatedAmount(date: day("2026-01-01"), amount: cents(1_000_000)),
        DatedAmount(date: day("2026-07-01"), amount: cents(1_000_000)),
        DatedAmount(date: day("2027-03-01"), amount: cents(9_000_000)),
      ], from: day("2026-01-01"), to: day("2026-12-31"))
    #expect(capital.ratio(of: cents(3_000_000)).description == "1.99")
    #expect(capital.mean == cents(1_504_110))
    let empty = AverageBalance(opening: .zero, changes: [], from: day("2026-01-01"), to: day("2026-12-31"))
    #expect(empty.ratio(of: cents(1)) == .notDefined)
    #expect(AverageBalance(opening: cents(1), changes: [], from: day("2026-01-02"), to: day("2026-01-01")).mean == nil)
  }
}
