public import LedgerCore

/// How much of a year lies between two days (ISDA 2006 Definitions, section 4.16).
public enum DayCount: String, Codable, Hashable, Sendable, CaseIterable {
  /// Months of 30 days in a year of 360 (30E/360: a 31st counts as a 30th).
  case thirty360 = "30/360"
  case actual365 = "ACT/365"
  case actual360 = "ACT/360"
  /// Days of leap years over 366 and the others over 365; a stretch contains its first day and not its last.
  case actualActual = "ACT/ACT"

  /// The fraction of a year from `start` to `end`, exactly; negative where `end` is earlier.
  public func fraction(from start: CivilDate, to end: CivilDate) -> YearFraction {
    let days = end.dayNumber - start.dayNumber
    switch self {
    case .thirty360: return YearFraction(DayCount.days30(from: start, to: end), over: 360)
    case .actual365: return YearFraction(days, over: 365)
    case .actual360: return YearFraction(days, over: 360)
    case .actualActual:
      let leap = DayCount.leapDays(before: end) - DayCount.leapDays(before: start)
      return YearFraction((days - leap) * 366 + leap * 365, over: 365 * 366)
    }
  }

  /// As `fraction`, but 30/360 counts a whole number of months as just that, also where the shorter month's last day
  /// stands for the 29th to the 31st: 31 January to 28 February is a month.
  func periodFraction(from start: CivilDate, to end: CivilDate) -> YearFraction {
    guard self == .thirty360 else { return fraction(from: start, to: end) }
    let (from, to) = (start.components, end.components)
    let months = (to.year - from.year) * 12 + to.month - from.month
    if start.adding(months: months) == end || end.adding(months: -months) == start {
      return YearFraction(months * 30, over: 360)
    }
    return fraction(from: start, to: end)
  }

  private static func days30(from start: CivilDate, to end: CivilDate) -> Int {
    let (from, to) = (start.components, end.components)
    return (to.year - from.year) * 360 + (to.month - from.month) * 30 + min(to.day, 30) - min(from.day, 30)
  }

  /// Days of leap years from the year 1 up to the day before `date`.
  private static func leapDays(before date: CivilDate) -> Int {
    let (year, _, _) = date.components
    let earlier = year - 1
    let leapYears = earlier / 4 - earlier / 100 + earlier / 400
    guard CivilDate.isLeap(year), let newYear = CivilDate(year: year, month: 1, day: 1) else { return leapYears * 366 }
    return leapYears * 366 + date.dayNumber - newYear.dayNumber
  }
}

/// An exact part of a year: days over the days of the year.
public struct YearFraction: Hashable, Sendable {
  public let numerator: Int
  /// Above zero.
  public let denominator: Int

  public static let zero = YearFraction(0, over: 1)

  init(_ numerator: Int, over denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }
}
