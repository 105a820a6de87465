/// The rules of strings: plain runs, escapes, UTF-8.
extension JSONScanner {
  /// Passes the string that begins here, validating all of it.
  mutating func string() throws(JSONError) -> StringToken {
    guard next == UInt8(ascii: "\"") else { throw unexpected() }
    position += 1
    var token = StringToken(content: position..<position)
    while true {
      skipPlainASCII()
      guard position < bytes.count else { throw unexpected() }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        token.content = token.content.lowerBound..<position
        position += 1
        return token
      case UInt8(ascii: "\\"):
        token.isEscaped = true
        _ = try escape()
      case let byte where byte < 0x20:
        throw error(.unescapedControl(byte), at: position)
      default:
        token.isASCII = false
        try skipMultibyteScalar()
      }
    }
  }

  /// The text that a token stands for.
  func text(of token: StringToken) throws(JSONError) -> String {
    guard token.isEscaped else { return String(decoding: slice(token.content), as: UTF8.self) }
    var reader = JSONScanner(bytes, form: form)
    reader.position = token.content.lowerBound
    var text: [UInt8] = []
    text.reserveCapacity(token.content.count)
    while reader.position < token.content.upperBound {
      if bytes[reader.position] == UInt8(ascii: "\\") {
        text.append(contentsOf: UTF8.encode(try reader.escape()) ?? UTF8.encodedReplacementCharacter)
      } else {
        text.append(bytes[reader.position])
        reader.position += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Passes printable ASCII other than the quote and the backslash, eight bytes at a time.
  ///
  /// Each term has the high bit set in the lowest byte that it looks for (a borrow can only spoil bytes above the first
  /// one found), so the lowest bit of their union is the first byte that needs a rule.
  @inline(__always)
  private mutating func skipPlainASCII() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while bytes.count - position >= 8 {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let controls = (word &- (ones &* 0x20)) & ~word
      let quotes = (quote &- ones) & ~quote
      let backslashes = (backslash &- ones) & ~backslash
      let found = (word | controls | quotes | backslashes) & highs
      if found != 0 {
        position += found.trailingZeroBitCount / 8
        return
      }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return }
      position += 1
    }
  }

  /// Reads one escape, a surrogate pair as one; in canonical form only the escapes that our writer makes.
  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let byte = next else { throw unexpected() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "/"):
      guard form == .relaxed else { throw error(.notCanonicalEscape, at: start) }
      return "/"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default: throw error(.invalidEscape, at: start)
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let high = try codeUnit(from: start)
    let scalar: Unicode.Scalar?
    if (0xD800..<0xDC00).contains(high) {
      guard consume("\\u") else { throw error(.loneSurrogate, at: start) }
      let low = try codeUnit(from: start)
      guard (0xDC00..<0xE000).contains(low) else { throw error(.loneSurrogate, at: start) }
      scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    } else {
      scalar = Unicode.Scalar(high)
    }
    guard let scalar else { throw error(.loneSurrogate, at: start) }
    if form == .canonical {
      var canonical: [UInt8] = []
      JSONWriter.writeContent(of: String(scalar), into: &canonical)
      guard slice(start..<position).elementsEqual(canonical) else { throw error(.notCanonicalEscape, at: start) }
    }
    return scalar
  }

  private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next else { throw unexpected() }
      guard let digit = Self.hexDigit(byte) else { throw error(.invalidEscape, at: start) }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Passes one scalar of two to four bytes, by table 3-7 of the Unicode standard: no overlong forms, no surrogates,
  /// nothing above U+10FFFF.
  private mutating func skipMultibyteScalar() throws(JSONError) {
    let start = position
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[start] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw error(.invalidUTF8, at: start)
    }
    guard bytes.count - start >= length, second.contains(bytes[start + 1]) else { throw error(.invalidUTF8, at: start) }
    for offset in 2..<length where bytes[start + offset] & 0xC0 != 0x80 {
      throw error(.invalidUTF8, at: start)
    }
    position += length
  }
}
