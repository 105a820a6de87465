public import LedgerCore

/// The annual percentage rate of charge (TAEG) of Directive 2008/48/EC, Annex I, kept in Directive 2023/2225, Annex III:
/// the X that solves Σ advances·(1+X)^−t = Σ payments·(1+X)^−s, with all mandatory costs among the payments.
public struct AnnualPercentageRate: Hashable, Sendable, Comparable {
  /// Thousand-millionths of a percent: 6.434412 % is 6,434,412,000, give or take a few.
  public let billionths: Int

  public static func < (left: Self, right: Self) -> Bool { left.billionths < right.billionths }

  /// Solves for flows timed from the first advance.
  ///
  /// Refused where there is nothing to compare (no advance, no payment), and where no rate between −99 % and
  /// 1,000,000 % makes both sides equal. Where several do, the nearest to zero is taken.
  public init(advances: [RateFlow], payments: [RateFlow]) throws(CalculationError) {
    billionths = try RateSolver(advances: advances, payments: payments).percentBillionths()
  }

  /// Solves for flows on calendar days; time begins on the day of the first advance.
  ///
  /// Whole periods are `unit`s, counted backwards from each flow to that day.
  public init(
    advances: [DatedAmount], payments: [DatedAmount], in unit: RateInterval.Unit = .month
  ) throws(CalculationError) {
    guard let origin = advances.map(\.date).min() else { throw .invalid("advances", "there is none") }
    try self.init(
      advances: RateFlow.dated(advances, from: origin, in: unit),
      payments: RateFlow.dated(payments, from: origin, in: unit))
  }

  /// The percentage rounded half away from zero to `decimals`, 0 to 9.
  public func percent(decimals: Int) -> FixedPoint {
    precondition((0...9).contains(decimals), "a rate is known to 9 decimals")
    var divisor: Int128 = 1
    for _ in decimals..<9 { divisor *= 10 }
    let scaled = Rounding.halfUp.divide(Int128(billionths), by: divisor)
    return FixedPoint(scaled: Int(scaled), decimals: decimals)
  }

  /// As it is shown to the borrower: one decimal (Annex I, part I, remark d).
  public var display: String { percent(decimals: 1).description }
}
