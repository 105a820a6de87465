import LedgerCore

/// The due days of terms and the part of a year before each.
struct ScheduleCalendar {
  let dates: [CivilDate]
  /// From disbursement to the first day, then from day to day.
  let fractions: [YearFraction]

  init(_ terms: ScheduleTerms) throws(CalculationError) {
    let dates = try ScheduleCalendar.dates(of: terms.due, disbursed: terms.disbursed)
    guard let first = dates.first, let last = dates.last else { throw .invalid("instalments", "there are none") }
    if first < terms.disbursed { throw .invalid("first", "\(first) is before the disbursement on \(terms.disbursed)") }
    for (earlier, later) in zip(dates, dates.dropFirst()) where earlier >= later {
      throw .invalid("dates", "\(later) does not come after \(earlier)")
    }
    try CalculationLimits.require(terms.disbursed, to: last, "instalments")
    guard terms.disbursed.year >= 1, last.year <= 9_999 else { throw .invalid("disbursed", "years are 1 to 9999") }
    self.dates = dates
    var start = terms.disbursed
    var fractions: [YearFraction] = []
    for (index, date) in dates.enumerated() {
      fractions.append(ScheduleCalendar.fraction(index, from: start, to: date, of: terms))
      start = date
    }
    self.fractions = fractions
  }

  private static func dates(of due: DueDates, disbursed: CivilDate) throws(CalculationError) -> [CivilDate] {
    try CalculationLimits.require(count: due.count, "instalments", in: 1...CalculationLimits.instalments)
    switch due {
    case .given(let dates): return dates
    case .every(let period, let first, let count):
      try CalculationLimits.require(count: period.every, "every", in: 1...CalculationLimits.instalments)
      guard period.longestDays * count <= CalculationLimits.days + 31 * 12 else {
        throw .invalid("instalments", "\(count) of them take more than a hundred years")
      }
      guard let first else { return (1...count).map { period.date($0, after: disbursed) } }
      return (0..<count).map { period.date($0, after: first) }
    }
  }

  /// Equal months are equal parts of the year under 30/360, whatever month's end stands for the day.
  private static func fraction(
    _ index: Int, from start: CivilDate, to end: CivilDate, of terms: ScheduleTerms
  ) -> YearFraction {
    if case .every(let period, _, _) = terms.due, index > 0, period.unit == .month, terms.dayCount == .thirty360 {
      return YearFraction(period.every * 30, over: 360)
    }
    return terms.dayCount.periodFraction(from: start, to: end)
  }
}
