/// An amount of the ledger's currency in integer cents, positive or negative.
///
/// There is no multiplication and no division: whoever divides money names its rounding.
public struct Money: Hashable, Sendable, Comparable {
  public let cents: Int

  public init(cents: Int) { self.cents = cents }

  public static let zero = Money(cents: 0)

  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
  public static func + (left: Money, right: Money) -> Money { Money(cents: left.cents + right.cents) }
  public static func - (left: Money, right: Money) -> Money { Money(cents: left.cents - right.cents) }
  public static prefix func - (money: Money) -> Money { Money(cents: -money.cents) }
  public static func += (left: inout Money, right: Money) { left = left + right }
  public static func -= (left: inout Money, right: Money) { left = left - right }

  public var isPositive: Bool { cents > 0 }
  public var magnitude: Money { Money(cents: abs(cents)) }
}

extension Money: CustomStringConvertible {
  /// `1250.00`, `-0.05`: a full stop, two decimals, no grouping; the form that the command line reads back.
  public var description: String { FixedPoint(scaled: cents, decimals: 2).description }
}

extension Money: Codable {
  public init(from decoder: any Decoder) throws { cents = try decoder.singleValueContainer().decode(Int.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(cents)
  }
}
