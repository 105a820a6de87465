/// A short name that people choose and everybody may read: a fund, a restriction, a purpose, a body, a bank account.
///
/// Lower-case letters, digits and dashes, at most 63, so that it fits into an account and a stream.
public struct Slug: GrammarText, ExpressibleByStringLiteral {
  public static let noun = "name (lower-case letters, digits and dashes, at most 63)"
  public let text: String

  public init(unchecked text: String) { self.text = text }

  public init(stringLiteral value: String) {
    guard let slug = Slug(value) else { preconditionFailure("'\(value)' is not a name") }
    self = slug
  }

  public static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { ASCII.isSlug(bytes) }
}
