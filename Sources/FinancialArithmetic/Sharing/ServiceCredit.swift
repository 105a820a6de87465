public import LedgerCore

/// What hours of community service are worth: round(Σ minutes · cents per hour ÷ 60), half away from zero.
///
/// Always of the sum since the beginning: what is posted is the difference of two sums, so that rounding never adds up.
public enum ServiceCredit {
  /// A century of minutes.
  public static let maximumMinutes = 36_525 * 24 * 60

  /// The worth of all confirmed minutes.
  public static func worth(minutes: Int, hourlyRate: Money) throws(CalculationError) -> Money {
    try CalculationLimits.require(count: minutes, "minutes", in: 0...maximumMinutes)
    try CalculationLimits.require(hourlyRate, "hourlyRate")
    let cents = Rounding.halfUp.divide(Int128(minutes) * Int128(hourlyRate.cents), by: 60)
    guard let worth = Int(exactly: cents), worth <= CalculationLimits.amount.cents else {
      throw .impossible("minutes", "they are worth more than \(CalculationLimits.amount)")
    }
    return Money(cents: worth)
  }

  /// What one month credits, and what it carries over.
  public struct Step: Hashable, Sendable {
    public let creditedMinutes: Int
    public let amount: Money
    /// Minutes above the cap: not lost, but credited in a later month.
    public let carriedMinutes: Int
  }

  /// Credits as many of the waiting minutes as the cap admits.
  ///
  /// `credited` are the minutes of all earlier credits, `waiting` those confirmed and not yet credited, carried ones
  /// included. At €7 an hour and a cap of €140, 22 hours credit 140.00 and carry two; ten more then credit 84.00.
  public static func step(
    credited: Int, waiting: Int, hourlyRate: Money, cap: Money? = nil
  ) throws(CalculationError) -> Step {
    try CalculationLimits.require(count: credited, "credited", in: 0...maximumMinutes)
    try CalculationLimits.require(count: waiting, "waiting", in: 0...(maximumMinutes - credited))
    if let cap { try CalculationLimits.require(cap, "cap") }
    let before = try worth(minutes: credited, hourlyRate: hourlyRate)
    _ = try worth(minutes: credited + waiting, hourlyRate: hourlyRate)
    var low = 0, high = waiting
    while low < high {
      let middle = (low + high + 1) / 2
      let amount = try worth(minutes: credited + middle, hourlyRate: hourlyRate) - before
      if let cap, amount > cap { high = middle - 1 } else { low = middle }
    }
    return Step(
      creditedMinutes: low, amount: try worth(minutes: credited + low, hourlyRate: hourlyRate) - before,
      carriedMinutes: waiting - low)
  }
}
