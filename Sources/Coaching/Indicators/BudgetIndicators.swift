public import FinancialArithmetic
import LedgerCore

/// The indicators of a sheet, by the thresholds and the way of counting of one parameters file.
public struct BudgetIndicators: Sendable {
  let sheet: BudgetSheet
  let terms: BudgetTerms
  let thresholds: IndicatorThresholds
  /// The version of the parameters file.
  let version: String

  public init(
    _ sheet: BudgetSheet, rules: IncomeRules, thresholds: IndicatorThresholds, parameters version: String
  ) throws(CalculationError) {
    self.sheet = sheet
    terms = try BudgetTerms(sheet, rules: rules)
    self.thresholds = thresholds
    self.version = version
  }

  public init(_ sheet: BudgetSheet, _ parameters: CapacityParameters) throws(CalculationError) {
    try self.init(
      sheet, rules: parameters.incomeRules, thresholds: parameters.indicators, parameters: parameters.version.text)
  }

  /// All of them in the order of `Indicator.Name`; realism is there once months were checked, over the last three.
  public func all(checked records: [MonthRecord] = []) throws(CalculationError) -> [Indicator] {
    [try housingOverburden, debtService, try arrears, try bufferMonths] + (records.isEmpty ? [] : [realism(records)])
      + [survivalMonths]
  }

  /// (housing + utilities − allowances) ÷ (disposable income − allowances), after Eurostat's housing cost overburden.
  ///
  /// Disposable is everything that comes in by itself, purpose-bound benefits and disability allowances too; an
  /// allowance counts as far as the expense that it pays reaches.
  public var housingOverburden: Indicator { get throws(CalculationError) { try housing() } }

  private func housing() throws(CalculationError) -> Indicator {
    let lines = sheet.expenses.filter { $0.group == .home || $0.group == .utilities }
    let names = Set(lines.map(\.name))
    let costs = try ExactAmount.sum(lines.compactMap(\.monthly))
    let allowances = try housingAllowances(names)
    let bound = try ExactAmount.sum(terms.benefits.map(\.amount))
    let disability = try ExactAmount.sum(
      sheet.income.filter { $0.source == .disabilityAllowance && $0.certainty != .oneOff }.compactMap(\.monthly))
    let disposable = try ExactAmount.sum([terms.y, bound, disability])
    return ratio(
      .housingOverburden, of: try costs - allowances, over: try disposable - allowances, .percent,
      thresholds.housingOverburden, .flagged,
      [Indicator.Input("housing", costs), .init("allowances", allowances), .init("disposable", disposable)])
  }

  private func housingAllowances(_ names: Set<String>) throws(CalculationError) -> ExactAmount {
    var sum = ExactAmount.zero
    for name in names.sorted() {
      let benefits = try ExactAmount.sum(terms.benefits.filter { $0.pays == name }.map(\.amount))
      let expense = try ExactAmount.sum(sheet.expenses.filter { $0.name == name }.compactMap(\.monthly))
      sum = try sum + min(benefits, expense)
    }
    return sum
  }

  /// Running instalments ÷ reliable income.
  public var debtService: Indicator {
    ratio(
      .debtService, of: terms.a, over: terms.y, .percent, thresholds.debtService, .flagged,
      [Indicator.Input("A", terms.a), .init("Y", terms.y)])
  }

  /// Everything overdue that is known, in months of reliable income.
  public var arrears: Indicator { get throws(CalculationError) { try overdue() } }

  private func overdue() throws(CalculationError) -> Indicator {
    let overdue = try ExactAmount.sum(sheet.debts.compactMap { $0.arrears?.money }.map { ExactAmount($0) })
    return ratio(
      .arrears, of: overdue, over: terms.y, .months, thresholds.arrears, .critical,
      [Indicator.Input("arrears", overdue), .init("Y", terms.y)])
  }

  /// How many months of essential expenses and instalments lie at hand; without a threshold.
  public var bufferMonths: Indicator { get throws(CalculationError) { try buffer() } }

  private func buffer() throws(CalculationError) -> Indicator {
    guard let liquid = sheet.liquid.money else {
      return Indicator(
        flag: .none, formula: "buffer-months-1", inputs: [], name: .bufferMonths, parameters: version,
        reading: .notDefined, threshold: nil, unit: .months)
    }
    let needs = try terms.e + terms.a
    return ratio(
      .bufferMonths, of: ExactAmount(liquid), over: needs, .months, nil, .none,
      [Indicator.Input("liquid", ExactAmount(liquid)), .init("E", terms.e), .init("A", terms.a)])
  }

  /// Σ |plan − actual| ÷ Σ plan over the last three months that were checked.
  public func realism(_ records: [MonthRecord]) -> Indicator {
    BudgetIndicators.realism(records, thresholds, parameters: version)
  }

  /// As `realism`, which asks nothing of a sheet.
  public static func realism(_ records: [MonthRecord], _ parameters: CapacityParameters) -> Indicator {
    realism(records, parameters.indicators, parameters: parameters.version.text)
  }

  private static func realism(
    _ records: [MonthRecord], _ thresholds: IndicatorThresholds, parameters version: String
  ) -> Indicator {
    let last = records.sorted { $0.month < $1.month }.suffix(3)
    let deviation = ExactAmount(last.reduce(.zero) { $0 + $1.deviation })
    let planned = ExactAmount(last.reduce(.zero) { $0 + $1.planned })
    return ratio(
      .realism, of: deviation, over: planned, .percent, thresholds.realism, .flagged,
      [Indicator.Input("deviation", deviation), .init("planned", planned)], parameters: version)
  }

  /// Whole months until the cash line falls below zero when the largest reliable income stops at once; two years ahead.
  public var survivalMonths: Indicator {
    let horizon = BudgetCalendar.monthsAllowed.upperBound
    let main = sheet.income.filter { $0.certainty == .reliable && $0.source != .disabilityAllowance && $0.pays == nil }
      .compactMap { line in line.monthly.map { (line.name, $0) } }
      .reduce(nil) { (best: (String, ExactAmount)?, next) in best.map { $0.1 >= next.1 } ?? false ? best : next }
    var calendar = BudgetCalendar(of: sheet, months: horizon)
    if let main { calendar.rows.removeAll { $0.line == LineName(.income, main.0) } }
    let cash = CashLine(calendar, opening: sheet.liquid)
    let reading: Reading =
      if main == nil || !cash.isOpeningKnown {
        .notDefined
      } else if let month = cash.firstBelowZero {
        .value(Figure(hundredths: sheet.month.distance(to: month) * 100))
      } else {
        .moreThan(Figure(hundredths: horizon * 100))
      }
    return Indicator(
      flag: .none, formula: "survival-months-1",
      inputs: [Indicator.Input("liquid", ExactAmount(cash.opening)), .init("stopped", main?.1 ?? .zero)],
      name: .survivalMonths, parameters: version, reading: reading, threshold: nil, unit: .months)
  }

  private func ratio(
    _ name: Indicator.Name, of part: ExactAmount, over whole: ExactAmount, _ unit: Indicator.Unit,
    _ threshold: Threshold?, _ flag: Indicator.Flag, _ inputs: [Indicator.Input]
  ) -> Indicator {
    BudgetIndicators.ratio(name, of: part, over: whole, unit, threshold, flag, inputs, parameters: version)
  }

  private static func ratio(
    _ name: Indicator.Name, of part: ExactAmount, over whole: ExactAmount, _ unit: Indicator.Unit,
    _ threshold: Threshold?, _ flag: Indicator.Flag, _ inputs: [Indicator.Input], parameters version: String
  ) -> Indicator {
    let factor = unit == .percent ? 100 : 1
    let quotient = ExactQuotient(part, over: whole)
    let isAbove = threshold.map { quotient.isAbove($0.value, times: factor) } ?? false
    return Indicator(
      flag: isAbove ? flag : .none, formula: "\(name.rawValue)-1", inputs: inputs, name: name, parameters: version,
      reading: quotient.figure(times: factor).map(Reading.value) ?? .notDefined, threshold: threshold, unit: unit)
  }
}
