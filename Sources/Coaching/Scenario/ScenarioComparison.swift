public import LedgerCore

/// A budget and its scenarios side by side, the same months redrawn for each.
public struct ScenarioComparison: Codable, Sendable, Hashable {
  /// One budget: what the months bring, and how it differs from the one it is compared with.
  public struct Outcome: Codable, Sendable, Hashable {
    public let cash: CashLine
    /// Against the base; zero for the base itself.
    public let difference: Totals
    public let name: String
    public let totals: Totals
  }

  /// Sums over all the months.
  public struct Totals: Codable, Sendable, Hashable {
    public let debts: Money
    public let envelopes: Money
    public let expenses: Money
    public let income: Money

    /// What is left over, or missing.
    public var rest: Money { income - expenses - debts - envelopes }

    init(_ cash: CashLine) {
      debts = cash.points.reduce(.zero) { $0 + $1.debts }
      envelopes = cash.points.reduce(.zero) { $0 + $1.envelopes }
      expenses = cash.points.reduce(.zero) { $0 + $1.expenses }
      income = cash.points.reduce(.zero) { $0 + $1.income }
    }

    init(_ left: Totals, minus right: Totals) {
      debts = left.debts - right.debts
      envelopes = left.envelopes - right.envelopes
      expenses = left.expenses - right.expenses
      income = left.income - right.income
    }
  }

  public let base: Outcome
  public let scenarios: [Outcome]

  public var outcomes: [Outcome] { [base] + scenarios }

  /// - Parameter baseName: what the unchanged budget is called in the comparison.
  public init(
    of sheet: BudgetSheet, named baseName: String, with scenarios: [Scenario], months: Int = 12
  ) throws(ScenarioFault) {
    let calendar = BudgetCalendar(of: sheet, months: months)
    let cash = CashLine(calendar, opening: sheet.liquid)
    let totals = Totals(cash)
    var outcomes: [Outcome] = []
    for scenario in scenarios {
      let changed = CashLine(try calendar.changed(by: scenario.changes, of: sheet), opening: sheet.liquid)
      let sums = Totals(changed)
      outcomes.append(
        Outcome(cash: changed, difference: Totals(sums, minus: totals), name: scenario.name, totals: sums))
    }
    base = Outcome(cash: cash, difference: Totals(totals, minus: totals), name: baseName, totals: totals)
    self.scenarios = outcomes
  }
}
