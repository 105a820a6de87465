public import FinancialArithmetic
public import LedgerCore

/// What a household is left with in any case, by how many people it has: a floor of a parameter file.
///
/// Either an amount times a factor times a scale of equivalence, or a table of amounts (a poverty line, a body's own
/// floor). Both say what each member beyond the last one listed adds.
public struct CapacityFloor: Sendable, Hashable {
  public enum Basis: Sendable, Hashable {
    case scaled(amount: WrittenAmount, factor: DecimalFactor, scale: [DecimalFactor], perFurtherMember: DecimalFactor)
    case table(amounts: [WrittenAmount], perFurtherMember: WrittenAmount)
  }

  public let basis: Basis
  /// Its name where a formula is explained: `dignity`.
  public let id: Slug
  /// The laws, circulars or decisions that its figures come from.
  public let sources: [String]

  /// For a household of `members`, above zero; rounded once, to the cent.
  public func amount(members: Int) throws(CalculationError) -> Money {
    switch basis {
    case .scaled(let amount, let factor, let scale, let perFurtherMember):
      let listed = scale[min(members, scale.count) - 1].tenThousandths
      let weight = listed + max(0, members - scale.count) * perFurtherMember.tenThousandths
      return try factor.of(ExactAmount(amount.money)).times(weight, over: DecimalFactor.whole).rounded()
    case .table(let amounts, let perFurtherMember):
      let further = try ExactAmount(perFurtherMember.money).times(max(0, members - amounts.count))
      return try (ExactAmount(amounts[min(members, amounts.count) - 1].money) + further).rounded()
    }
  }

  var fault: String? {
    let largest = CalculationLimits.amount
    switch basis {
    case .scaled(let amount, let factor, let scale, _):
      if amount.money > largest { return "the amount is above \(largest)" }
      if factor.tenThousandths == 0 { return "the factor is zero" }
      return CapacityFloor.rises(scale.map(\.tenThousandths)) ? nil : "the scale does not rise from above zero"
    case .table(let amounts, let perFurtherMember):
      if amounts.contains(where: { $0.money > largest }) || perFurtherMember.money > largest {
        return "an amount is above \(largest)"
      }
      return CapacityFloor.rises(amounts.map(\.money.cents)) ? nil : "the amounts do not rise from above zero"
    }
  }

  private static func rises(_ figures: [Int]) -> Bool {
    (figures.first ?? 0) > 0 && zip(figures, figures.dropFirst()).allSatisfy { $0 <= $1 } && figures.count <= 100
  }
}

extension CapacityFloor: Codable {
  private enum Key: String, CodingKey {
    case amount, amounts, factor, id, perFurtherMember, scale, sources
  }

  public init(from decoder: any Decoder) throws {
    let input = try decoder.container(keyedBy: Key.self)
    id = try input.decode(Slug.self, forKey: .id)
    sources = try input.decode([String].self, forKey: .sources)
    if input.contains(.amounts) {
      basis = .table(
        amounts: try input.decode([WrittenAmount].self, forKey: .amounts),
        perFurtherMember: try input.decode(WrittenAmount.self, forKey: .perFurtherMember))
    } else {
      basis = .scaled(
        amount: try input.decode(WrittenAmount.self, forKey: .amount),
        factor: try input.decode(DecimalFactor.self, forKey: .factor),
        scale: try input.decode([DecimalFactor].self, forKey: .scale),
        perFurtherMember: try input.decode(DecimalFactor.self, forKey: .perFurtherMember))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var output = encoder.container(keyedBy: Key.self)
    switch basis {
    case .scaled(let amount, let factor, let scale, let perFurtherMember):
      try output.encode(amount, forKey: .amount)
      try output.encode(factor, forKey: .factor)
      try output.encode(perFurtherMember, forKey: .perFurtherMember)
      try output.encode(scale, forKey: .scale)
    case .table(let amounts, let perFurtherMember):
      try output.encode(amounts, forKey: .amounts)
      try output.encode(perFurtherMember, forKey: .perFurtherMember)
    }
    try output.encode(id, forKey: .id)
    try output.encode(sources, forKey: .sources)
  }
}
