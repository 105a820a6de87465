import LedgerCore
import Testing

@Suite struct CanonicalScannerTests {
  /// Runs a test over a text; the scanner must not leave the closure.
  private func scan(_ text: String, _ body: (inout CanonicalScanner) throws -> Void) throws {
    try Array(text.utf8).withUnsafeBytes { raw in
      var scanner = CanonicalScanner(raw)
      try body(&scanner)
    }
  }

  @Test func `an object with known members is read without a tree`() throws {
    try scan(#"{"actor":"01J","body":{"a":[1,{"b":null}]},"note":"è\n","revision":-3}"#) { scanner in
      try scanner.expect("{\"actor\":")
      let actor = try scanner.string()
      #expect(scanner.text(actor) == "01J")
      try scanner.expect(",\"body\":")
      let body = try scanner.skipValue(depth: 1)
      #expect(Array(scanner.bytes(body)) == Array(#"{"a":[1,{"b":null}]}"#.utf8))
      let hasLedger = scanner.accept(",\"ledger\":")
      #expect(!hasLedger)
      let hasNote = scanner.accept(",\"note\":")
      #expect(hasNote)
      #expect(try scanner.text() == "è\n")
      try scanner.expect(",\"revision\":")
      #expect(scanner.peek == UInt8(ascii: "-"))
      #expect(try scanner.integer() == -3)
      #expect(!scanner.atEnd)
      #expect(throws: JSONError(offset: 70, reason: .trailingBytes)) { try scanner.finish() }
      try scanner.expect("}")
      #expect(scanner.atEnd)
      #expect(scanner.peek == nil)
      #expect(scanner.position == 71)
      try scanner.finish()
    }
  }

  @Test func `a missing literal is named with its place`() throws {
    try scan(#"{"b":1}"#) { scanner in
      #expect(throws: JSONError(offset: 0, reason: .literalExpected("{\"a\":"))) { try scanner.expect("{\"a\":") }
      #expect(scanner.position == 0)
    }
    try scan(#"{"#) { scanner in
      let isAccepted = scanner.accept("{\"a\":")
      #expect(!isAccepted)
      #expect(scanner.position == 0)
    }
  }

  @Test(arguments: [#""è""#, #""\n""#, #""a\\b""#])
  func `an id with an escape or beyond ASCII is not plain`(text: String) throws {
    try scan(text) { scanner in
      #expect(throws: JSONError(offset: 0, reason: .notPlain)) { try scanner.string() }
    }
    #expect((try? JSON.parse(text.utf8, form: .canonical)) != nil, "it is canonical all the same")
  }

  @Test(arguments: ["\u{7F}", "", " ", "abcdefgh", "abcdefghi", "/", String(repeating: "x", count: 1000)])
  func `plain strings of every length are read whole`(content: String) throws {
    try scan("\"\(content)\"") { scanner in
      let range = try scanner.string()
      #expect(scanner.text(range) == content)
      #expect(scanner.atEnd)
    }
  }

  @Test func `every byte that needs a rule is seen in every place of a word`() throws {
    for place in 0..<20 {
      for byte in UInt8.min...UInt8.max {
        var content = [UInt8](repeating: UInt8(ascii: "x"), count: 20)
        content[place] = byte
        let bytes = [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")]
        let isPlain = (0x20..<0x80).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        let range = bytes.withUnsafeBytes { raw in
          var scanner = CanonicalScanner(raw)
          return try? scanner.string()
        }
        if isPlain {
          #expect(range == 1..<21, "byte \(byte) in place \(place)")
        } else if byte == UInt8(ascii: "\"") {
          #expect(range == 1..<(place + 1), "byte \(byte) in place \(place)")
        } else {
          #expect(range == nil, "byte \(byte) in place \(place)")
        }
      }
    }
  }

  @Test func `the depth that the caller has opened counts`() throws {
    let text = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
    try scan(text) { scanner in
      let range = try scanner.skipValue(depth: 1)
      #expect(range == 0..<62)
    }
    try scan(text) { scanner in
      #expect(throws: JSONError(offset: 30, reason: .depth)) { try scanner.skipValue(depth: 2) }
    }
  }

  @Test func `every cut of a canonical text is refused`() throws {
    let bytes = Array(#"{"a":[true,false,null,-12,"\u0001è😂"],"b":{"c":"d"}}"#.utf8)
    for length in 0..<bytes.count {
      let isRefused = bytes[..<length].withUnsafeBytes { raw in
        var scanner = CanonicalScanner(raw)
        return (try? scanner.skipValue()) == nil
      }
      #expect(isRefused, "cut at \(length)")
    }
  }
}
