import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

/// Amounts that are fractions of cents.
struct ExactAmountTests {
  private func exact(_ cents: Int128, over parts: Int128 = 1) throws -> ExactAmount {
    try ExactAmount(cents: cents, over: parts)
  }

  @Test func `a third of an amount thrice is the amount`() throws {
    let third = try ExactAmount(cents(10_000)).times(1, over: 3)
    #expect(try third + third + third == ExactAmount(cents(10_000)))
    #expect(try third.times(3) == ExactAmount(cents(10_000)))
    #expect(try third - third == .zero)
  }

  @Test func `it is reduced, whatever its signs`() throws {
    #expect(try exact(6, over: 4) == exact(-3, over: -2))
    #expect(try exact(6, over: -4).numerator == -3)
    #expect(try exact(0, over: -7) == .zero)
    #expect(try exact(0, over: 7).denominator == 1)
  }

  @Test(arguments: [
    (1, 2, 0, 1), (-1, 2, -1, -1), (3, 2, 1, 2), (-3, 2, -2, -2), (1, 3, 0, 0), (-1, 3, -1, 0), (2, 3, 0, 1),
    (7, 1, 7, 7),
    (-7, 1, -7, -7),
  ])
  func `it is floored downwards and rounded half away from zero`(top: Int, bottom: Int, floor: Int, nearest: Int) throws
  {
    let amount = try exact(Int128(top), over: Int128(bottom))
    #expect(try amount.floored() == cents(floor))
    #expect(try amount.rounded() == cents(nearest))
  }

  @Test(arguments: [
    (2_000, 1, "20.00"), (24_690, 20, "12.345"), (-1, 1, "-0.01"), (-1, 8, "-0.00125"), (130_000, 3, "1300/3"),
    (-1, 3, "-1/300"), (50, 3, "1/6"), (0, 1, "0.00"),
  ])
  func `it has one text`(top: Int, bottom: Int, text: String) throws {
    let amount = try exact(Int128(top), over: Int128(bottom))
    #expect(amount.description == text)
    #expect(ExactAmount(text) == amount)
  }

  @Test(arguments: [
    "", "1", "1.5", "01.50", "+1.50", "1.500", "2/600", "1/3/2", "1/0", "1/-3", "10/2", "1.", ".50", "1e3", "١.٥٠",
  ])
  func `no other spelling is read`(text: String) {
    #expect(ExactAmount(text) == nil)
  }

  @Test func `it is shown with as many decimals as wanted`() throws {
    #expect(try exact(130_000, over: 3).text(decimals: 6) == "433.333333")
    #expect(try exact(200_000, over: 3).text(decimals: 6) == "666.666667")
    #expect(try exact(-200_000, over: 3).text(decimals: 2) == "-666.67")
    #expect(try exact(12_345, over: 10).text(decimals: 6) == "12.345")
    #expect(try exact(0).text(decimals: 2) == "0.00")
  }

  @Test(arguments: [
    (0, 1, "0.00"), (3_744_900, 1_000, "37.449"), (123_456_789, 10_000, "123.456789"),
    (1_234_567_891, 100_000, "123.45…"), (200_000, 3, "666.66…"), (-200_000, 3, "-666.66…"), (-1, 3, "-0.00…"),
    (37_449_999_999, 10_000_000, "37.44…"),
  ])
  func `a figure shown to people is never rounded up`(cents: Int, divisor: Int, text: String) throws {
    #expect(try exact(Int128(cents), over: Int128(divisor)).shown == text)
  }

  @Test func `what does not fit is refused, and nothing traps`() throws {
    let limit = try exact(1_000_000_000_000_000_000_000)
    let fine = try exact(1, over: 1_000_000_000_000_000)
    #expect(throws: CalculationError.self) { try exact(1, over: 0) }
    #expect(throws: CalculationError.self) { try exact(.min) }
    #expect(throws: CalculationError.self) { try exact(1, over: .min) }
    #expect(throws: CalculationError.self) { try exact(.max, over: 3) }
    #expect(throws: CalculationError.self) { try exact(1, over: 1_000_000_000_000_001) }
    #expect(throws: CalculationError.self) { try limit + limit }
    #expect(throws: CalculationError.self) { try limit.times(.max) }
    #expect(throws: CalculationError.self) { try limit.times(.min, over: -1) }
    #expect(throws: CalculationError.self) { try fine.times(1, over: .max) }
    #expect(throws: CalculationError.self) { try fine.times(1, over: 0) }
    #expect(throws: CalculationError.self) { try limit.floored() }
    #expect(throws: CalculationError.self) { try limit.rounded() }
    #expect(limit.description == "10000000000000000000.00" && ExactAmount(limit.description) == limit)
    #expect(ExactAmount(fine.description) == fine)
    #expect(limit > fine && -limit < fine && fine > .zero)
  }

  @Test func `it is an ordered group, and reads what it writes`() throws {
    var random = SeededGenerator.printing()
    func amount() throws -> ExactAmount {
      let sign: Int128 = Bool.random(using: &random) ? 1 : -1
      return try exact(
        sign * Int128(random.cents(upTo: 10_000_000_000_000)), over: Int128(Int.random(in: 1...600, using: &random)))
    }
    for _ in 0..<5_000 {
      let (one, two, three) = (try amount(), try amount(), try amount())
      #expect(try one + two == two + one)
      #expect(try (one + two) + three == one + (two + three))
      #expect(try (one + two) - two == one)
      #expect(try (one < two) == (one + three < two + three))
      let floor = ExactAmount(try one.floored())
      #expect(try floor <= one && one < floor + ExactAmount(cents(1)))
      #expect(ExactAmount(one.description) == one)
    }
  }
}
