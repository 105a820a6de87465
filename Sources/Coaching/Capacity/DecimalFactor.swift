public import FinancialArithmetic
import LedgerCore

/// A factor or a percentage of a parameter file, exactly: `1.57`, `30`; at most four decimals, without needless zeros.
public struct DecimalFactor: Sendable, Hashable {
  public let tenThousandths: Int

  static let whole = 10_000

  /// Nil where the text is another spelling, negative, or above a million.
  public init?(_ text: String) {
    guard let parsed = try? FixedPoint(parsing: text, decimals: 4),
      (0...1_000_000 * DecimalFactor.whole) ~= parsed.scaled
    else { return nil }
    tenThousandths = parsed.scaled
    guard description == text else { return nil }
  }

  /// The amount times this factor.
  public func of(_ amount: ExactAmount) throws(CalculationError) -> ExactAmount {
    try amount.times(tenThousandths, over: DecimalFactor.whole)
  }

  /// The amount times this percentage.
  public func percent(of amount: ExactAmount) throws(CalculationError) -> ExactAmount {
    try amount.times(tenThousandths, over: 100 * DecimalFactor.whole)
  }
}

extension DecimalFactor: CustomStringConvertible {
  public var description: String {
    var text = FixedPoint(scaled: tenThousandths, decimals: 4).description[...]
    while text.hasSuffix("0") { text = text.dropLast() }
    return String(text.hasSuffix(".") ? text.dropLast() : text)
  }
}

extension DecimalFactor: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let factor = DecimalFactor(text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "'\(text)' is not a factor such as 1.57: no sign, at most four decimals, no needless zeros")
      )
    }
    self = factor
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
