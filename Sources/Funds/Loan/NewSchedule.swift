public import FinancialArithmetic
public import LedgerCore

/// The schedules that take the place of a loan's own; computed when an entry is drafted, and frozen in it.
public struct NewSchedule: Sendable {
  public let state: LoanState
  public let position: LoanPosition
  public let day: CivilDate
  private let plan: ScheduleTerms

  public init?(_ state: LoanState, _ position: LoanPosition, on day: CivilDate) {
    guard let plan = state.plan else { return nil }
    self.state = state
    self.position = position
    self.day = day
    self.plan = plan
  }

  /// Interest of the running period up to the day that is not accrued yet, by days.
  public var runningInterest: Money {
    guard let next = position.rows.first(where: { $0.due > day }), let since = periodStart(of: next), since < day else {
      return .zero
    }
    let length = next.due.dayNumber - since.dayNumber
    let part = Rounding.halfUp.divide(
      Int128(next.interest.cents) * Int128(day.dayNumber - since.dayNumber), by: Int128(length))
    return max(.zero, Money(cents: Int(part)) - next.accrued)
  }

  private func periodStart(of row: LoanPosition.Row) -> CivilDate? {
    let earlier = position.rows.last { $0.due < row.due }?.due
    return max(earlier ?? .distantPast, state.versionSince ?? .distantPast, state.disbursedOn ?? .distantPast)
  }

  /// After principal was repaid early: the days stay and the instalments fall, or the instalments stay and the last
  /// days go.
  /// - Parameter carried: interest that the first instalment takes over.
  public func afterRepaying(
    _ principal: Money, keepingInstalment: Bool, carried: Money = .zero
  ) throws(CalculationError) -> Schedule {
    let dates = position.rows.map(\.due).filter { $0 > day }
    let left = position.outstanding + position.undisbursed - principal
    guard keepingInstalment, let next = position.rows.first(where: { $0.due > day }) else {
      return try spread(left, over: dates, carried)
    }
    for count in 1..<max(2, dates.count) {
      let shorter = try spread(left, over: Array(dates.prefix(count)), .zero)
      if shorter.rows.allSatisfy({ $0.instalment <= next.instalment }) {
        return try spread(left, over: Array(dates.prefix(count)), carried)
      }
    }
    return try spread(left, over: dates, carried)
  }

  private func spread(_ left: Money, over dates: [CivilDate], _ carried: Money) throws(CalculationError) -> Schedule {
    let days = dates.isEmpty ? [day.adding(months: 1)] : dates
    let terms = ScheduleTerms(
      method: plan.method, principal: left, annualRatePercent: plan.annualRatePercent, dayCount: plan.dayCount,
      disbursed: day, due: .given(days), rounding: plan.rounding, decimals: plan.decimals)
    return try terms.schedule().carrying(carried)
  }

  /// What is unpaid before `from` stays; everything from there on moves `months` later, and the interest of the pause is
  /// due with the first instalment after it, never capitalised.
  public func paused(from: CivilDate, months: Int) throws(CalculationError) -> Schedule {
    var parts: [(due: CivilDate, principal: Money, interest: Money)] = []
    var isFirst = true
    for row in position.rows where row.unpaid.isPositive || row.due >= from {
      let principal = row.principal - row.paidPrincipal
      var interest = row.interest - row.paidInterest
      guard row.due >= from else {
        parts.append((row.due, principal, interest))
        continue
      }
      let shifted = row.due.adding(months: months)
      if isFirst { interest += try pauseInterest(row, until: shifted) }
      isFirst = false
      parts.append((shifted, principal, interest))
    }
    return Schedule(parts)
  }

  /// Interest on what is owed over the days by which `row` moves.
  private func pauseInterest(_ row: LoanPosition.Row, until shifted: CivilDate) throws(CalculationError) -> Money {
    let balance = position.rows.filter { $0.due >= row.due }.reduce(Money.zero) { $0 + $1.principal }
    return try Accrual.interest(
      on: balance, at: plan.annualRatePercent, from: row.due, to: shifted, dayCount: plan.dayCount,
      rounding: plan.rounding)
  }

  /// All that is owed over new days; interest up to now is due with the first instalment.
  public func rescheduled(_ terms: ScheduleTerms) throws(CalculationError) -> Schedule {
    try terms.schedule().carrying(position.interest + position.unaccrued(through: day) + runningInterest)
  }

  /// What is overdue keeps its days; all the rest is due now.
  public func accelerated() -> Schedule {
    var parts: [(due: CivilDate, principal: Money, interest: Money)] = []
    for row in position.rows where row.due < day && row.unpaid.isPositive {
      parts.append((row.due, row.principal - row.paidPrincipal, row.interest - row.paidInterest))
    }
    let principal = parts.reduce(Money.zero) { $0 + $1.principal }
    let interest = parts.reduce(Money.zero) { $0 + $1.interest }
    let rest = (position.outstanding - principal, max(.zero, position.interest - interest))
    if rest.0.isPositive || rest.1.isPositive { parts.append((day, rest.0, rest.1)) }
    return Schedule(parts)
  }
}

extension Schedule {
  /// Adds interest to the first instalment that asks for money.
  func carrying(_ interest: Money) -> Schedule {
    guard interest.isPositive else { return self }
    let first = rows.first { $0.instalment.isPositive }?.number ?? 1
    return Schedule(rows.map { ($0.due, $0.principal, $0.number == first ? $0.interest + interest : $0.interest) })
  }
}

extension CivilDate {
  fileprivate static let distantPast = CivilDate(dayNumber: Int.min / 2)
}
