public import LedgerCore

/// Interest on a balance over a stretch of days.
public enum Accrual {
  /// round(balance · rate · fraction of a year), to the cent; `end` is not before `start`.
  public static func interest(
    on balance: Money, at rate: AnnualRate, from start: CivilDate, to end: CivilDate, dayCount: DayCount,
    rounding: Rounding = .halfUp
  ) throws(CalculationError) -> Money {
    try CalculationLimits.require(balance, "balance")
    try CalculationLimits.require(start, to: end, "to")
    if end < start { throw .invalid("to", "\(end) is before \(start)") }
    return interest(
      on: balance, at: rate, for: dayCount.periodFraction(from: start, to: end),
      grid: AmountGrid(step: Money(cents: 1), rounding: rounding))
  }

  /// At most 10^13 · 10^9 · (36,525 · 366): below 10^30, far inside 128 bits.
  static func interest(on balance: Money, at rate: AnnualRate, for fraction: YearFraction, grid: AmountGrid) -> Money {
    grid.amount(
      Int128(balance.cents) * Int128(rate.millionths) * Int128(fraction.numerator),
      dividedBy: AnnualRate.wholeMillionths * Int128(fraction.denominator))
  }
}
