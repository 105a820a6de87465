import LedgerCore
import Testing

private enum Medium: String, Codable {
  case paper = "signed-paper"
  case call = "recorded-call"
}

private struct Seen: Codable, Equatable {
  var root: String
  var size: UInt32
}

private struct Entry: Codable, Equatable {
  var amount: Int
  var medium: Medium
  var note: String?
  var seen: Seen
  var shares: [Int64]
  var tags: [String: UInt8]
  var urgent: Bool?
}

/// Three elements in an array, as a posting.
private struct Posting: Codable, Equatable {
  var account: String
  var commodity: String
  var amount: Int

  init(account: String, commodity: String, amount: Int) {
    (self.account, self.commodity, self.amount) = (account, commodity, amount)
  }

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    account = try container.decode(String.self)
    commodity = try container.decode(String.self)
    amount = try container.decode(Int.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(account)
    try container.encode(commodity)
    try container.encode(amount)
  }
}

private enum Shape: Codable, Equatable {
  case point
  case circle(radius: Int)
  case pair(Int, Int)
}

private struct Slug: Codable, Equatable {
  struct Malformed: Error, CustomStringConvertible {
    var description: String { "a slug has no capitals" }
  }

  var text: String

  init(_ text: String) { self.text = text }

  init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
    if text != text.lowercased() { throw Malformed() }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

private struct Empty: Codable, Equatable {}

private struct Optionals: Codable, Equatable {
  var bool: Bool?
  var double: Double?
  var int: Int?
  var int8: Int8?
  var slug: Slug?
  var string: String?
  var uint64: UInt64?
}

/// Tries one shape, then another.
private enum Either: Codable, Equatable {
  case seen(Seen), slug(Slug)

  init(from decoder: any Decoder) throws {
    do {
      self = .seen(try decoder.singleValueContainer().decode(Seen.self))
    } catch {
      self = .slug(try decoder.singleValueContainer().decode(Slug.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .seen(let seen): try container.encode(seen)
    case .slug(let slug): try container.encode(slug)
    }
  }
}

/// Looks at one member first, then lets another type read the same object.
private struct Discriminated: Decodable {
  enum Keys: String, CodingKey { case root }

  let root: String
  let seen: Seen

  init(from decoder: any Decoder) throws {
    root = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .root)
    seen = try decoder.singleValueContainer().decode(Seen.self)
  }
}

/// Flattens two levels with containers of its own.
private struct Flat: Codable, Equatable {
  enum Keys: String, CodingKey { case inner, list }
  enum InnerKeys: String, CodingKey { case value }

  var value: Int
  var first: Int

  init(value: Int, first: Int) { (self.value, self.first) = (value, first) }

  init(from decoder: any Decoder) throws {
    let outer = try decoder.container(keyedBy: Keys.self)
    value = try outer.nestedContainer(keyedBy: InnerKeys.self, forKey: .inner).decode(Int.self, forKey: .value)
    var list = try outer.nestedUnkeyedContainer(forKey: .list)
    first = try list.decode(Int.self)
  }

  func encode(to encoder: any Encoder) throws {
    var outer = encoder.container(keyedBy: Keys.self)
    var inner = outer.nestedContainer(keyedBy: InnerKeys.self, forKey: .inner)
    try inner.encode(value, forKey: .value)
    var list = outer.nestedUnkeyedContainer(forKey: .list)
    try list.encode(first)
  }
}

/// Fills in what is missing and writes it.
private struct Defaulted: Codable {
  var size: Int

  init(from decoder: any Decoder) throws {
    size = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Int.self, forKey: .size) ?? 0
  }
}

/// Reads any spelling and writes one.
private struct Folding: Codable {
  var name: String

  init(from decoder: any Decoder) throws {
    name = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name).lowercased()
  }
}

@Suite struct JSONCodingTests {
  private static let entry = Entry(
    amount: -125_000, medium: .paper, note: nil, seen: Seen(root: "cm9vdA==", size: 41), shares: [1, 2],
    tags: ["b": 2, "a": 1], urgent: true)
  private static let text =
    #"{"amount":-125000,"medium":"signed-paper","seen":{"root":"cm9vdA==","size":41},"shares":[1,2],"#
    + #""tags":{"a":1,"b":2},"urgent":true}"#

  private func decode<T: Decodable>(_ type: T.Type, _ text: String) throws(JSONError) -> T {
    try JSONDecoding.decode(type, from: try JSON.parse(text.utf8, form: .relaxed))
  }

  private func decodeExactly<T: Codable>(_ type: T.Type, _ text: String) throws(JSONError) -> T {
    try JSONDecoding.decodeExactly(type, from: try JSON.parse(text.utf8, form: .relaxed))
  }

  private func expect<T: Codable>(_ value: T, isWrittenAs text: String) throws where T: Equatable {
    #expect(String(decoding: try JSONEncoding.encode(value).canonicalBytes, as: UTF8.self) == text)
    #expect(try decode(T.self, text) == value)
    #expect(try decodeExactly(T.self, text) == value)
  }

  private func expectRefusal(_ reason: JSONError.Reason, _ body: () throws -> Void) {
    #expect(throws: JSONError(offset: 0, reason: reason), performing: body)
  }

  @Test func `a value is written in canonical order without its nil members, and read back`() throws {
    try expect(Self.entry, isWrittenAs: Self.text)
  }

  @Test func `arrays, enumerations, wrappers and containers of one's own go both ways`() throws {
    try expect([Posting(account: "assets:x", commodity: "EUR", amount: -1)], isWrittenAs: #"[["assets:x","EUR",-1]]"#)
    try expect([Shape.point, .circle(radius: 2)], isWrittenAs: #"[{"point":{}},{"circle":{"radius":2}}]"#)
    try expect(Shape.pair(1, 2), isWrittenAs: #"{"pair":{"_0":1,"_1":2}}"#)
    try expect([Medium.call], isWrittenAs: #"["recorded-call"]"#)
    try expect(Slug("fondo"), isWrittenAs: #""fondo""#)
    try expect(["x": [Slug("a")]], isWrittenAs: #"{"x":["a"]}"#)
    try expect([Int?.none, 1], isWrittenAs: "[null,1]")
    try expect(Empty(), isWrittenAs: "{}")
    try expect([Empty()], isWrittenAs: "[{}]")
    try expect([Bool](), isWrittenAs: "[]")
    try expect(true, isWrittenAs: "true")
    try expect(Flat(value: 1, first: 2), isWrittenAs: #"{"inner":{"value":1},"list":[2]}"#)
    try expect([Either.seen(Seen(root: "r", size: 1)), .slug(Slug("s"))], isWrittenAs: #"[{"root":"r","size":1},"s"]"#)
    try expect([1: "one"], isWrittenAs: #"{"1":"one"}"#)
  }

  @Test func `every width of integer is written, and read within its range`() throws {
    func check<T: FixedWidthInteger & Codable>(_ type: T.Type) throws {
      for value in [T.min, 0, T.max] {
        guard let integer = Int(exactly: value), integer.magnitude <= JSON.maximumInteger else {
          expectRefusal(.outOfRange(path: "[0]", type: "an integer within ±(2^53 − 1)")) {
            _ = try JSONEncoding.encode([value])
          }
          continue
        }
        try expect([value], isWrittenAs: "[\(value)]")
        try expect(["k": value], isWrittenAs: #"{"k":\#(value)}"#)
      }
      if T.bitWidth < 53 {
        expectRefusal(.outOfRange(path: "[0]", type: "\(T.self)")) { _ = try decode([T].self, "[\(Int(T.max) + 1)]") }
        expectRefusal(.outOfRange(path: "[0]", type: "\(T.self)")) { _ = try decode([T].self, "[\(Int(T.min) - 1)]") }
      }
    }
    try check(Int.self)
    try check(Int8.self)
    try check(Int16.self)
    try check(Int32.self)
    try check(Int64.self)
    try check(Int128.self)
    try check(UInt.self)
    try check(UInt8.self)
    try check(UInt16.self)
    try check(UInt32.self)
    try check(UInt64.self)
    try check(UInt128.self)
    expectRefusal(.outOfRange(path: "", type: "UInt")) { _ = try decode(UInt.self, "-1") }
  }

  @Test func `a floating-point number is refused wherever it hides`() {
    expectRefusal(.floatAt(path: "")) { _ = try JSONEncoding.encode(1.0) }
    expectRefusal(.floatAt(path: "a[0]")) { _ = try JSONEncoding.encode(["a": [Float(1)]]) }
    expectRefusal(.floatAt(path: "double")) { _ = try JSONEncoding.encode(Optionals(double: 1)) }
    expectRefusal(.floatAt(path: "[0]")) { _ = try decode([Double].self, "[1]") }
    expectRefusal(.floatAt(path: "double")) { _ = try decode(Optionals.self, #"{"double":1}"#) }
  }

  @Test(arguments: [
    (#"{"root":"r","size":1,"x":1}"#, JSONError.Reason.unknownMember(path: "x")),
    (#"{"root":"r"}"#, .missingMember(path: "size")),
    (#"{"root":1,"size":1}"#, .typeMismatch(path: "root", expected: "a string")),
    (#"{"root":"r","size":"1"}"#, .typeMismatch(path: "size", expected: "an integer")),
    (#"{"root":"r","size":true}"#, .typeMismatch(path: "size", expected: "an integer")),
    (#"{"root":"r","size":null}"#, .typeMismatch(path: "size", expected: "an integer")),
    (#"{"root":"r","size":-1}"#, .outOfRange(path: "size", type: "UInt32")),
    ("[]", .typeMismatch(path: "", expected: "an object")),
    ("null", .typeMismatch(path: "", expected: "an object")),
  ])
  func `an object that is not exactly what its type says is refused`(text: String, reason: JSONError.Reason) {
    expectRefusal(reason) { _ = try decode(Seen.self, text) }
  }

  @Test func `the path leads to the refusal`() {
    expectRefusal(.unknownMember(path: "seen.x")) {
      let seen = #"{"root":"","size":1,"x":1}"#
      _ = try decode(Entry.self, #"{"amount":1,"medium":"signed-paper","seen":\#(seen),"shares":[],"tags":{}}"#)
    }
    expectRefusal(.typeMismatch(path: "a[1].size", expected: "an integer")) {
      _ = try decode([String: [Seen]].self, #"{"a":[{"root":"","size":1},{"root":"","size":[]}]}"#)
    }
    expectRefusal(.outOfRange(path: "[\"è\"]", type: "UInt8")) { _ = try decode([String: UInt8].self, #"{"è":256}"#) }
    expectRefusal(.invalidValue(path: "[1]", why: "a slug has no capitals")) {
      _ = try decode([Slug].self, #"["a","B"]"#)
    }
    expectRefusal(.typeMismatch(path: "", expected: "an array")) { _ = try decode([Int].self, "{}") }
    expectRefusal(.typeMismatch(path: "[0]", expected: "true or false")) { _ = try decode([Bool].self, "[0]") }
    expectRefusal(.missingMember(path: "[0][2]")) { _ = try decode([Posting].self, #"[["a","EUR"]]"#) }
    expectRefusal(.unknownMember(path: "[0][3]")) { _ = try decode([Posting].self, #"[["a","EUR",1,null]]"#) }
    expectRefusal(.unknownMember(path: "inner.x")) {
      _ = try decode(Flat.self, #"{"inner":{"value":1,"x":2},"list":[1]}"#)
    }
    expectRefusal(.unknownMember(path: "list[1]")) {
      _ = try decode(Flat.self, #"{"inner":{"value":1},"list":[1,2]}"#)
    }
    expectRefusal(.unknownMember(path: "x")) { _ = try decode(Empty.self, #"{"x":1}"#) }
    expectRefusal(.typeMismatch(path: "", expected: "an object")) { _ = try decode(Empty.self, "7") }
    expectRefusal(.unknownMember(path: "[0].circle.x")) {
      _ = try decode([Shape].self, #"[{"circle":{"radius":1,"x":1}}]"#)
    }
  }

  @Test func `an unknown raw value is refused at its place`() throws {
    let error = #expect(throws: JSONError.self) { try decode([Medium].self, #"["signed-paper","fax"]"#) }
    guard case .invalidValue("[1]", let why) = try #require(error).reason else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(why.contains("fax"))
  }

  @Test(arguments: [
    ("bool", "true or false"), ("int", "an integer"), ("int8", "an integer"), ("slug", "a string"),
    ("string", "a string"), ("uint64", "an integer"),
  ])
  func `a null is not an absent member`(key: String, expected: String) throws {
    expectRefusal(.typeMismatch(path: key, expected: expected)) { _ = try decode(Optionals.self, #"{"\#(key)":null}"#) }
    #expect(try decode(Optionals.self, "{}") == Optionals())
  }

  @Test func `a type that tries two shapes is judged by the one that fits`() throws {
    #expect(try decode(Either.self, #"{"root":"r","size":1}"#) == .seen(Seen(root: "r", size: 1)))
    #expect(throws: JSONError.self) { try decode(Either.self, #"{"root":"r","size":1,"x":1}"#) }
  }

  @Test func `a type that lets another read the whole object answers for nothing itself`() throws {
    #expect(try decode(Discriminated.self, #"{"root":"r","size":1}"#).seen == Seen(root: "r", size: 1))
    expectRefusal(.unknownMember(path: "x")) { _ = try decode(Discriminated.self, #"{"root":"r","size":1,"x":1}"#) }
  }

  @Test func `two keys that a dictionary would merge are refused`() {
    let json: JSON = .object([JSONValueTests.composed: 1, JSONValueTests.decomposed: 2])
    #expect(throws: JSONError.self) { try JSONDecoding.decode([String: Int].self, from: json) }
  }

  @Test func `a value that would be written otherwise is not exact`() throws {
    expectRefusal(.missingMember(path: "size")) { _ = try decodeExactly(Defaulted.self, "{}") }
    expectRefusal(.notExact(path: "[1].name")) {
      _ = try decodeExactly([Folding].self, #"[{"name":"a"},{"name":"B"}]"#)
    }
    #expect(try decode(Folding.self, #"{"name":"B"}"#).name == "b")
  }

  @Test func `a tree too deep for every reader is not encoded`() {
    let deep = (0..<33).reduce(Nest(inner: [])) { nest, _ in Nest(inner: [nest]) }
    let path = "inner" + String(repeating: "[0].inner", count: 15) + "[0]"
    expectRefusal(.tooDeep(path: path)) { _ = try JSONEncoding.encode(deep) }
  }
}

private struct Nest: Codable {
  var inner: [Nest]
}
