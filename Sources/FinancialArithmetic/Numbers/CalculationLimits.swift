public import LedgerCore

/// What the calculators accept. Everything they compute below these limits fits its integers, so nothing overflows.
public enum CalculationLimits {
  /// 100,000,000,000.00: far above any fund, far below what 64 bits hold.
  public static let amount = Money(cents: 10_000_000_000_000)
  /// Rows of a schedule: a hundred years of months.
  public static let instalments = 1_200
  /// Between the first and the last day of a calculation.
  public static let days = 36_525
  /// Flows of a rate, dues and payments of an ageing, parties of a split.
  public static let items = 10_000

  static func require(_ money: Money, _ member: String, from lowest: Money = .zero) throws(CalculationError) {
    if money > amount { throw .invalid(member, "\(money) is above \(amount)") }
    if money < lowest { throw .invalid(member, "\(money) is below \(lowest)") }
  }

  static func require(count: Int, _ member: String, in range: ClosedRange<Int>) throws(CalculationError) {
    guard range.contains(count) else {
      throw .invalid(member, "\(count) is not between \(range.lowerBound) and \(range.upperBound)")
    }
  }

  static func require(_ first: CivilDate, to last: CivilDate, _ member: String) throws(CalculationError) {
    guard (first.dayNumber - last.dayNumber).magnitude <= UInt(days) else {
      throw .invalid(member, "\(first) and \(last) are more than a hundred years apart")
    }
  }
}
