import LedgerCore

/// Something that whoever reads a capacity must know: what was not counted, and why, or how it was.
public struct CapacityNote: Codable, Sendable, Hashable {
  public enum Code: String, Codable, Sendable, CaseIterable {
    /// Nobody knows the amount; the line counts for nothing.
    case unknown
    /// Nobody knows what is at hand; the cash line begins at zero.
    case liquidUnknown = "liquid-unknown"
    /// C_cash is absent.
    case noCalendar = "no-calendar"
    case oneOff = "one-off"
    case purposeBound = "purpose-bound"
    case disabilityAllowance = "disability-allowance"
    case percentile, declared
    case worseYear = "worse-year"
    /// A benefit is larger than the essential expense that it pays, or pays none.
    case benefitCut = "benefit-cut"
    /// Expenses that are not essential: outside E, inside the cash line.
    case flexible
  }

  public let code: Code
  /// The lines concerned, by their names; empty where it concerns the whole.
  public let names: [String]

  public init(_ code: Code, _ names: [String] = []) {
    self.code = code
    self.names = names
  }

  /// In words that an educator understands.
  public var sentence: String {
    let list = names.joined(separator: ", ")
    switch code {
    case .unknown: return "Nobody knows these amounts, and they count for nothing: \(list)."
    case .liquidUnknown: return "Nobody knows what is at hand; the cash line begins at zero."
    case .noCalendar: return "Without a calendar of the coming months there is no C_cash; C rests on C_static alone."
    case .oneOff: return "Comes once and is no income of an ordinary month: \(list)."
    case .purposeBound: return "Pays one expense only; stands in B and not in Y: \(list)."
    case .disabilityAllowance: return "Disability allowances are neither income nor a benefit here: \(list)."
    case .percentile: return "Never the same: of the monthly sums a low one counts (percentile): \(list)."
    case .declared: return "Never the same, and too few months are known: a part of what is declared counts: \(list)."
    case .worseYear: return "Seasonal: a twelfth of the worse of two years counts: \(list)."
    case .benefitCut: return "A benefit counts only as far as the essential expense that it pays: \(list)."
    case .flexible: return "Not essential, so outside E (the cash line counts it): \(list)."
    }
  }
}

extension CapacityNote {
  /// What a sheet's terms and cash line give occasion to say.
  static func all(_ sheet: BudgetSheet, _ budget: BudgetTerms, _ line: CashLine) -> [CapacityNote] {
    func names(_ basis: IncomeTerm.Basis) -> [String] { budget.income.filter { $0.basis == basis }.flatMap(\.names) }
    var unknown = budget.unknown.map(\.name)
    for line in line.unknown where !unknown.contains(line.name) { unknown.append(line.name) }
    let notes = [
      CapacityNote(.unknown, unknown), CapacityNote(.oneOff, names(.oneOff)),
      CapacityNote(.purposeBound, names(.purposeBound)),
      CapacityNote(.disabilityAllowance, names(.disabilityAllowance)),
      CapacityNote(.percentile, names(.percentile)), CapacityNote(.declared, names(.declared)),
      CapacityNote(.worseYear, names(.worseYear)),
      CapacityNote(.benefitCut, budget.benefits.filter { $0.counted < $0.amount }.map(\.name)),
      CapacityNote(.flexible, sheet.expenses.filter { !$0.isEssential }.map(\.name)),
    ].filter { !$0.names.isEmpty }
    return notes + (line.isOpeningKnown ? [] : [CapacityNote(.liquidUnknown)])
  }
}
