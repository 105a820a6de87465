public import LedgerCore

/// The time of a flow in years from the first advance, exactly (Directive 2008/48/EC, Annex I, part I, remark c).
///
/// Months are twelfths of a year, weeks fifty-seconds, days a 365th or a 366th; all of them are whole numbers of a
/// 3,473,340th, the unit in which times are kept.
public struct RateInterval: Hashable, Sendable, Comparable {
  /// What a whole period is.
  public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    case day
    case week
    case month
    case year

    /// A day is here the 365th part of a year.
    var ticks: Int {
      switch self {
      case .day: RateInterval.ticksOfYear / 365
      case .week: RateInterval.ticksOfYear / 52
      case .month: RateInterval.ticksOfYear / 12
      case .year: RateInterval.ticksOfYear
      }
    }

    /// The days of the longest such period.
    fileprivate var mostDays: Int {
      switch self {
      case .day: 1
      case .week: 7
      case .month: 31
      case .year: 366
      }
    }
  }

  /// Divisible by 12, 52, 365 and 366.
  static let ticksOfYear = 3_473_340

  let ticks: Int

  public static let zero = RateInterval(ticks: 0)

  init(ticks: Int) { self.ticks = ticks }

  public static func < (left: RateInterval, right: RateInterval) -> Bool { left.ticks < right.ticks }

  /// Years, months and days together; days are parts of a year of `yearDays`, 365 or 366.
  public init(years: Int = 0, months: Int = 0, days: Int = 0, yearDays: Int = 365) throws(CalculationError) {
    try CalculationLimits.require(count: years, "years", in: -100...100)
    try CalculationLimits.require(count: months, "months", in: -1_200...1_200)
    try CalculationLimits.require(count: days, "days", in: -CalculationLimits.days...CalculationLimits.days)
    guard yearDays == 365 || yearDays == 366 else { throw .invalid("year_days", "\(yearDays) is neither 365 nor 366") }
    self.init(
      ticks: years * Unit.year.ticks + months * Unit.month.ticks + days * (RateInterval.ticksOfYear / yearDays))
  }

  public init(_ time: Between) {
    let days = time.extraDays * (RateInterval.ticksOfYear / (time.extraDays == 0 ? 365 : time.daysInYear))
    self.init(ticks: time.wholePeriods * time.unit.ticks + days)
  }

  func adding(_ count: Int, _ unit: Unit) -> RateInterval { RateInterval(ticks: ticks + count * unit.ticks) }

  /// The time between two days as the directive counts it: whole periods backwards from the end, then days.
  public struct Between: Hashable, Sendable {
    public let unit: Unit
    public let wholePeriods: Int
    public let extraDays: Int
    /// Days of the year that ends with the last of the extra days: 366 where a 29 February falls into it.
    public let daysInYear: Int

    /// `end` is not before `start`. A month's end that stands for a day which that month lacks ends a whole month.
    public init(from start: CivilDate, to end: CivilDate, in unit: Unit) throws(CalculationError) {
      try CalculationLimits.require(start, to: end, "date")
      if end < start { throw .invalid("date", "\(end) is before \(start)") }
      var whole = max(0, (end.dayNumber - start.dayNumber) / unit.mostDays - 1)
      while Between.day(end, minus: whole + 1, unit) >= start { whole += 1 }
      if Between.day(start, minus: -(whole + 1), unit) == end { whole += 1 }
      self.unit = unit
      wholePeriods = whole
      let last = Between.day(start, minus: -whole, unit) == end ? start : Between.day(end, minus: whole, unit)
      extraDays = last.dayNumber - start.dayNumber
      daysInYear = last.dayNumber - last.adding(months: -12).dayNumber
    }

    private static func day(_ date: CivilDate, minus count: Int, _ unit: Unit) -> CivilDate {
      switch unit {
      case .day: date.adding(days: -count)
      case .week: date.adding(days: -7 * count)
      case .month: date.adding(months: -count)
      case .year: date.adding(months: -12 * count)
      }
    }
  }
}
