public import LedgerCore

extension Frequency {
  /// The pay days within `count` months from `first`, rising; a day stands twice where a salary is paid twice.
  ///
  /// `next` is the day on which the line is paid next; absent, that is the first of the first month in which it can be.
  /// What recurs by months falls on the same day of each, or on the last day of a shorter one.
  public func payDays(from first: CivilMonth, months count: Int, next: CivilDate? = nil) -> [CivilDate] {
    let end = first.advanced(by: count).firstDay
    let start = next ?? first.firstDay
    switch self {
    case .weekly: return Frequency.days(every: 7, from: start, first: first.firstDay, end: end)
    case .fortnightly: return Frequency.days(every: 14, from: start, first: first.firstDay, end: end)
    case .fourWeekly: return Frequency.days(every: 28, from: start, first: first.firstDay, end: end)
    case .once: return start >= first.firstDay && start < end ? [start] : []
    case .monthly, .twoMonthly, .quarterly, .halfYearly, .yearly, .months, .thirteenSalaries, .fourteenSalaries:
      return (0..<count).flatMap { offset in
        let month = first.advanced(by: offset)
        let distance = CivilMonth(start).distance(to: month)
        return distance < 0
          ? []
          : Array(
            repeating: start.adding(months: distance), count: payments(in: month.number, monthsAfterNext: distance))
      }
    }
  }

  private static func days(every step: Int, from start: CivilDate, first: CivilDate, end: CivilDate) -> [CivilDate] {
    let behind = max(0, first.dayNumber - start.dayNumber)
    let begin = start.dayNumber + (behind + step - 1) / step * step
    return stride(from: begin, to: end.dayNumber, by: step).map(CivilDate.init(dayNumber:))
  }

  private func payments(in month: Int, monthsAfterNext distance: Int) -> Int {
    switch self {
    case .monthly: 1
    case .twoMonthly: distance % 2 == 0 ? 1 : 0
    case .quarterly: distance % 3 == 0 ? 1 : 0
    case .halfYearly: distance % 6 == 0 ? 1 : 0
    case .yearly: distance % 12 == 0 ? 1 : 0
    case .months(let months): months.contains(month) ? 1 : 0
    case .thirteenSalaries: month == 12 ? 2 : 1
    case .fourteenSalaries: month == 12 || month == 6 ? 2 : 1
    case .weekly, .fortnightly, .fourWeekly, .once: 0
    }
  }
}
