/// What is counted: `EUR` in cents, `min` in minutes of service, or a commodity that a ledger declares.
public struct Commodity: GrammarText, ExpressibleByStringLiteral {
  public static let noun = "commodity"
  public static let euro: Commodity = "EUR"
  public static let minutes: Commodity = "min"

  public let text: String

  public init(unchecked text: String) { self.text = text }

  public init(stringLiteral value: String) {
    guard let commodity = Commodity(value) else { preconditionFailure("'\(value)' is not a commodity") }
    self = commodity
  }

  /// Decimals that people write: two for euros, none for anything else.
  public var decimals: Int { self == .euro ? 2 : 0 }

  public func format(_ amount: Int) -> String { FixedPoint(scaled: amount, decimals: decimals).description }

  public static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, bytes.count <= 16, ASCII.isLower(first) || ASCII.isUpper(first) else { return false }
    return bytes.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }
}
