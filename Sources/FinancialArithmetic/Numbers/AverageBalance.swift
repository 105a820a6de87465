public import LedgerCore

/// The mean of a balance over the days of a stretch: each day counts with the balance at its end.
public struct AverageBalance: Hashable, Sendable {
  /// The sum of the days' balances, in cents.
  public let centDays: Int128
  public let days: Int

  /// `opening` holds before the first change counts; a change on a day counts from that day; `end` is the last day.
  /// Changes before `start` belong to `opening` and are left out, as are those after `end`.
  public init(opening: Money, changes: [DatedAmount], from start: CivilDate, to end: CivilDate) {
    days = max(0, end.dayNumber - start.dayNumber + 1)
    let within = changes.filter { $0.date >= start && $0.date <= end }
    centDays = within.reduce(Int128(opening.cents) * Int128(days)) { sum, change in
      sum + Int128(change.amount.cents) * Int128(end.dayNumber - change.date.dayNumber + 1)
    }
  }

  /// `amount` over the mean balance: the rotation of a fund whose loans paid out are `amount`.
  public func ratio(of amount: Money, decimals: Int = 2) -> Ratio {
    Ratio(Int128(amount.cents) * Int128(days), over: centDays, decimals: decimals)
  }

  /// The mean, rounded half away from zero; nil where there are no days.
  public var mean: Money? {
    guard days > 0 else { return nil }
    return Int(exactly: Rounding.halfUp.divide(centDays, by: Int128(days))).map { Money(cents: $0) }
  }
}
