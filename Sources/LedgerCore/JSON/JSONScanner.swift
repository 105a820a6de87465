/// The grammar of JSON, token by token: the one implementation of every rule that the tree parser and `CanonicalScanner`
/// share, in both forms.
///
/// Every access is guarded by `position < bytes.count`; the buffer's own bounds check is absent from release builds.
struct JSONScanner {
  let bytes: UnsafeRawBufferPointer
  let form: JSON.Form
  var position = 0

  init(_ bytes: UnsafeRawBufferPointer, form: JSON.Form) {
    self.bytes = bytes
    self.form = form
  }

  /// What the scanner learnt about a string while it passed over it; `content` is what stands between the quotes.
  ///
  /// `isASCII` speaks of the bytes. In canonical form that is also true of the text, which escapes ASCII controls only.
  struct StringToken {
    var content: Range<Int>
    var isEscaped = false
    var isASCII = true

    /// Where the opening quote is.
    var offset: Int { content.lowerBound - 1 }
  }

  /// What the next value is, by its first byte.
  enum Kind {
    case object, array, string, number, literal
  }

  @inline(__always)
  var next: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  /// The kind of the value that begins here; throws when no value can.
  func kind() throws(JSONError) -> Kind {
    guard position < bytes.count else { throw unexpected() }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .literal
    default: throw unexpected()
    }
  }

  /// Reads `true`, `false` or `null`; nil stands for null.
  mutating func literal() throws(JSONError) -> Bool? {
    if consume("true") { return true }
    if consume("false") { return false }
    if consume("null") { return nil }
    throw unexpected()
  }

  /// Reads an integer within ±(2^53 − 1). Without fractions and exponents RFC 8259 leaves one spelling for each, so both
  /// forms share this rule.
  mutating func integer() throws(JSONError) -> Int {
    let start = position
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let firstDigit = position
    var magnitude = 0
    while position < bytes.count {
      let digit = Int(bytes[position]) - 0x30
      guard (0...9).contains(digit) else { break }
      // Past the limit the value only has to stay past it, so it must not overflow either.
      if magnitude <= JSON.maximumInteger { magnitude = magnitude * 10 + digit }
      position += 1
    }
    let digits = position - firstDigit
    guard digits > 0 else { throw unexpected() }
    if digits > 1, bytes[firstDigit] == UInt8(ascii: "0") { throw error(.leadingZero, at: start) }
    switch next {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw error(.float, at: start)
    default: break
    }
    guard magnitude <= JSON.maximumInteger else { throw error(.integerOutOfRange, at: start) }
    if isNegative, magnitude == 0 { throw error(.negativeZero, at: start) }
    return isNegative ? -magnitude : magnitude
  }

  /// Enters the array or object that begins here; `depth` is how many are open already.
  mutating func open(depth: Int) throws(JSONError) {
    guard depth < JSON.maximumDepth else { throw error(.depth, at: position) }
    position += 1
  }

  /// Moves to the next element of an array; false, and past the bracket, when there is none.
  mutating func nextElement(isFirst: Bool) throws(JSONError) -> Bool {
    try separator(isFirst: isFirst, closing: UInt8(ascii: "]"))
  }

  /// Moves to the next value of an object and returns its key; nil, and past the brace, when there is none.
  ///
  /// In canonical form this is also where keys must be ASCII and ascend, which excludes duplicates. In relaxed form the
  /// caller looks for duplicates, since it has the keys.
  mutating func nextMember(after previous: StringToken?) throws(JSONError) -> StringToken? {
    guard try separator(isFirst: previous == nil, closing: UInt8(ascii: "}")) else { return nil }
    let key = try string()
    if form == .canonical {
      guard key.isASCII else { throw error(.nonASCIIKey, at: key.offset) }
      if let previous { try checkOrder(previous, key) }
    }
    skipWhitespace()
    guard next == UInt8(ascii: ":") else { throw unexpected() }
    position += 1
    skipWhitespace()
    return key
  }

  /// Passes the white space that the relaxed form allows; in canonical form there is none to pass.
  mutating func skipWhitespace() {
    guard form == .relaxed else { return }
    while let byte = next, Self.isWhitespace(byte) { position += 1 }
  }

  /// Passes the literal if the text continues with it.
  @inline(__always)
  mutating func consume(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    let start = literal.utf8Start
    for index in 0..<count where bytes[position + index] != start[index] { return false }
    position += count
    return true
  }

  /// Nothing may follow the document but, in relaxed form, white space.
  mutating func finish() throws(JSONError) {
    skipWhitespace()
    guard position == bytes.count else {
      throw error(isCanonicalWhitespaceFault ? .notCanonicalWhitespace : .trailingBytes, at: position)
    }
  }

  private mutating func separator(isFirst: Bool, closing: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    guard let byte = next else { throw unexpected() }
    if byte == closing {
      position += 1
      return false
    }
    if isFirst { return true }
    guard byte == UInt8(ascii: ",") else { throw unexpected() }
    position += 1
    skipWhitespace()
    return true
  }

  private func checkOrder(_ previous: StringToken, _ key: StringToken) throws(JSONError) {
    let comparison =
      if previous.isEscaped || key.isEscaped {
        KeyOrder.compare(try text(of: previous), try text(of: key))
      } else {
        KeyOrder.compare(slice(previous.content), slice(key.content))
      }
    switch comparison {
    case .ascending: return
    case .same: throw error(.duplicateKey(try text(of: key)), at: key.offset)
    case .descending: throw error(.notCanonicalOrder(key: try text(of: key)), at: key.offset)
    }
  }

  @inline(__always)
  func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  @inline(never)
  func error(_ reason: JSONError.Reason, at offset: Int) -> JSONError {
    JSONError(offset: offset, reason: reason)
  }

  /// The most telling reason why the byte at the position cannot stand there.
  @inline(never)
  func unexpected() -> JSONError {
    guard position < bytes.count else { return error(.unexpectedEnd, at: position) }
    if isCanonicalWhitespaceFault { return error(.notCanonicalWhitespace, at: position) }
    if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return error(.byteOrderMark, at: 0) }
    return error(.unexpectedByte(bytes[position]), at: position)
  }

  private var isCanonicalWhitespaceFault: Bool {
    form == .canonical && position < bytes.count && Self.isWhitespace(bytes[position])
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
