import FinancialArithmetic
public import LedgerCore

/// What comes in and goes out on its real days, for some months from the sheet's first one (or a later one).
///
/// Amounts that nobody knows are left out and named; monthly equivalents say the same as figures of an ordinary month,
/// but only the calendar knows in which month the money is not enough.
public struct BudgetCalendar: Sendable, Hashable {
  /// One payment of a line on its day.
  public struct Payment: Sendable, Hashable {
    public let date: CivilDate
    public let amount: Money

    public init(date: CivilDate, amount: Money) {
      self.date = date
      self.amount = amount
    }
  }

  /// One line's payments within the months, rising; amounts are never negative, the list tells the direction.
  public struct Row: Sendable, Hashable {
    public let line: LineName
    public internal(set) var payments: [Payment]

    public func total(in month: CivilMonth) -> Money {
      payments.reduce(.zero) { CivilMonth($1.date) == month ? $0 + $1.amount : $0 }
    }

    public var total: Money { payments.reduce(.zero) { $0 + $1.amount } }
  }

  public let first: CivilMonth
  public let count: Int
  /// In the order of the sheet: incomes, expenses, debts, envelopes.
  public internal(set) var rows: [Row]
  /// Lines that are left out because nobody knows their amount.
  public internal(set) var unknown: [LineName]

  public static let monthsAllowed = 1...24

  public var months: [CivilMonth] { (0..<count).map { first.advanced(by: $0) } }

  /// The sum of a list in a month.
  public func total(_ list: LineList, in month: CivilMonth) -> Money {
    rows.reduce(.zero) { $1.line.list == list ? $0 + $1.total(in: month) : $0 }
  }

  /// The sum of a list over all months.
  public func total(_ list: LineList) -> Money {
    rows.reduce(.zero) { $1.line.list == list ? $0 + $1.total : $0 }
  }

  /// A payment with its line, for a family's list of next dates.
  public struct Dated: Sendable, Hashable {
    public let date: CivilDate
    public let line: LineName
    public let amount: Money
  }

  /// Everything by day; on one day what comes in stands first, then the order of the sheet.
  public var byDay: [Dated] {
    rows.flatMap { row in row.payments.map { Dated(date: $0.date, line: row.line, amount: $0.amount) } }
      .enumerated()
      .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
      .map(\.element)
  }
}

extension BudgetCalendar {
  /// - Parameters:
  ///   - first: a later first month; phases and balances are still counted from the sheet's own.
  ///   - count: within `monthsAllowed`.
  ///   - counting: what the capacity formula counts stands for income that is never the same: the percentile, the share
  ///     of what is declared, the worse year's months; all irregular lines with a history are one row then. Absent, the
  ///     amount that the family tells.
  public init(
    of sheet: BudgetSheet, from first: CivilMonth? = nil, months count: Int = 12, counting: IncomeRules? = nil
  ) {
    precondition(BudgetCalendar.monthsAllowed.contains(count), "a calendar shows 1 to 24 months")
    let first = max(first ?? sheet.month, sheet.month)
    let window = Window(sheet: sheet, first: first, count: count)
    var rows: [Row] = []
    var unknown: [LineName] = []
    func add(_ line: LineName, _ payments: [Payment]?) {
      if let payments { rows.append(Row(line: line, payments: payments)) } else { unknown.append(line) }
    }
    let together = counting.flatMap { try? sheet.irregularIncome($0) }
    for line in sheet.income where together?.names.contains(line.name) != true {
      add(LineName(.income, line.name), window.payments(of: line, counting))
    }
    if let together { add(LineName(.income, together.names.joined(separator: " + ")), window.payments(of: together)) }
    for line in sheet.expenses { add(LineName(.expense, line.name), window.payments(of: line)) }
    for line in sheet.debts where line.paysFromCash { add(LineName(.debt, line.creditor), window.payments(of: line)) }
    for envelope in sheet.envelopes { add(LineName(.envelope, envelope.name), window.payments(of: envelope)) }
    self.first = first
    self.count = count
    self.rows = rows
    self.unknown = unknown
  }

  /// The months looked at, counted from the sheet's own first month so that phases and balances are right.
  private struct Window {
    let sheet: BudgetSheet
    let first: CivilMonth
    let count: Int

    var lead: Int { sheet.month.distance(to: first) }

    func payments(of line: IncomeLine, _ rules: IncomeRules?) -> [Payment]? {
      if let rules, let months = line.prudentMonths(rules, before: sheet.month) {
        return (0..<count).map { offset in
          let month = first.advanced(by: offset)
          return Payment(date: month.firstDay, amount: months[month.number - 1])
        }
      }
      return line.amount.money.map { regular($0, line.frequency, line.next) }
    }

    func payments(of together: IncomeTerm) -> [Payment]? {
      guard let amount = try? together.counted.floored() else { return nil }
      return (0..<count).map { Payment(date: first.advanced(by: $0).firstDay, amount: amount) }
    }

    func payments(of line: ExpenseLine) -> [Payment]? {
      line.amount.money.map { regular($0, line.frequency, line.next) }
    }

    /// Instalments end where the balance, if it is known, is paid.
    func payments(of debt: DebtLine) -> [Payment]? {
      guard let instalment = debt.instalment?.money else { return nil }
      var left = debt.balance.money ?? Money(cents: .max)
      return (debt.frequency ?? .monthly).payDays(from: sheet.month, months: lead + count, next: debt.next)
        .compactMap { day in
          let amount = min(instalment, left)
          left -= amount
          return amount.isPositive && day >= first.firstDay ? Payment(date: day, amount: amount) : nil
        }
    }

    func payments(of envelope: Envelope) -> [Payment] {
      envelope.parts(from: sheet.month).prefix(lead + count).enumerated().dropFirst(lead)
        .filter { $0.element.isPositive }
        .map { Payment(date: sheet.month.advanced(by: $0.offset).firstDay, amount: $0.element) }
    }

    private func regular(_ amount: Money, _ frequency: Frequency, _ next: CivilDate?) -> [Payment] {
      frequency.payDays(from: sheet.month, months: lead + count, next: next)
        .filter { $0 >= first.firstDay }
        .map { Payment(date: $0, amount: amount) }
    }
  }
}
