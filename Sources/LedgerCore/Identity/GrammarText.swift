/// A text that obeys a grammar of `ledger-specs/format.md`: it cannot be built otherwise, and travels as a JSON string.
///
/// All grammars are ASCII, so Swift's equality of strings is equality of bytes.
public protocol GrammarText: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// What a person calls it, for error messages: "account", "stream".
  static var noun: String { get }
  static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool
  var text: String { get }
  init(unchecked text: String)
}

extension GrammarText {
  public init?(_ text: some StringProtocol) {
    var copy = String(text)
    let valid = copy.withUTF8 { Self.admits($0) }
    guard valid else { return nil }
    self.init(unchecked: copy)
  }

  public var description: String { text }

  public static func < (left: Self, right: Self) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a valid \(Self.noun)"))
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The character classes that the grammars are made of.
enum ASCII {
  static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) || isDigit(byte) }

  /// `[a-z]+(-[a-z]+)*`
  static func isWords(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, isLower(first), isLower(last) else { return false }
    var dash = false
    for byte in bytes {
      if byte == UInt8(ascii: "-") {
        if dash { return false }
        dash = true
      } else {
        guard isLower(byte) else { return false }
        dash = false
      }
    }
    return true
  }

  /// `[a-z0-9]([a-z0-9-]{0,62})`, not ending in a dash.
  static func isSlug(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard (1...63).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-") else {
      return false
    }
    return bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }
}
