import LedgerCore

/// A yearly nominal rate as an exact decimal percentage: 4.5, 9.4822, 0.
///
/// Written and signed in one form only: no sign, no leading or trailing zeros, at most six decimals.
public struct AnnualRate: Hashable, Sendable, Comparable {
  /// Millionths of a percent: 4.5 % is 4,500,000.
  public let millionths: Int

  /// 1,000 %.
  public static let maximum = AnnualRate(checked: 1_000_000_000)
  public static let zero = AnnualRate(checked: 0)

  private init(checked millionths: Int) { self.millionths = millionths }

  public init(millionthsOfPercent millionths: Int) throws(CalculationError) {
    guard (0...AnnualRate.maximum.millionths).contains(millionths) else {
      throw .invalid("annualRatePercent", "a rate is between 0 and 1000 percent")
    }
    self.init(checked: millionths)
  }

  /// Reads `4.5`, `4.50`, `12`; whatever is left over is refused.
  public init(parsing text: some StringProtocol) throws(CalculationError) {
    let parsed: FixedPoint
    do {
      parsed = try FixedPoint(parsing: text, decimals: 6)
    } catch {
      throw .invalid("annualRatePercent", "'\(text)' is not a rate in percent: \(error)")
    }
    try self.init(millionthsOfPercent: parsed.scaled)
  }

  public static func < (left: AnnualRate, right: AnnualRate) -> Bool { left.millionths < right.millionths }

  /// By what a fraction of a year multiplies the rate's millionths to become a share of the balance.
  static let wholeMillionths: Int128 = 100_000_000
}

extension AnnualRate: CustomStringConvertible {
  /// `4.5`: the percentage without needless zeros.
  public var description: String {
    var text = FixedPoint(scaled: millionths, decimals: 6).description[...]
    while text.hasSuffix("0") { text = text.dropLast() }
    return String(text.hasSuffix(".") ? text.dropLast() : text)
  }
}

extension AnnualRate: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let rate = try? AnnualRate(parsing: text), rate.description == text else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a rate in percent such as 4.5"))
    }
    self = rate
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
