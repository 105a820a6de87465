public import FinancialArithmetic
public import LedgerCore

/// How income that is never the same is counted: dated parameters, handed in with their source.
public struct IncomeRules: Sendable, Hashable, Codable {
  /// Of what is declared, where too few months are known: 80.
  public let declaredPercent: Int
  /// Fewest monthly sums from which a percentile is taken: 6.
  public let months: Int
  /// By nearest rank: 25.
  public let percentile: Int

  public init(percentile: Int, months: Int, declaredPercent: Int) {
    precondition((1...100).contains(percentile) && months > 0 && (0...100).contains(declaredPercent))
    self.declaredPercent = declaredPercent
    self.months = months
    self.percentile = percentile
  }

  /// The smallest sum that at least `percentile` in a hundred sums do not exceed (nearest rank).
  ///
  /// 400 500 600 800 900 1000 at 25 is 500. Nil where there are fewer sums than asked for.
  public func percentile(of sums: [Money]) -> Money? {
    guard sums.count >= months else { return nil }
    let rank = (sums.count * percentile + 99) / 100
    return sums.sorted()[rank - 1]
  }
}

/// What of one income, or of all irregular ones together, the formula counts as reliable, and why.
public struct IncomeTerm: Codable, Sendable, Hashable {
  /// Why a line counts as it does.
  public enum Basis: String, Codable, Sendable, CaseIterable {
    case reliable
    /// The percentile of the monthly sums of all irregular lines with a history.
    case percentile
    /// A share of what is declared: too few months are known.
    case declared
    /// The worse of two years ÷ 12.
    case worseYear = "worse-year"
    case oneOff = "one-off"
    /// Pays one expense and nothing else: stands in B.
    case purposeBound = "purpose-bound"
    case disabilityAllowance = "disability-allowance"
    /// Nobody knows the amount.
    case unknown

    public var counts: Bool {
      switch self {
      case .reliable, .percentile, .declared, .worseYear: true
      case .oneOff, .purposeBound, .disabilityAllowance, .unknown: false
      }
    }
  }

  public let basis: Basis
  /// A month, without what is withheld; zero where it does not count.
  public let counted: ExactAmount
  /// What the family tells, a month; absent where nobody knows it.
  public let told: ExactAmount?
  /// One name, or those of all irregular lines that are counted together.
  public let names: [String]
  /// Added back a month because it is withheld for debts that stand in A; zero where the line does not count.
  public let withheld: ExactAmount
}

extension IncomeLine {
  /// Two years of monthly sums, where the last 24 are known, the newer year second.
  var twoYears: [[Money]]? {
    guard let history, history.count >= 24 else { return nil }
    let months = history.suffix(24).map(\.money)
    return [Array(months.prefix(12)), Array(months.suffix(12))]
  }

  /// The year with the smaller sum; the newer one where both are the same.
  var worseYear: [Money]? {
    twoYears.flatMap { years in
      let sums = years.map { $0.reduce(.zero, +) }
      return sums[0] < sums[1] ? years[0] : years[1]
    }
  }

  /// What the line is worth a month to the formula, whatever it may be spent on.
  func reliable(_ rules: IncomeRules) -> (basis: IncomeTerm.Basis, amount: ExactAmount) {
    if frequency == .once { return (.oneOff, .zero) }
    switch certainty {
    case .oneOff: return (.oneOff, .zero)
    case .seasonal:
      if let worseYear { return (.worseYear, ExactAmount(worseYear.reduce(.zero, +), times: 1, over: 12)) }
    case .irregular:
      if let sum = rules.percentile(of: history?.map(\.money) ?? []) { return (.percentile, ExactAmount(sum)) }
    case .reliable: return monthly.map { (.reliable, $0) } ?? (.unknown, .zero)
    }
    return amount.money.map {
      (.declared, ExactAmount($0, times: frequency.perYear * rules.declaredPercent, over: 1_200))
    } ?? (.unknown, .zero)
  }

  /// As `reliable`, and nothing where the money is bound to a purpose.
  func counted(_ rules: IncomeRules) -> (basis: IncomeTerm.Basis, amount: ExactAmount) {
    if source == .disabilityAllowance { return (.disabilityAllowance, .zero) }
    if pays != nil { return (.purposeBound, .zero) }
    return reliable(rules)
  }

  /// January to December as the formula counts them in the calendar; nil where the real pay days stand.
  func prudentMonths(_ rules: IncomeRules, before month: CivilMonth) -> [Money]? {
    let (basis, amount) = reliable(rules)
    switch basis {
    case .percentile, .declared:
      return (try? amount.floored()).map { Array(repeating: $0, count: 12) }
    case .worseYear:
      guard let worseYear else { return nil }
      // The newest month of a history is the one before the sheet's first.
      return (1...12).map { number in worseYear[(number - month.number + 12) % 12] }
    case .reliable, .oneOff, .purposeBound, .disabilityAllowance, .unknown: return nil
    }
  }
}

extension BudgetSheet {
  /// All irregular incomes with a history, counted as one; nil where there are none.
  ///
  /// The percentile is one of the household's sums: two who rarely have a bad month together are better off than each
  /// alone. Histories end together; only months that all of them know are added up.
  func irregularIncome(_ rules: IncomeRules) throws(CalculationError) -> IncomeTerm? {
    let lines = income.filter { $0.counted(rules).basis == .percentile }
    let histories = lines.map { $0.history?.map(\.money) ?? [] }
    guard let length = histories.map(\.count).min() else { return nil }
    let sums = (0..<length).map { month in
      histories.reduce(Money.zero) { $0 + $1[$1.count - length + month] }
    }
    guard let counted = rules.percentile(of: sums) else { return nil }
    let told = lines.compactMap(\.monthly)
    return IncomeTerm(
      basis: .percentile, counted: ExactAmount(counted),
      told: told.count == lines.count ? try ExactAmount.sum(told) : nil,
      names: lines.map(\.name), withheld: try ExactAmount.sum(lines.map(\.monthlyWithheld)))
  }
}
