import FinancialArithmetic
public import LedgerCore

/// A budget with a few things changed: what happens if hours are cut in March.
///
/// A scenario is a thought, not a fact: it lives in the vault and no entry names it.
public struct Scenario: Codable, Sendable, Hashable {
  /// The snapshot or plan on which it is drawn.
  public let base: ULID
  public let changes: [Change]
  public let name: String

  public static let mostChanges = 50

  public init(name: String, base: ULID, changes: [Change]) {
    self.base = base
    self.changes = changes
    self.name = name
  }
}

extension BudgetCalendar {
  /// The calendar with all changes made, in the order in which they are written.
  ///
  /// A percentage changes each payment and is rounded to the cent, half away from zero. A line whose amount nobody knows
  /// comes into the calendar by a new amount, in the months in which the change holds.
  public func changed(by changes: [Change], of sheet: BudgetSheet) throws(ScenarioFault) -> BudgetCalendar {
    guard changes.count <= Scenario.mostChanges else {
      throw ScenarioFault(
        "\(changes[Scenario.mostChanges])", "\(changes.count) changes are more than anybody follows",
        remedy: "draw several scenarios, each with \(Scenario.mostChanges) changes at most")
    }
    var calendar = self
    for change in changes { try calendar.apply(change, of: sheet) }
    return calendar
  }

  private mutating func apply(_ change: Change, of sheet: BudgetSheet) throws(ScenarioFault) {
    guard change.through ?? change.from >= first, change.from < first.advanced(by: count) else {
      throw ScenarioFault(
        "\(change)", "\(change.from) is none of the months that are drawn",
        remedy: "name one from \(first) to \(first.advanced(by: count - 1))")
    }
    let matching = rows.indices.filter { rows[$0].line == change.line }
    let isUnknown = unknown.contains(change.line)
    if case .new(let amount, let frequency) = change.effect {
      guard matching.isEmpty, !isUnknown else {
        throw ScenarioFault("\(change)", "the line is there already", remedy: "leave the + out, or choose another name")
      }
      insert(change, amount, frequency)
      return
    }
    guard matching.count <= 1 else {
      throw ScenarioFault(
        "\(change)", "\(matching.count) lines have this name", remedy: "give them different names on the sheet")
    }
    if let row = matching.first {
      change.apply(to: &rows[row])
    } else if isUnknown {
      try learn(change, of: sheet)
    } else {
      throw ScenarioFault("\(change)", "there is no such line", remedy: "there are \(known(change.line.list))")
    }
  }

  /// A line that was left out gets its amount.
  private mutating func learn(_ change: Change, of sheet: BudgetSheet) throws(ScenarioFault) {
    guard case .amount(let amount) = change.effect, let (frequency, next) = sheet.rhythm(of: change.line) else {
      throw ScenarioFault(
        "\(change)", "nobody knows the amount of this line", remedy: "say what it would be: \(change.line)=100.00@…")
    }
    let days = frequency.payDays(from: sheet.month, months: sheet.month.distance(to: first) + count, next: next)
    let payments = days.filter { $0 >= first.firstDay && change.holds(in: CivilMonth($0)) }
      .map { Payment(date: $0, amount: amount) }
    unknown.removeAll { $0 == change.line }
    rows.append(Row(line: change.line, payments: payments))
  }

  private mutating func insert(_ change: Change, _ amount: Money, _ frequency: Frequency) {
    let begin = max(change.from, first)
    let lead = change.from.distance(to: begin)
    let days = frequency.payDays(from: change.from, months: lead + begin.distance(to: first.advanced(by: count)))
    let payments = days.filter { $0 >= first.firstDay && change.holds(in: CivilMonth($0)) }
      .map { Payment(date: $0, amount: amount) }
    rows.append(Row(line: change.line, payments: payments))
  }

  private func known(_ list: LineList) -> String {
    let names = (rows.map(\.line) + unknown).filter { $0.list == list }.map(\.name)
    return names.isEmpty ? "none in this list" : names.joined(separator: ", ")
  }
}

extension Change {
  fileprivate func apply(to row: inout BudgetCalendar.Row) {
    row.payments = row.payments.compactMap { payment in
      let month = CivilMonth(payment.date)
      switch effect {
      case .percent(let hundredths) where holds(in: month):
        let amount = Money(
          cents: Int(Rounding.halfUp.divide(Int128(payment.amount.cents) * Int128(10_000 + hundredths), by: 10_000)))
        return BudgetCalendar.Payment(date: payment.date, amount: amount)
      case .amount(let amount) where holds(in: month):
        return BudgetCalendar.Payment(date: payment.date, amount: amount)
      case .stop where month >= from: return nil
      case .start where month < from: return nil
      case .percent, .amount, .stop, .start, .new: return payment
      }
    }
  }
}

extension BudgetSheet {
  fileprivate func rhythm(of line: LineName) -> (Frequency, CivilDate?)? {
    switch line.list {
    case .income: income.first { $0.name == line.name }.map { ($0.frequency, $0.next) }
    case .expense: expenses.first { $0.name == line.name }.map { ($0.frequency, $0.next) }
    case .debt: debts.first { $0.creditor == line.name }.map { ($0.frequency ?? .monthly, $0.next) }
    case .envelope: nil
    }
  }
}
