public import BankStatements
public import LedgerCore
import LedgerSQLite

/// The days of a statement and the balances at their two ends, whether it waits to be imported or is stored.
struct StatementSpan {
  let from: CivilDate?
  let to: CivilDate?
  let opening: Money?
  let closing: Money?

  init(_ stored: StoredStatement) {
    from = stored.from
    to = stored.to
    opening = stored.opening
    closing = stored.closing
  }

  /// A bank writes the day before the first one at an opening balance as often as the first one itself, so the
  /// stated period and the lines come first.
  init(_ statement: BankStatement) {
    let booked = statement.lines.map(\.bookingDate)
    from = [statement.from ?? booked.min() ?? statement.opening?.date, booked.min()].compactMap { $0 }.min()
    let stated = statement.account == nil ? statement.to : statement.closing?.date ?? statement.to
    to = [stated ?? statement.closing?.date, booked.max()].compactMap { $0 }.max()
    opening = statement.opening?.amount
    closing = statement.closing?.amount
  }
}

/// What a person should know about a statement before it is imported; none of it refuses the file.
public enum StatementNote: Hashable, Sendable, CustomStringConvertible {
  case read(StatementWarning)
  case notProved(reason: String)
  case differenceAccepted(Money)
  /// Days between an earlier statement and this one are missing, and the balance changed in them.
  case gap(from: CivilDate, through: CivilDate, difference: Money)
  /// The days overlap with those of another statement, and neither begins with the other's closing balance.
  case overlap(from: CivilDate, through: CivilDate)
  /// The next day begins with another balance than the day before ended with.
  case breaks(on: CivilDate, difference: Money)
  /// The balances say that this statement follows an earlier one of the same day, yet equal lines stand in both.
  case equalLines(on: CivilDate, sum: Money)

  public var description: String {
    switch self {
    case .read(let warning): warning.description
    case .notProved(let reason): "not proved: \(reason)"
    case .differenceAccepted(let difference): "not proved: \(difference) is missing, and was accepted"
    case .gap(let from, let through, let difference):
      "gap: no statement covers \(from) to \(through), in which the balance changed by \(difference)"
    case .overlap(let from, let through):
      "overlap: another statement covers \(from) to \(through) too; lines of both are taken in once"
    case .breaks(let day, let difference): "break: the balance changes by \(difference) before \(day) without a line"
    case .equalLines(let day, let sum):
      "equal lines: \(sum) on \(day) is taken as known, though by its balances this statement follows an earlier one"
    }
  }
}

extension StatementNote {
  /// What is odd between a statement and its neighbours in time; a note for each side at most.
  static func between(_ span: StatementSpan, and others: [StatementSpan]) -> [StatementNote] {
    guard let from = span.from, let to = span.to else { return [] }
    var notes: [StatementNote] = []
    let before = others.filter { $0.closing != nil && $0.to != nil && ($0.from ?? from) < from }
      .max { ($0.to ?? from) < ($1.to ?? from) }
    if let before, let last = before.to, let closing = before.closing, let opening = span.opening, closing != opening {
      notes.append(note(last, from, otherEnd: min(last, to), opening - closing))
    }
    let after = others.filter { $0.opening != nil && ($0.from ?? from) > from && ($0.to ?? to) > to }
      .min { ($0.from ?? to) < ($1.from ?? to) }
    if let after, let first = after.from, let opening = after.opening, let closing = span.closing, closing != opening {
      notes.append(note(to, first, otherEnd: min(to, after.to ?? to), opening - closing))
    }
    return notes
  }

  private static func note(
    _ last: CivilDate, _ first: CivilDate, otherEnd: CivilDate, _ difference: Money
  ) -> StatementNote {
    if first <= last { return .overlap(from: first, through: otherEnd) }
    if first == last.adding(days: 1) { return .breaks(on: first, difference: difference) }
    return .gap(from: last.adding(days: 1), through: first.adding(days: -1), difference: difference)
  }
}
