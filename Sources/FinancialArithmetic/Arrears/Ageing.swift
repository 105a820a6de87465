public import LedgerCore

/// An amount on a day: something due, or something paid.
public struct DatedAmount: Codable, Hashable, Sendable {
  public let date: CivilDate
  public let amount: Money

  public init(date: CivilDate, amount: Money) {
    self.date = date
    self.amount = amount
  }
}

/// Days that do not count as arrears: `from` is the first, `to` the day on which they count again.
public struct ArrearsPause: Codable, Hashable, Sendable {
  public let from: CivilDate
  public let to: CivilDate

  public init(from: CivilDate, to: CivilDate) {
    self.from = from
    self.to = to
  }
}

/// How late a debtor is on a day.
///
/// What was paid up to the day covers dues oldest first, money held as unallocated included. A due is overdue from the
/// day after its date.
public struct Ageing: Hashable, Sendable {
  /// What is left of one overdue instalment, and how late that instalment is by itself.
  public struct Arrear: Hashable, Sendable {
    public let due: CivilDate
    public let unpaid: Money
    public let daysPastDue: Int
    /// Less the paused days inside its arrears; grace is a matter of the whole debt, not of an instalment.
    public let unpausedDays: Int
  }

  /// Days since the oldest unpaid due; 0 where nothing is overdue.
  public let daysPastDue: Int
  /// `daysPastDue` less grace and less the paused days that fall inside the arrears, never below 0.
  public let countedDays: Int
  public let overdue: Money
  /// Every overdue instalment, the oldest first.
  public let arrears: [Arrear]

  /// Of `countedDays`.
  public var bucket: ArrearsBucket { ArrearsBucket(days: countedDays) }
  public var oldestUnpaid: CivilDate? { arrears.first?.due }

  public init(
    asOf: CivilDate, dues: [DatedAmount], payments: [DatedAmount], pauses: [ArrearsPause] = [], graceDays: Int = 0
  ) throws(CalculationError) {
    try Ageing.check(dues, "schedule")
    try Ageing.check(payments, "payments")
    try CalculationLimits.require(count: pauses.count, "pauses", in: 0...CalculationLimits.items)
    try CalculationLimits.require(count: graceDays, "graceDays", in: 0...CalculationLimits.days)
    for (index, pause) in pauses.enumerated() where pause.to < pause.from {
      throw .invalid("pauses[\(index)]", "it ends on \(pause.to), before it begins on \(pause.from)")
    }
    let quiet = QuietDays(pauses)
    var paid = payments.filter { $0.date <= asOf }.reduce(Money.zero) { $0 + $1.amount }
    var arrears: [Arrear] = []
    for index in dues.indices.sorted(by: { (dues[$0].date, $0) < (dues[$1].date, $1) }) {
      let due = dues[index]
      let covered = min(paid, due.amount)
      paid -= covered
      guard due.date < asOf, covered < due.amount else { continue }
      let days = asOf.dayNumber - due.date.dayNumber
      arrears.append(
        Arrear(
          due: due.date, unpaid: due.amount - covered, daysPastDue: days,
          unpausedDays: days - quiet.count(from: due.date, to: asOf)))
    }
    self.arrears = arrears
    daysPastDue = arrears.first?.daysPastDue ?? 0
    countedDays = max(0, (arrears.first?.unpausedDays ?? 0) - graceDays)
    overdue = arrears.reduce(.zero) { $0 + $1.unpaid }
  }

  /// Days need no limit here: only their differences count.
  private static func check(_ amounts: [DatedAmount], _ member: String) throws(CalculationError) {
    try CalculationLimits.require(count: amounts.count, member, in: 0...CalculationLimits.items)
    for (index, item) in amounts.enumerated() {
      try CalculationLimits.require(item.amount, "\(member)[\(index)]")
    }
  }
}

/// Paused days without overlap, so that no day is taken off twice.
private struct QuietDays {
  private let stretches: [Range<Int>]

  init(_ pauses: [ArrearsPause]) {
    var merged: [Range<Int>] = []
    for pause in pauses.sorted(by: { $0.from < $1.from }) {
      let days = pause.from.dayNumber..<pause.to.dayNumber
      if let last = merged.last, last.upperBound >= days.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, days.upperBound)
      } else {
        merged.append(days)
      }
    }
    stretches = merged
  }

  func count(from start: CivilDate, to end: CivilDate) -> Int {
    stretches.reduce(0) { $0 + $1.clamped(to: start.dayNumber..<end.dayNumber).count }
  }
}
