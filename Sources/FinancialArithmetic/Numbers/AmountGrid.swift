import LedgerCore

/// The multiples to which amounts are rounded: cents, whole units, tens.
struct AmountGrid: Hashable, Sendable {
  /// The distance of two neighbouring amounts.
  let step: Money
  let rounding: Rounding

  /// `step` is above zero.
  init(step: Money, rounding: Rounding) {
    precondition(step.isPositive, "amounts are rounded to a positive step")
    self.step = step
    self.rounding = rounding
  }

  /// The multiple of the step nearest to `cents` ÷ `divisor`.
  func amount(_ cents: Int128, dividedBy divisor: Int128) -> Money {
    let width = Int128(step.cents)
    return Money(cents: Int(rounding.divide(cents, by: divisor * width) * width))
  }
}
