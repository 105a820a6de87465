public import LedgerCore

/// Plan against actual for one month: the document that is sealed behind `budget.month-checked`.
public struct MonthRecord: Codable, Sendable, Hashable {
  /// One line of the plan. Amounts are positive in the line's own direction; a refund lessens an expense.
  public struct Line: Codable, Sendable, Hashable {
    public let actual: Money
    public let line: LineName
    /// Absent where nobody knew what it would be.
    public let planned: Money?

    /// Above zero where more moved than was planned.
    public var variance: Money? { planned.map { actual - $0 } }
  }

  /// All expenses about which one talks together, those without a line of their own included.
  public struct Group: Codable, Sendable, Hashable {
    public let actual: Money
    public let group: ExpenseLine.Group
    public let planned: Money

    public var variance: Money { actual - planned }
  }

  /// Moved, but nobody has said for what.
  public struct Unmatched: Codable, Sendable, Hashable {
    public let count: Int
    public let incoming: Money
    public let outgoing: Money
  }

  /// What was planned and what was, of everything that comes in or goes out.
  public struct Total: Codable, Sendable, Hashable {
    public let actual: Money
    public let planned: Money

    public var variance: Money { actual - planned }
  }

  public let groups: [Group]
  public let lines: [Line]
  public let month: CivilMonth
  public let unmatched: Unmatched

  /// Actuals of other months are left out, transfers count for nothing, and a category that names no line of the plan is
  /// as good as none.
  public init(plan: BudgetSheet, month: CivilMonth, actuals: [Actual]) {
    let ledger = Sorted(actuals.filter { CivilMonth($0.date) == month }, by: plan)
    let calendar = BudgetCalendar(of: plan, from: month, months: 1)
    lines = MonthRecord.names(of: plan).map { name in
      let planned = calendar.unknown.contains(name) ? nil : calendar.planned(name, in: month)
      return Line(actual: ledger.lines[name] ?? .zero, line: name, planned: planned)
    }
    var planned: [ExpenseLine.Group: Money] = [:]
    var actual = ledger.groups
    for (expense, line) in zip(plan.expenses, lines.drop { $0.line.list != .expense }) {
      planned[expense.group, default: .zero] += line.planned ?? .zero
      actual[expense.group, default: .zero] += line.actual
    }
    groups = ExpenseLine.Group.allCases.compactMap { group in
      guard planned[group] != nil || actual[group] != nil else { return nil }
      return Group(actual: actual[group] ?? .zero, group: group, planned: planned[group] ?? .zero)
    }
    self.month = month
    unmatched = ledger.unmatched
  }

  private static func names(of plan: BudgetSheet) -> [LineName] {
    var seen: Set<LineName> = []
    let names =
      plan.income.map { LineName(.income, $0.name) } + plan.expenses.map { LineName(.expense, $0.name) }
      + plan.debts.filter(\.paysFromCash).map { LineName(.debt, $0.creditor) }
      + plan.envelopes.map { LineName(.envelope, $0.name) }
    return names.filter { seen.insert($0).inserted }
  }
}

extension BudgetCalendar {
  fileprivate func planned(_ line: LineName, in month: CivilMonth) -> Money {
    rows.reduce(.zero) { $1.line == line ? $0 + $1.total(in: month) : $0 }
  }
}

/// A month's actuals, put where they belong.
private struct Sorted {
  var lines: [LineName: Money] = [:]
  var groups: [ExpenseLine.Group: Money] = [:]
  var unmatched = MonthRecord.Unmatched(count: 0, incoming: .zero, outgoing: .zero)

  init(_ actuals: [Actual], by plan: BudgetSheet) {
    for actual in actuals {
      switch actual.category.flatMap({ $0.isKnown(to: plan) ? $0 : nil }) {
      case .line(let line): lines[line, default: .zero] += line.list.comesIn ? actual.amount : -actual.amount
      case .group(let group): groups[group, default: .zero] -= actual.amount
      case .transfer: break
      case nil:
        unmatched = MonthRecord.Unmatched(
          count: unmatched.count + 1, incoming: unmatched.incoming + max(actual.amount, .zero),
          outgoing: unmatched.outgoing + max(-actual.amount, .zero))
      }
    }
  }
}

extension MonthRecord {
  /// Everything that came in, what nobody has explained included.
  public var income: Total { total([.income], groupsActual: .zero, unmatched.incoming) }

  /// Everything that went out.
  public var outgoing: Total {
    let byLine = lines.reduce(Money.zero) { $1.line.list == .expense ? $0 + $1.actual : $0 }
    let withoutLine = groups.reduce(Money.zero) { $0 + $1.actual } - byLine
    return total([.expense, .debt, .envelope], groupsActual: withoutLine, unmatched.outgoing)
  }

  private func total(_ lists: [LineList], groupsActual: Money, _ unexplained: Money) -> Total {
    let mine = lines.filter { lists.contains($0.line.list) }
    return Total(
      actual: mine.reduce(groupsActual + unexplained) { $0 + $1.actual },
      planned: mine.reduce(.zero) { $0 + ($1.planned ?? .zero) })
  }

  /// Σ plan of the month: incomes, expenses by group, debts and envelopes.
  public var planned: Money { income.planned + outgoing.planned }

  /// Σ |plan − actual| of the month: each income, each group of expenses, each debt and envelope; what nobody has
  /// explained was not planned, so all of it differs. Incomes and debts whose plan nobody knew are left out.
  public var deviation: Money {
    let own = lines.filter { $0.line.list != .expense }.compactMap(\.variance)
    return (own + groups.map(\.variance)).reduce(unmatched.incoming + unmatched.outgoing) { $0 + $1.magnitude }
  }
}
