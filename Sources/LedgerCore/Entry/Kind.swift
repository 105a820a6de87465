/// What an entry states: `contribution.received`, or `loan.disbursed.2` for a later version of the rule.
public struct Kind: GrammarText, ExpressibleByStringLiteral {
  public static let noun = "entry kind"
  public let text: String

  public init(unchecked text: String) { self.text = text }

  public init(stringLiteral value: String) {
    guard let kind = Kind(value) else { preconditionFailure("'\(value)' is not an entry kind") }
    self = kind
  }

  public static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 63 else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, ASCII.isWords(parts[0]), ASCII.isWords(parts[1]) else { return false }
    return parts.count == 2 || parts[2].count == 1 && (0x32...0x39).contains(parts[2][parts[2].startIndex])
  }
}
