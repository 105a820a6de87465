/// An address of the same site: what is put into it is encoded, so that no value can become another part of it.
///
/// `"/grants/\(id)?lang=\(tag)"`; RFC 3986, everything but unreserved characters percent-encoded.
public struct WebPath: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
  public let text: String

  public init(stringLiteral value: String) {
    precondition(WebPath.isOwn(value), "an address of the site begins with one slash, or is a place of the same page")
    text = value
  }

  public init(stringInterpolation: StringInterpolation) { self.init(stringLiteral: stringInterpolation.text) }

  /// An address that came from outside: nil unless it stays on this site.
  public init?(untrusted text: String) {
    guard WebPath.isOwn(text), text.utf8.count <= 2_000,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    self.text = text
  }

  public var description: String { text }

  private static func isOwn(_ text: String) -> Bool {
    text.hasPrefix("#") || text.hasPrefix("?") || text.hasPrefix("/") && !text.hasPrefix("//")
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { text += literal }
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += WebPath.encode(value.description)
    }
  }

  /// Percent-encodes everything but unreserved characters.
  public static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var written = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        written.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        written += "%"
        written.append(digits[Int(byte >> 4)])
        written.append(digits[Int(byte & 15)])
      }
    }
    return written
  }
}
