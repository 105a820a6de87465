public import FinancialArithmetic
public import LedgerCore

/// Everything that explains a capacity years later, without the program that computed it: the document which is sealed
/// behind `budget.capacity-assessed`.
///
/// Exact terms are texts, decimals (`12.345`) or fractions (`1300/3`); the parameters are in it with their sources.
public struct CapacityWorking: Codable, Sendable, Hashable {
  public let binding: CapacityBinding
  /// The lines behind Y, E, B and A, each with the reason why it counts as it does; absent where only the terms were
  /// given.
  public let budget: BudgetTerms?
  public let cash: CashTest?
  /// Month by month, without new instalments, uncertain income as the formula counts it.
  public let cashLine: CashLine?
  /// Every floor looked at; the highest is F.
  public let floors: [CapacityParameters.Floor]
  public let formula: Slug
  /// None where only the terms were given.
  public let indicators: [Indicator]
  public let members: Int
  /// The first month of the sheet.
  public let month: CivilMonth?
  public let notes: [CapacityNote]
  public let parameters: CapacityParameters
  public let parametersDigest: Fingerprint
  /// Where a family goes that can promise nothing.
  public let routes: [CapacityRoute]
  /// Where work is seasonal.
  public let seasons: SeasonalCapacity?
  /// The share of income that all instalments may be, less A.
  public let share: ExactAmount
  public let terms: CapacityTerms
  /// Sav before its cap.
  public let uncappedSaving: ExactAmount

  public var capacity: Money { terms.capacity.money }
  /// What the assessment's entry names.
  public var file: ParameterFile { ParameterFile(version: parameters.version.text, digest: parametersDigest) }
}

extension CapacityWorking {
  /// The assessment of a sheet.
  /// - Parameters:
  ///   - months: how many are looked at for C_cash; the parameters say between how many.
  ///   - firstInstalment: absent, the sheet's first month, which asks most of the cash line.
  ///   - checked: the months that were checked, for the indicator of realism.
  /// - Throws: where the sheet has a fault, or an input is outside the formula's bounds.
  public init(
    _ sheet: BudgetSheet, _ parameters: CapacityParameters, months: Int? = nil, firstInstalment: CivilMonth? = nil,
    checked: [MonthRecord] = []
  ) throws(CalculationError) {
    if let fault = sheet.fault { throw .invalid(fault.place, "\(fault.reason); \(fault.remedy)") }
    let horizon = parameters.horizon
    let months = months ?? horizon.leastMonths
    guard (horizon.leastMonths...horizon.mostMonths).contains(months) else {
      throw .invalid("months", "\(months) is not between \(horizon.leastMonths) and \(horizon.mostMonths)")
    }
    if let first = firstInstalment, first < sheet.month {
      throw .invalid("firstInstalment", "\(first) is before the sheet's first month, \(sheet.month)")
    }
    let budget = try BudgetTerms(sheet, rules: parameters.incomeRules)
    let line = CashLine(of: sheet, months: months, counting: parameters.incomeRules)
    let forecast = CashForecast(line, firstInstalment: firstInstalment)
    let result = try CapacityFormula(
      CapacityInputs(
        income: budget.y, essentials: budget.e,
        benefits: budget.b, running: budget.a, members: sheet.members,
        cash: forecast), parameters)
    let indicators = try BudgetIndicators(sheet, parameters).all(checked: checked)
    var seasons: SeasonalCapacity?
    if budget.income.contains(where: { $0.basis == .worseYear }), let test = result.cash {
      seasons = try SeasonalCapacity(test, within: result.terms.fixed, of: forecast)
    }
    self.init(
      result, parameters, members: sheet.members, month: sheet.month, budget: budget, cashLine: line,
      indicators: indicators, seasons: seasons, notes: CapacityNote.all(sheet, budget, line))
  }

  /// The working of the reduced form, where somebody has added up the terms already.
  public init(_ inputs: CapacityInputs, _ parameters: CapacityParameters) throws(CalculationError) {
    self.init(
      try CapacityFormula(inputs, parameters), parameters, members: inputs.members, month: nil, budget: nil,
      cashLine: nil, indicators: [], seasons: nil, notes: inputs.cash == nil ? [CapacityNote(.noCalendar)] : [])
  }

  /// A sheet's terms without its cash line, for a calculation in which nobody says what is at hand.
  public init(withoutCalendar sheet: BudgetSheet, _ parameters: CapacityParameters) throws(CalculationError) {
    let whole = try CapacityWorking(sheet, parameters)
    guard let budget = whole.budget else { preconditionFailure("the working of a sheet has its lines") }
    let result = try CapacityFormula(
      CapacityInputs(
        income: whole.terms.income, essentials: whole.terms.essentials, benefits: whole.terms.benefits,
        running: whole.terms.running, members: sheet.members), parameters)
    self.init(
      result, parameters, members: sheet.members, month: nil, budget: budget, cashLine: nil,
      indicators: whole.indicators, seasons: nil,
      notes: whole.notes.filter { $0.code != .liquidUnknown } + [CapacityNote(.noCalendar)])
  }

  private init(
    _ result: CapacityFormula, _ parameters: CapacityParameters, members: Int, month: CivilMonth?,
    budget: BudgetTerms?, cashLine: CashLine?, indicators: [Indicator], seasons: SeasonalCapacity?,
    notes: [CapacityNote]
  ) {
    binding = result.binding
    self.budget = budget
    cash = result.cash
    self.cashLine = cashLine
    floors = result.floors
    formula = CapacityFormula.id
    self.indicators = indicators
    self.members = members
    self.month = month
    self.notes = notes
    self.parameters = parameters
    parametersDigest = parameters.digest
    routes = CapacityRoute.suggested(for: result.terms.capacity.money)
    self.seasons = seasons
    share = result.share
    terms = result.terms
    uncappedSaving = result.uncappedSaving
  }
}

extension CapacityWorking {
  /// Opens a sealed working.
  public init(reading bytes: [UInt8]) throws(JSONError) {
    self = try JSONDecoding.decode(CapacityWorking.self, from: JSON.parse(bytes, form: .canonical))
  }

  /// The bytes that are sealed.
  public func canonicalBytes() throws(JSONError) -> [UInt8] { try JSONEncoding.encode(self).canonicalBytes }
}
