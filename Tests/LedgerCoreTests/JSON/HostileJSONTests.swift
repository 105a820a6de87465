import LedgerCore
import Testing

/// A text that must be refused, and the reason and byte that must be named.
struct HostileText: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let offset: Int
  let reason: JSONError.Reason

  init(_ name: String, _ text: String, _ offset: Int, _ reason: JSONError.Reason) {
    self.init(name, bytes: Array(text.utf8), offset, reason)
  }

  init(_ name: String, bytes: [UInt8], _ offset: Int, _ reason: JSONError.Reason) {
    (self.name, self.bytes, self.offset, self.reason) = (name, bytes, offset, reason)
  }

  /// The bytes between quotes.
  static func string(_ name: String, _ content: [UInt8], _ offset: Int, _ reason: JSONError.Reason) -> Self {
    Self(name, bytes: [0x22] + content + [0x22], offset, reason)
  }

  var testDescription: String { name }
}

extension HostileText {
  /// Refused in both forms, for the same reason.
  static let everywhere: [HostileText] =
    structure + numbers + encodings + [
      HostileText("duplicate key", #"{"a":1,"a":1}"#, 7, .duplicateKey("a")),
      HostileText("duplicate empty key", #"{"":1,"":2}"#, 6, .duplicateKey("")),
      HostileText("duplicate inside", #"{"x":[{"a":1,"a":2}]}"#, 13, .duplicateKey("a")),
    ]

  private static let structure: [HostileText] = [
    HostileText("nothing", "", 0, .unexpectedEnd),
    HostileText("open array", "[", 1, .unexpectedEnd),
    HostileText("open object", "{", 1, .unexpectedEnd),
    HostileText("object cut after the key", #"{"a""#, 4, .unexpectedEnd),
    HostileText("object cut after the colon", #"{"a":"#, 5, .unexpectedEnd),
    HostileText("object cut after the value", #"{"a":1"#, 6, .unexpectedEnd),
    HostileText("open string", #""a"#, 2, .unexpectedEnd),
    HostileText("open escape", #""\"#, 2, .unexpectedEnd),
    HostileText("open unicode escape", #""\u00"#, 5, .unexpectedEnd),
    HostileText("trailing comma in an array", "[1,]", 3, .unexpectedByte(UInt8(ascii: "]"))),
    HostileText("trailing comma in an object", #"{"a":1,}"#, 7, .unexpectedByte(UInt8(ascii: "}"))),
    HostileText("leading comma", "[,1]", 1, .unexpectedByte(UInt8(ascii: ","))),
    HostileText("missing comma", "[1[", 2, .unexpectedByte(UInt8(ascii: "["))),
    HostileText("missing colon", #"{"a"1}"#, 4, .unexpectedByte(UInt8(ascii: "1"))),
    HostileText("wrong bracket", "[1}", 2, .unexpectedByte(UInt8(ascii: "}"))),
    HostileText("only a bracket", "]", 0, .unexpectedByte(UInt8(ascii: "]"))),
    HostileText("key without quotes", "{a:1}", 1, .unexpectedByte(UInt8(ascii: "a"))),
    HostileText("number as key", "{1:1}", 1, .unexpectedByte(UInt8(ascii: "1"))),
    HostileText("single quotes", "'a'", 0, .unexpectedByte(UInt8(ascii: "'"))),
    HostileText("comment", "/**/1", 0, .unexpectedByte(UInt8(ascii: "/"))),
    HostileText("two documents", "1{}", 1, .trailingBytes),
    HostileText("NUL after the document", "1\u{0}", 1, .trailingBytes),
    HostileText("NUL before the document", "\u{0}1", 0, .unexpectedByte(0)),
    HostileText("no-break space", "\u{A0}1", 0, .unexpectedByte(0xC2)),
    HostileText("vertical tab", "\u{B}1", 0, .unexpectedByte(0x0B)),
    HostileText("byte order mark", "\u{FEFF}{}", 0, .byteOrderMark),
    HostileText("capitalised literal", "True", 0, .unexpectedByte(UInt8(ascii: "T"))),
    HostileText("cut literal", "nul", 0, .unexpectedByte(UInt8(ascii: "n"))),
    HostileText("misspelt literal", "[tru]", 1, .unexpectedByte(UInt8(ascii: "t"))),
    HostileText("literal with a tail", "truest", 4, .trailingBytes),
    HostileText("33 arrays", String(repeating: "[", count: 33), 32, .depth),
    HostileText("100,000 arrays", String(repeating: "[", count: 100_000), 32, .depth),
    HostileText("33 objects", String(repeating: #"{"a":"#, count: 33), 160, .depth),
  ]

  private static let numbers: [HostileText] = [
    HostileText("minus zero", "-0", 0, .negativeZero),
    HostileText("leading zero", "01", 0, .leadingZero),
    HostileText("negative leading zero", "[-01]", 1, .leadingZero),
    HostileText("two zeros", "00", 0, .leadingZero),
    HostileText("integral float", "[56.0]", 1, .float),
    HostileText("exponent", "1e3", 0, .float),
    HostileText("capital exponent", "1E3", 0, .float),
    HostileText("float minus zero", "-0.0", 0, .float),
    HostileText("long float", "123456789012345678901234567890.5", 0, .float),
    HostileText("2^53", "9007199254740992", 0, .integerOutOfRange),
    HostileText("-2^53", "-9007199254740992", 0, .integerOutOfRange),
    HostileText("2^63", "9223372036854775808", 0, .integerOutOfRange),
    HostileText("2^64", "18446744073709551616", 0, .integerOutOfRange),
    HostileText("2^64 + 1", "18446744073709551617", 0, .integerOutOfRange),
    HostileText("1,000 digits", String(repeating: "9", count: 1000), 0, .integerOutOfRange),
    HostileText("plus sign", "+1", 0, .unexpectedByte(UInt8(ascii: "+"))),
    HostileText("only a sign", "-", 1, .unexpectedEnd),
    HostileText("sign without digits", "-x", 1, .unexpectedByte(UInt8(ascii: "x"))),
    HostileText("bare fraction", ".5", 0, .unexpectedByte(UInt8(ascii: "."))),
    HostileText("not a number", "NaN", 0, .unexpectedByte(UInt8(ascii: "N"))),
    HostileText("infinity", "-Infinity", 1, .unexpectedByte(UInt8(ascii: "I"))),
    HostileText("hexadecimal", "0x10", 1, .trailingBytes),
    HostileText("digits of another script", "١", 0, .unexpectedByte(0xD9)),
  ]

  private static let encodings: [HostileText] = [
    .string("lone high surrogate", Array(#"\ud83d"#.utf8), 1, .loneSurrogate),
    .string("lone low surrogate", Array(#"a\ude02"#.utf8), 2, .loneSurrogate),
    .string("surrogates the wrong way round", Array(#"\ude02\ud83d"#.utf8), 1, .loneSurrogate),
    .string("two high surrogates", Array(#"\ud83d\udbff"#.utf8), 1, .loneSurrogate),
    .string("high surrogate and the scalar after the low ones", Array(#"\ud83d\ue000"#.utf8), 1, .loneSurrogate),
    .string("high surrogate and a letter", Array(#"\ud83d\u0041"#.utf8), 1, .loneSurrogate),
    .string("high surrogate and a short escape", Array(#"\ud83d\n"#.utf8), 1, .loneSurrogate),
    HostileText("lone surrogate in a key", #"{"\ud800":1}"#, 2, .loneSurrogate),
    .string("unknown escape", Array(#"\x41"#.utf8), 1, .invalidEscape),
    .string("capital unicode escape", Array(#"\U0041"#.utf8), 1, .invalidEscape),
    .string("octal escape", Array(#"\0"#.utf8), 1, .invalidEscape),
    .string("escape of too few digits", Array(#"\u004"#.utf8), 1, .invalidEscape),
    .string("escape with a sign", Array(#"\u+041"#.utf8), 1, .invalidEscape),
    .string("NUL", [0], 1, .unescapedControl(0)),
    .string("line feed", [0x61, 0x0A], 2, .unescapedControl(0x0A)),
    .string("tab in the ninth byte", Array("abcdefgh\t".utf8), 9, .unescapedControl(0x09)),
    .string("unit separator", [0x1F], 1, .unescapedControl(0x1F)),
    .string("stray continuation", [0x80], 1, .invalidUTF8),
    .string("overlong slash in two bytes", [0xC0, 0xAF], 1, .invalidUTF8),
    .string("overlong letter in two bytes", [0xC1, 0x81], 1, .invalidUTF8),
    .string("overlong NUL", [0xC0, 0x80], 1, .invalidUTF8),
    .string("overlong in three bytes", [0xE0, 0x9F, 0xBF], 1, .invalidUTF8),
    .string("overlong in four bytes", [0xF0, 0x8F, 0xBF, 0xBF], 1, .invalidUTF8),
    .string("encoded surrogate", [0xED, 0xA0, 0x80], 1, .invalidUTF8),
    .string("encoded surrogate pair", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x82], 1, .invalidUTF8),
    .string("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80], 1, .invalidUTF8),
    .string("lead byte that does not exist", [0xF5, 0x80, 0x80, 0x80], 1, .invalidUTF8),
    .string("five-byte sequence", [0xF8, 0x88, 0x80, 0x80, 0x80], 1, .invalidUTF8),
    .string("0xFF", [0xFF], 1, .invalidUTF8),
    .string("two bytes, cut by the quote", [0xC3], 1, .invalidUTF8),
    .string("three bytes, cut by the quote", [0xE2, 0x82], 1, .invalidUTF8),
    .string("four bytes, cut by the quote", [0xF0, 0x9F, 0x98], 1, .invalidUTF8),
    HostileText("two bytes, cut by the end", bytes: [0x22, 0xC3], 1, .invalidUTF8),
    HostileText("four bytes, cut by the end", bytes: [0x22, 0xF0, 0x9F, 0x98], 1, .invalidUTF8),
    HostileText("UTF-16", bytes: [0xFF, 0xFE, 0x31, 0x00], 0, .unexpectedByte(0xFF)),
  ]

  /// Good JSON, but not what our writer would write.
  static let onlyRelaxed: [HostileText] = [
    HostileText("leading space", " 1", 0, .notCanonicalWhitespace),
    HostileText("trailing line feed", "{}\n", 2, .notCanonicalWhitespace),
    HostileText("space in an empty array", "[ ]", 1, .notCanonicalWhitespace),
    HostileText("space before a colon", #"{"a" :1}"#, 4, .notCanonicalWhitespace),
    HostileText("space after a colon", #"{"a": 1}"#, 5, .notCanonicalWhitespace),
    HostileText("space after a comma", "[1, 2]", 3, .notCanonicalWhitespace),
    HostileText("space before a comma", "[1 ,2]", 2, .notCanonicalWhitespace),
    HostileText("tab before a brace", "{\"a\":1\t}", 6, .notCanonicalWhitespace),
    HostileText("escaped letter", #""\u0041""#, 1, .notCanonicalEscape),
    HostileText("escaped slash", #""\/""#, 1, .notCanonicalEscape),
    HostileText("long escape of a line feed", #""\u000a""#, 1, .notCanonicalEscape),
    HostileText("long escape of a quote", #""\u0022""#, 1, .notCanonicalEscape),
    HostileText("long escape of a backslash", #""\u005c""#, 1, .notCanonicalEscape),
    HostileText("capital digits", #""\u000F""#, 1, .notCanonicalEscape),
    HostileText("escaped delete", #""\u007f""#, 1, .notCanonicalEscape),
    HostileText("escaped accent", #""\u00e9""#, 1, .notCanonicalEscape),
    HostileText("escaped surrogate pair", #""\ud83d\ude02""#, 1, .notCanonicalEscape),
    HostileText("keys out of order", #"{"b":1,"a":1}"#, 7, .notCanonicalOrder(key: "a")),
    HostileText("a key before its prefix", #"{"aa":1,"a":1}"#, 8, .notCanonicalOrder(key: "a")),
    HostileText("capitals after small letters", #"{"a":1,"B":1}"#, 7, .notCanonicalOrder(key: "B")),
    HostileText("an escaped key in the order of its spelling", #"{"A":1,"\n":1}"#, 7, .notCanonicalOrder(key: "\n")),
    HostileText("two escaped keys", #"{"\\":1,"\"":1}"#, 8, .notCanonicalOrder(key: "\"")),
    HostileText("accented key", #"{"è":1}"#, 1, .nonASCIIKey),
    HostileText("accented key behind an escape", #"{"\nè":1}"#, 1, .nonASCIIKey),
  ]
}

@Suite struct HostileJSONTests {
  @Test(arguments: HostileText.everywhere)
  func `a text that is not ours is refused in both forms, naming the reason and the byte`(_ hostile: HostileText) {
    let expected = JSONError(offset: hostile.offset, reason: hostile.reason)
    #expect(throws: expected) { try JSON.parse(hostile.bytes, form: .canonical) }
    #expect(throws: expected) { try JSON.parse(hostile.bytes, form: .relaxed) }
    hostile.bytes.withUnsafeBytes { raw in
      var scanner = CanonicalScanner(raw)
      #expect(throws: expected) {
        _ = try scanner.skipValue()
        try scanner.finish()
      }
    }
  }

  @Test(arguments: HostileText.onlyRelaxed)
  func `a text spelt otherwise than our writer spells it is relaxed only`(_ hostile: HostileText) throws {
    let expected = JSONError(offset: hostile.offset, reason: hostile.reason)
    #expect(throws: expected) { try JSON.parse(hostile.bytes, form: .canonical) }
    hostile.bytes.withUnsafeBytes { raw in
      var scanner = CanonicalScanner(raw)
      #expect(throws: expected) {
        _ = try scanner.skipValue()
        try scanner.finish()
      }
    }
    let tree = try JSON.parse(hostile.bytes, form: .relaxed)
    #expect(try JSON.parse(tree.canonicalBytes, form: .relaxed) == tree)
  }

  @Test(arguments: [
    (#"{"b":1,"a":1,"b":2}"#, 13, "b"), (#"{"a":1,"\u0061":2}"#, 7, "a"), (#"{"é":1,"\u00e9":2}"#, 8, "é"),
    (#"{ "a" : 1 , "c" : 2 , "a" : null }"#, 22, "a"),
  ])
  func `a duplicate is found whatever its order and spelling`(text: String, offset: Int, key: String) {
    #expect(throws: JSONError(offset: offset, reason: .duplicateKey(key))) {
      try JSON.parse(text.utf8, form: .relaxed)
    }
  }

  @Test func `32 levels are read in both forms`() throws {
    let text = String(repeating: "[", count: 31) + "{}" + String(repeating: "]", count: 31)
    let tree = try JSON.parse(text.utf8, form: .relaxed)
    #expect(try JSON.parse(text.utf8, form: .canonical) == tree)
    #expect(try tree.payloadBytes() == Array(text.utf8))
  }

  @Test func `the integer limits themselves are read`() throws {
    let text = "[9007199254740991,-9007199254740991,0]"
    #expect(try JSON.parse(text.utf8, form: .canonical) == [9_007_199_254_740_991, -9_007_199_254_740_991, 0])
  }

  @Test func `a text longer than the caller allows is refused before it is read`() throws {
    #expect(throws: JSONError(offset: 3, reason: .tooLarge(maximumBytes: 3))) {
      try JSON.parse("[[[[".utf8, form: .relaxed, maximumBytes: 3)
    }
    #expect(try JSON.parse("[1]".utf8, form: .canonical, maximumBytes: 3) == [1])
  }

  @Test func `a text is read from a slice, a string and a raw buffer alike`() throws {
    let bytes = Array(#"xx{"a":1}"#.utf8)
    let expected: JSON = ["a": 1]
    #expect(try JSON.parse(bytes[2...], form: .canonical) == expected)
    #expect(try JSON.parse(#"{"a":1}"#.utf8, form: .canonical) == expected)
    #expect(try JSON.parse(bytes.reversed().reversed().dropFirst(2), form: .canonical) == expected)
    let raw = try bytes.withUnsafeBytes { raw in
      try JSON.parse(UnsafeRawBufferPointer(rebasing: raw[2...]), form: .canonical)
    }
    #expect(raw == expected)
  }

  @Test func `what a refusal says cannot carry a hostile text's own commands`() {
    let key = "a\u{1B}[2J\n\u{202E}é" + String(repeating: "x", count: 500)
    let error = JSONError(offset: 7, reason: .duplicateKey(key))
    #expect(error.description.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) || $0 == "…" })
    #expect(error.description.hasPrefix(#"the member "a\u{1B}[2J\n\u{202E}\u{00E9}xxx"#))
    #expect(error.description.hasSuffix(#"x…" is given twice (at byte 7)"#))
    #expect(error.description.utf8.count < 200)
  }
}
