public import LedgerCore

/// An amount as a family tells it: "don't know" is an answer, it is counted, and nobody guesses in its place.
///
/// Written as a text: `"1250.00"`, or `"unknown"`. Never negative: what goes out has its own lines.
public enum Told: Sendable, Hashable {
  case amount(Money)
  case unknown

  /// Nil where nobody knows it.
  public var money: Money? {
    switch self {
    case .amount(let money): money
    case .unknown: nil
    }
  }

  static let unknownWord = "unknown"
}

extension Told: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if try container.decode(String.self) == Told.unknownWord {
      self = .unknown
    } else {
      self = .amount(try container.decode(WrittenAmount.self).money)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .amount(let money): try container.encode(WrittenAmount(money))
    case .unknown: try container.encode(Told.unknownWord)
    }
  }
}

/// An amount of a sealed sheet as people read it, not as cents: `"1250.00"`.
public struct WrittenAmount: Sendable, Hashable, Codable {
  public let money: Money

  public init(_ money: Money) { self.money = money }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let money = try? Money(parsing: text), money >= .zero else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "'\(text)' is not an amount such as 1250.00, zero or above")
      )
    }
    self.money = money
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(money.description)
  }
}
