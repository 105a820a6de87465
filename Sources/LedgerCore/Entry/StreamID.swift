/// The name of one story in the log: `ledger`, `fund/casa`, `grant/01J…`.
public struct StreamID: GrammarText, ExpressibleByStringLiteral {
  public static let noun = "stream"
  /// The stream of governance: members, bodies, policy, periods.
  public static let ledger: StreamID = "ledger"

  public let text: String

  public init(unchecked text: String) { self.text = text }

  public init(stringLiteral value: String) {
    guard let stream = StreamID(value) else { preconditionFailure("'\(value)' is not a stream") }
    self = stream
  }

  public init(_ name: StaticString, _ id: ULID) { self.init(unchecked: "\(name)/\(id)") }
  public init(_ name: StaticString, _ slug: Slug) { self.init(unchecked: "\(name)/\(slug)") }

  /// What comes before the slash: the family of streams that share a state.
  public var family: Substring { text.prefix { $0 != "/" } }

  /// What comes after the slash; empty for `ledger`.
  public var key: Substring { text.dropFirst(family.count).dropFirst() }

  /// The key as an ULID, where it is one.
  public var ulid: ULID? { ULID(key) }

  public static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.elementsEqual("ledger".utf8) { return true }
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), slash <= 40, ASCII.isWords(bytes[..<slash]) else {
      return false
    }
    let key = bytes[(slash + 1)...]
    return ASCII.isSlug(key) || ULID(bytes: UnsafeBufferPointer(rebasing: key)) != nil
  }
}
