/// Why a text, a tree or a value was refused as JSON, and where.
///
/// Every refusal has its own reason, so that a person who drafted a payload by hand can repair it, and so that a test can
/// tell one rule from another.
public struct JSONError: Error, Sendable, Hashable {
  /// Where in the text, in bytes from 0; 0 for reasons that carry a path instead, since a tree has no bytes.
  public let offset: Int
  public let reason: Reason

  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// The closed list of refusals: first what any text may break, then what only the canonical form forbids, then what a
  /// value or a tree may break. A path reads as `postings[2].amount` and is empty for the document itself.
  public enum Reason: Sendable, Hashable {
    case tooLarge(maximumBytes: Int)
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case byteOrderMark
    case trailingBytes
    case depth
    case duplicateKey(String)
    case float
    case negativeZero
    case leadingZero
    case integerOutOfRange
    case invalidUTF8
    case unescapedControl(UInt8)
    case invalidEscape
    case loneSurrogate

    case notCanonicalWhitespace
    case notCanonicalEscape
    case notCanonicalOrder(key: String)
    case nonASCIIKey
    case literalExpected(String)
    case notPlain

    case missingMember(path: String)
    case unknownMember(path: String)
    case typeMismatch(path: String, expected: String)
    case floatAt(path: String)
    case outOfRange(path: String, type: String)
    case tooDeep(path: String)
    case nonASCIIKeyAt(path: String)
    case duplicateKeyAt(path: String)
    case notExact(path: String)
    case invalidValue(path: String, why: String)
  }
}

extension JSONError: CustomStringConvertible {
  public var description: String {
    reason.isAboutText ? "\(reason) (at byte \(offset))" : "\(reason)"
  }
}

extension JSONError.Reason: CustomStringConvertible {
  /// One sentence without a full stop. Anything that comes from the document is shown escaped: it may be hostile.
  public var description: String {
    switch self {
    case .tooLarge(let maximumBytes): "the text is longer than \(maximumBytes) bytes"
    case .unexpectedEnd: "the text ends too early"
    case .unexpectedByte(let byte): "\(Self.name(of: byte)) cannot stand here"
    case .byteOrderMark: "the text begins with a byte order mark"
    case .trailingBytes: "something follows the end of the document"
    case .depth: "more than \(JSON.maximumDepth) arrays and objects are open at once"
    case .duplicateKey(let key): "the member \(Self.quoted(key)) is given twice"
    case .float: "a number has a fraction or an exponent; only integers are allowed"
    case .negativeZero: "minus zero is not an integer"
    case .leadingZero: "a number begins with a superfluous zero"
    case .integerOutOfRange: "an integer is beyond ±(2^53 − 1)"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .unescapedControl(let byte): "the control character \(Self.name(of: byte)) stands unescaped in a string"
    case .invalidEscape: "a backslash begins no escape that JSON knows"
    case .loneSurrogate: "an escape gives half of a surrogate pair"
    case .notCanonicalWhitespace: "the canonical form has no white space between tokens"
    case .notCanonicalEscape: "the canonical form writes this character otherwise"
    case .notCanonicalOrder(let key): "the member \(Self.quoted(key)) is out of canonical order"
    case .nonASCIIKey: "a member's name is not ASCII"
    case .literalExpected(let literal): "expected \(literal)"
    case .notPlain: "this string must be ASCII without escapes"
    case .missingMember(let path): "\(Self.place(path)) is missing"
    case .unknownMember(let path): "\(Self.place(path)) is not expected"
    case .typeMismatch(let path, let expected): "\(Self.place(path)) must be \(expected)"
    case .floatAt(let path): "\(Self.place(path)) is a floating-point number; only integers are allowed"
    case .outOfRange(let path, let type): "\(Self.place(path)) is out of range for \(type)"
    case .tooDeep(let path): "\(Self.place(path)) is nested more than \(JSON.maximumDepth) levels deep"
    case .nonASCIIKeyAt(let path): "\(Self.place(path)) has a name that is not ASCII"
    case .duplicateKeyAt(let path): "\(Self.place(path)) is given twice"
    case .notExact(let path): "\(Self.place(path)) would be written otherwise than it was read"
    case .invalidValue(let path, let why): "\(Self.place(path)) is not valid: \(Self.escaped(why, limit: 200))"
    }
  }

  var isAboutText: Bool {
    switch self {
    case .tooLarge, .unexpectedEnd, .unexpectedByte, .byteOrderMark, .trailingBytes, .depth, .duplicateKey, .float,
      .negativeZero, .leadingZero, .integerOutOfRange, .invalidUTF8, .unescapedControl, .invalidEscape, .loneSurrogate,
      .notCanonicalWhitespace, .notCanonicalEscape, .notCanonicalOrder, .nonASCIIKey, .literalExpected, .notPlain:
      true
    case .missingMember, .unknownMember, .typeMismatch, .floatAt, .outOfRange, .tooDeep, .nonASCIIKeyAt,
      .duplicateKeyAt, .notExact, .invalidValue:
      false
    }
  }

  private static func place(_ path: String) -> String {
    path.isEmpty ? "the document" : escaped(path, limit: 200)
  }

  private static func quoted(_ key: String) -> String {
    "\"\(escaped(key, limit: 64))\""
  }

  private static func escaped(_ text: String, limit: Int) -> String {
    let scalars = text.unicodeScalars
    let shown = scalars.prefix(limit).map { isPlain($0) ? String($0) : $0.escaped(asASCII: true) }.joined()
    return scalars.count > limit ? shown + "…" : shown
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    (0x20..<0x7F).contains(scalar.value)
  }

  private static func name(of byte: UInt8) -> String {
    if isPlain(Unicode.Scalar(byte)) { return "'\(Unicode.Scalar(byte))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "the byte 0x" + (digits.count == 1 ? "0" : "") + digits
  }
}
