public import LedgerCore

/// What a family has in hand at the end of each month.
public struct CashLine: Codable, Sendable, Hashable {
  /// One month: what came in, what went out, what is left.
  public struct Point: Codable, Sendable, Hashable {
    /// At the month's end, in cents; below zero the family cannot pay.
    public let balance: Money
    public let debts: Money
    public let envelopes: Money
    public let expenses: Money
    public let income: Money
    public let month: CivilMonth
  }

  /// False where nobody knows what is in hand: the line then begins at zero.
  public let isOpeningKnown: Bool
  public let opening: Money
  public let points: [Point]
  /// Lines left out because nobody knows their amount.
  public let unknown: [LineName]

  public init(_ calendar: BudgetCalendar, opening: Told) {
    isOpeningKnown = opening != .unknown
    self.opening = opening.money ?? .zero
    unknown = calendar.unknown
    var balance = self.opening
    points = calendar.months.map { month in
      let income = calendar.total(.income, in: month)
      let expenses = calendar.total(.expense, in: month)
      let debts = calendar.total(.debt, in: month)
      let envelopes = calendar.total(.envelope, in: month)
      balance += income - expenses - debts - envelopes
      return Point(
        balance: balance, debts: debts, envelopes: envelopes, expenses: expenses, income: income, month: month)
    }
  }

  /// The cash line of a sheet from its first month on; `counting` replaces uncertain income by what the formula counts.
  public init(of sheet: BudgetSheet, months: Int = 12, counting: IncomeRules? = nil) {
    self.init(BudgetCalendar(of: sheet, months: months, counting: counting), opening: sheet.liquid)
  }

  /// The first of the months in which least is left; nil only where there are no months.
  public var lowest: Point? {
    points.reduce(nil) { least, point in least.map { $0.balance <= point.balance } ?? false ? least : point }
  }

  public var firstBelowZero: CivilMonth? { points.first { $0.balance < .zero }?.month }
}
