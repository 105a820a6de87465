public import LedgerCore
import LedgerSQLite

/// What the bank says an account held, day by day, and where its lines do not lead from one balance to the next.
struct BankBalances {
  /// A balance at the end of a day.
  struct Point {
    let day: CivilDate
    let amount: Money
  }

  /// The first of all: before any line.
  let beginning: Point
  /// Balances that the bank states, by day, one for each.
  private let stated: [Point]
  private let lines: LineSums

  /// Nil where no statement states a balance.
  init?(_ statements: [StoredStatement], _ lines: [StoredBankLine]) {
    let sums = LineSums(lines)
    let openings = statements.compactMap { statement -> Point? in
      guard let from = statement.from, let opening = statement.opening else { return nil }
      return Point(day: from.adding(days: -1), amount: opening)
    }
    let closings = statements.compactMap { statement -> Point? in
      guard let to = statement.to, let closing = statement.closing else { return nil }
      return Point(day: to, amount: closing)
    }
    guard let first = BankBalances.earliest(openings, closings) else { return nil }
    let base = first.amount - sums.total(through: first.day)
    let start = [first.day, lines.first?.booked.adding(days: -1)].compactMap { $0 }.min() ?? first.day
    beginning = Point(day: start, amount: base)
    let byDay = Dictionary(grouping: closings.filter { $0.day > first.day }, by: \.day)
    stated =
      [first]
      + byDay.keys.sorted().compactMap { day in
        let ofDay = byDay[day] ?? []
        return ofDay.first { $0.amount == base + sums.total(through: day) } ?? ofDay.last
      }
    self.lines = sums
  }

  /// Of several statements that begin on the first day, the one that does not go on from another; a file without an
  /// opening balance still has a closing one.
  private static func earliest(_ openings: [Point], _ closings: [Point]) -> Point? {
    guard let day = openings.map(\.day).min() else { return closings.min { $0.day < $1.day } }
    let first = openings.filter { $0.day == day }
    let ends = Set(closings.filter { $0.day <= day.adding(days: 1) }.map(\.amount))
    return first.first { !ends.contains($0.amount) } ?? first.first
  }

  /// The newest stated balance on or before a day, and that balance with the lines since; nil before the first.
  func balance(on day: CivilDate) -> (stated: Point, amount: Money)? {
    guard let point = stated.last(where: { $0.day <= day }) else { return nil }
    return (point, point.amount + lines.total(through: day) - lines.total(through: point.day))
  }

  /// Where a stated balance does not follow from the one before it and the lines between.
  func breaks(through day: CivilDate) -> [BalanceBreak] {
    var breaks: [BalanceBreak] = []
    for (before, after) in zip(stated, stated.dropFirst()) where after.day <= day {
      let expected = before.amount + lines.total(through: after.day) - lines.total(through: before.day)
      guard after.amount != expected else { continue }
      breaks.append(BalanceBreak(after: before.day, through: after.day, missing: after.amount - expected))
    }
    return breaks
  }
}

/// Between two balances that the bank states, lines are missing from the inbox, or the bank's file was wrong.
public struct BalanceBreak: Sendable, Hashable {
  /// The day of the earlier balance.
  public let after: CivilDate
  public let through: CivilDate
  public let missing: Money
}

/// Sums of lines up to a day, by look-up.
private struct LineSums {
  private var days: [CivilDate] = []
  private var totals: [Money] = []

  /// Lines in order of booking.
  init(_ lines: [StoredBankLine]) {
    for line in lines {
      let total = (totals.last ?? .zero) + line.amount
      if days.last == line.booked {
        totals[totals.count - 1] = total
      } else {
        days.append(line.booked)
        totals.append(total)
      }
    }
  }

  func total(through day: CivilDate) -> Money {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? .zero : totals[low - 1]
  }
}
