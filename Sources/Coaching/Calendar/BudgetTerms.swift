public import FinancialArithmetic
public import LedgerCore

/// What a sheet says about the terms Y, E, B and A of the capacity formula, each with the lines that it is made of.
///
/// All exact, per month; only whoever shows or signs a figure rounds it.
public struct BudgetTerms: Codable, Sendable, Hashable {
  /// An essential expense or an envelope.
  public struct Outgoing: Codable, Sendable, Hashable {
    public let line: LineName
    public let monthly: ExactAmount
  }

  /// A benefit that pays one expense, and what of it lightens the family's needs.
  public struct Benefit: Codable, Sendable, Hashable {
    /// A month, as far as it is reliable.
    public let amount: ExactAmount
    /// The smaller of the benefit and what of the expense no other one pays; zero where the expense is not essential.
    public let counted: ExactAmount
    public let name: String
    public let pays: String
  }

  /// Something that runs already.
  public struct Running: Codable, Sendable, Hashable {
    /// Withheld from an income before the family sees it, which Y therefore adds back.
    public let atSource: Bool
    public let monthly: ExactAmount
    /// The creditor; for what is withheld, the income.
    public let name: String
    /// Where the ledger itself knows the instalment.
    public let stream: StreamID?
  }

  public let benefits: [Benefit]
  public let expenses: [Outgoing]
  public let income: [IncomeTerm]
  public let running: [Running]
  /// Lines that count for nothing because nobody knows their amount.
  public let unknown: [LineName]

  /// Y: reliable income.
  public let y: ExactAmount
  /// E: essential expenses and envelopes.
  public let e: ExactAmount
  /// B: benefits as far as the expenses that they pay.
  public let b: ExactAmount
  /// A: what runs already.
  public let a: ExactAmount

  enum CodingKeys: String, CodingKey {
    case a = "A"
    case b = "B"
    case e = "E"
    case y = "Y"
    case benefits, expenses, income, running, unknown
  }

  /// Refuses a sheet whose envelopes are due in so many different months that their sum has no exact form.
  public init(_ sheet: BudgetSheet, rules: IncomeRules) throws(CalculationError) {
    income = try BudgetTerms.income(of: sheet, rules)
    expenses = BudgetTerms.expenses(of: sheet)
    benefits = try BudgetTerms.benefits(of: sheet, rules)
    running = BudgetTerms.running(of: sheet, counted: Set(income.filter(\.basis.counts).flatMap(\.names)))
    unknown =
      income.filter { $0.basis == .unknown }.flatMap(\.names).map { LineName(.income, $0) }
      + sheet.expenses.filter { $0.isEssential && $0.amount == .unknown }.map { LineName(.expense, $0.name) }
      + sheet.debts.filter { $0.paysFromCash && $0.instalment == .unknown }.map { LineName(.debt, $0.creditor) }
    y = try ExactAmount.sum(income.flatMap { [$0.counted, $0.withheld] })
    e = try ExactAmount.sum(expenses.map(\.monthly))
    b = try ExactAmount.sum(benefits.map(\.counted))
    a = try ExactAmount.sum(running.map(\.monthly))
  }
}

extension BudgetTerms {
  private static func income(of sheet: BudgetSheet, _ rules: IncomeRules) throws(CalculationError) -> [IncomeTerm] {
    var terms: [IncomeTerm] = []
    for line in sheet.income {
      let (basis, amount) = line.counted(rules)
      guard basis != .percentile else { continue }
      terms.append(
        IncomeTerm(
          basis: basis, counted: amount, told: line.monthly, names: [line.name],
          withheld: basis.counts ? line.monthlyWithheld : .zero))
    }
    if let together = try sheet.irregularIncome(rules) { terms.append(together) }
    return terms
  }

  private static func expenses(of sheet: BudgetSheet) -> [Outgoing] {
    sheet.expenses.filter(\.isEssential).compactMap { line in
      line.monthly.map { Outgoing(line: LineName(.expense, line.name), monthly: $0) }
    }
      + sheet.envelopes.map {
        Outgoing(line: LineName(.envelope, $0.name), monthly: $0.monthly(from: sheet.month))
      }
  }

  private static func benefits(of sheet: BudgetSheet, _ rules: IncomeRules) throws(CalculationError) -> [Benefit] {
    var open: [String: ExactAmount] = [:]
    for line in sheet.expenses where line.isEssential { open[line.name] = line.monthly }
    var terms: [Benefit] = []
    for line in sheet.income {
      guard let pays = line.pays, line.source != .disabilityAllowance else { continue }
      let amount = line.reliable(rules).amount
      let counted = min(amount, open[pays] ?? .zero)
      if let left = open[pays] { open[pays] = try left - counted }
      terms.append(Benefit(amount: amount, counted: counted, name: line.name, pays: pays))
    }
    return terms
  }

  private static func running(of sheet: BudgetSheet, counted: Set<String>) -> [Running] {
    sheet.income.filter { $0.withheld != nil && counted.contains($0.name) }.map {
      Running(atSource: true, monthly: $0.monthlyWithheld, name: $0.name, stream: nil)
    }
      + sheet.debts.filter(\.paysFromCash).compactMap { debt in
        debt.monthly.map { Running(atSource: false, monthly: $0, name: debt.creditor, stream: debt.stream) }
      }
  }
}
