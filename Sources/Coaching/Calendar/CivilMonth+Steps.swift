public import LedgerCore

extension CivilMonth {
  /// The month `count` months later, or earlier where it is negative.
  public func advanced(by count: Int) -> CivilMonth { CivilMonth(firstDay.adding(months: count)) }

  /// How many months later `other` is.
  public func distance(to other: CivilMonth) -> Int {
    let (from, to) = (firstDay.components, other.firstDay.components)
    return (to.year - from.year) * 12 + to.month - from.month
  }

  /// January is 1.
  public var number: Int { firstDay.month }
}
