/// Reads a canonical text in one pass and without allocating, for the paths that see every entry of a ledger.
///
/// Where the members are known in advance, reading them in their canonical order *is* the check that they are the right
/// ones: `expect("{\"actor\":")`, `string()`, `expect(",\"body\":")`, `skipValue()` and so on. The caller keeps the bytes
/// alive and unchanged while the scanner and its ranges are in use. After an error the position is unspecified.
public struct CanonicalScanner {
  private var scanner: JSONScanner

  public init(_ bytes: UnsafeRawBufferPointer) {
    scanner = JSONScanner(bytes, form: .canonical)
  }

  /// How many bytes have been read.
  public var position: Int { scanner.position }

  /// Whether everything has been read.
  public var atEnd: Bool { scanner.position == scanner.bytes.count }

  /// The next byte without reading it, nil at the end.
  public var peek: UInt8? { scanner.next }

  /// Reads exactly these bytes or throws `literalExpected`, naming them.
  ///
  /// The literal is compared as it stands; it may span tokens, but must not end inside one.
  public mutating func expect(_ literal: StaticString) throws(JSONError) {
    guard scanner.consume(literal) else { throw mismatch(literal) }
  }

  /// Reads these bytes if they come next.
  public mutating func accept(_ literal: StaticString) -> Bool {
    scanner.consume(literal)
  }

  /// Reads a string that must be ASCII without escapes, as every id, code, date and base64 value is; the range is what
  /// stands between the quotes.
  public mutating func string() throws(JSONError) -> Range<Int> {
    let token = try scanner.string()
    guard token.isASCII, !token.isEscaped else { throw scanner.error(.notPlain, at: token.offset) }
    return token.content
  }

  /// Reads any string and returns its text.
  public mutating func text() throws(JSONError) -> String {
    try scanner.text(of: try scanner.string())
  }

  /// Reads an integer within ±(2^53 − 1).
  public mutating func integer() throws(JSONError) -> Int {
    try scanner.integer()
  }

  /// Passes any one value and returns where it stands, having checked everything that `JSON.parse` would check.
  ///
  /// - Parameter depth: how many arrays and objects the caller has opened around it, so that the limit is that of the
  ///   whole document.
  public mutating func skipValue(depth: Int = 0) throws(JSONError) -> Range<Int> {
    let start = scanner.position
    try scanner.skipValue(depth: depth)
    return start..<scanner.position
  }

  /// Throws `trailingBytes` unless everything has been read.
  public mutating func finish() throws(JSONError) {
    try scanner.finish()
  }

  /// The bytes of a range, valid as long as the scanner's own.
  public func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    scanner.slice(range)
  }

  /// A copy of the text of a range that `string()` returned.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: scanner.slice(range), as: UTF8.self)
  }

  @inline(never)
  private func mismatch(_ literal: StaticString) -> JSONError {
    scanner.error(.literalExpected(literal.description), at: position)
  }
}

extension JSONScanner {
  mutating func skipValue(depth: Int) throws(JSONError) {
    switch try kind() {
    case .string: _ = try string()
    case .number: _ = try integer()
    case .literal: _ = try literal()
    case .array:
      try open(depth: depth)
      var isFirst = true
      while try nextElement(isFirst: isFirst) {
        isFirst = false
        try skipValue(depth: depth + 1)
      }
    case .object:
      try open(depth: depth)
      var previous: StringToken?
      while let key = try nextMember(after: previous) {
        previous = key
        try skipValue(depth: depth + 1)
      }
    }
  }
}
