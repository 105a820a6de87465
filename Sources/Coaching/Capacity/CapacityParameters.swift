public import FinancialArithmetic
public import LedgerCore
import Sodium

/// The figures that the capacity formula takes from law and policy, with their sources, as they hold from a day on.
///
/// A file of `ledger-specs/parameters`, or a body's own in the same form; no such figure is a constant of the program.
/// Whoever assesses notes version and digest, so that years later the same figures can be put in again.
public struct CapacityParameters: Codable, Sendable, Hashable {
  /// What stays in the purse at every month's end, once the family has had time to put it by.
  public struct Buffer: Codable, Sendable, Hashable {
    public let amount: WrittenAmount
    public let source: String
  }

  /// Over how many months cash is looked at.
  public struct Horizon: Codable, Sendable, Hashable {
    public let leastMonths: Int
    public let mostMonths: Int
    public let source: String
  }

  /// How income that is never the same is counted.
  public struct Income: Codable, Sendable, Hashable {
    /// Of what is declared, where fewer monthly sums are known.
    public let declaredPercent: Int
    /// Fewest monthly sums from which the percentile is taken.
    public let leastMonths: Int
    /// By nearest rank.
    public let percentile: Int
    public let source: String
  }

  /// How much of the income all instalments together may be.
  public struct Instalments: Codable, Sendable, Hashable {
    public let percentOfIncome: DecimalFactor
    public let source: String
  }

  /// What the family keeps of its surplus, up to a cap.
  public struct Saving: Codable, Sendable, Hashable {
    public let cap: WrittenAmount
    public let percentOfSurplus: DecimalFactor
    public let source: String
  }

  public let buffer: Buffer
  /// The highest of them counts.
  public let floors: [CapacityFloor]
  public let horizon: Horizon
  public let income: Income
  /// From where on an indicator raises a flag.
  public let indicators: IndicatorThresholds
  public let instalments: Instalments
  public let saving: Saving
  /// Nobody assesses by them before this day.
  public let validFrom: CivilDate
  public let version: Slug

  static let mostBytes = 1 << 20

  /// Reads a file; a member that does not exist, or a figure outside its bounds, is refused.
  public init(reading bytes: [UInt8]) throws(CalculationError) {
    do throws(JSONError) {
      let tree = try JSON.parse(bytes, form: .relaxed, maximumBytes: CapacityParameters.mostBytes)
      self = try JSONDecoding.decodeExactly(CapacityParameters.self, from: tree)
    } catch {
      throw .invalid("parameters", "\(error)")
    }
    if let fault { throw .invalid("parameters", "\(version): \(fault)") }
  }

  /// Bounds within which the formula can count; nil where all is well.
  private var fault: String? {
    guard !floors.isEmpty, floors.count <= 20 else { return "floors: there are 1 to 20 of them" }
    guard Set(floors.map(\.id)).count == floors.count else { return "floors: two have one id" }
    for floor in floors {
      if let fault = floor.fault { return "floors: \(floor.id): \(fault)" }
      guard !floor.sources.isEmpty, !floor.sources.contains("") else { return "floors: \(floor.id) names no source" }
    }
    let thresholds = [indicators.arrears, indicators.debtService, indicators.housingOverburden, indicators.realism]
    let sources = [buffer.source, horizon.source, income.source, instalments.source, saving.source]
    guard !(sources + thresholds.map(\.source)).contains("") else { return "a source is empty" }
    guard thresholds.allSatisfy({ (0...100_000) ~= $0.value.hundredths }) else {
      return "indicators: a threshold is between 0.00 and 1000.00"
    }
    let hundred = 100 * DecimalFactor.whole
    guard instalments.percentOfIncome.tenThousandths <= hundred, saving.percentOfSurplus.tenThousandths <= hundred
    else {
      return "a share is above 100 percent"
    }
    guard (1...100).contains(income.percentile), (0...100).contains(income.declaredPercent),
      (1...60).contains(income.leastMonths)
    else { return "income: the percentile is 1 to 100, the percentage 0 to 100, the months are 1 to 60" }
    guard BudgetCalendar.monthsAllowed.contains(horizon.leastMonths), horizon.leastMonths <= horizon.mostMonths,
      BudgetCalendar.monthsAllowed.contains(horizon.mostMonths)
    else { return "horizon: the months rise, and are at most \(BudgetCalendar.monthsAllowed.upperBound)" }
    guard max(buffer.amount.money, saving.cap.money) <= CalculationLimits.amount else {
      return "an amount is too large"
    }
    return nil
  }
}

extension CapacityParameters {
  /// SHA-256 of the canonical spelling (RFC 8785): white space and the order of members do not change it.
  public var digest: Fingerprint { Fingerprint(SHA256.hash(canonicalBytes)) }

  /// What an assessment's entry and the policy name.
  public var file: ParameterFile { ParameterFile(version: version.text, digest: digest) }

  private var canonicalBytes: [UInt8] {
    guard let tree = try? JSONEncoding.encode(self) else {
      preconditionFailure("parameters that were read can be written")
    }
    return tree.canonicalBytes
  }

  public func hold(on day: CivilDate) -> Bool { day >= validFrom }

  /// The figures for income, in the form in which sheets are read.
  public var incomeRules: IncomeRules {
    IncomeRules(
      percentile: income.percentile, months: income.leastMonths, declaredPercent: income.declaredPercent)
  }

  /// A floor for so many people.
  public struct Floor: Codable, Sendable, Hashable {
    public let amount: WrittenAmount
    public let id: Slug
  }

  /// Every floor for so many people, as the file lists them.
  public func floors(members: Int) throws(CalculationError) -> [Floor] {
    guard (1...SheetLimits.members).contains(members) else {
      throw .invalid("members", "\(members) is not between 1 and \(SheetLimits.members)")
    }
    var amounts: [Floor] = []
    for floor in floors {
      amounts.append(Floor(amount: WrittenAmount(try floor.amount(members: members)), id: floor.id))
    }
    return amounts
  }
}
