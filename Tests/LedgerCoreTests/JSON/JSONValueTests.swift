import LedgerCore
import Testing

@Suite struct JSONValueTests {
  static let composed = "\u{E9}"
  static let decomposed = "e\u{301}"

  @Test func `strings are equal by their bytes`() {
    #expect(Self.composed == Self.decomposed, "Swift's own equality takes the two for one")
    #expect(JSON.string(Self.composed) != JSON.string(Self.decomposed))
    #expect(Set<JSON>([.string(Self.composed), .string(Self.decomposed)]).count == 2)
    #expect(JSON.object([Self.composed: 1]) != JSON.object([Self.decomposed: 1]))
  }

  @Test func `canonically equal keys of different bytes are two members`() throws {
    let text = #"{"\#(Self.decomposed)":1,"\#(Self.composed)":2}"#
    let object = try #require(try JSON.parse(text.utf8, form: .relaxed).object)
    #expect(object.count == 2)
    #expect(object[Self.decomposed] == 1)
    #expect(object[Self.composed] == 2)
    #expect(JSON.object(object).canonicalBytes == Array(text.utf8))
  }

  @Test func `a member given twice is refused`() {
    #expect(throws: JSONError(offset: 0, reason: .duplicateKey("a"))) {
      try JSONObject([("a", 1), ("b", 2), ("a", 3)])
    }
  }

  @Test func `members are set, replaced and removed in canonical order`() {
    var object: JSONObject = ["b": 2, "d": 4]
    object["c"] = 3
    object["a"] = 1
    object["d"] = nil
    object["b"] = "two"
    object["x"] = nil
    #expect(object.keys == ["a", "b", "c"])
    #expect(object.map(\.value) == [1, "two", 3])
    #expect(object.count == 3)
    #expect(object["x"] == nil)
    #expect(object == ["c": 3, "b": "two", "a": 1])
  }

  @Test func `an accessor answers for its own kind only`() {
    let values: [JSON] = [.null, true, 7, "x", [1], ["k": "v"]]
    #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil])
    #expect(values.map(\.integer) == [nil, nil, 7, nil, nil, nil])
    #expect(values.map(\.string) == [nil, nil, nil, "x", nil, nil])
    #expect(values.map(\.array) == [nil, nil, nil, nil, [1], nil])
    #expect(values.map(\.object) == [nil, nil, nil, nil, nil, ["k": "v"]])
    #expect(values.map { $0["k"] } == [nil, nil, nil, nil, nil, "v"])
    #expect(Set(values).count == 6)
  }

  @Test func `a null member is not an absent one`() {
    let json: JSON = ["a": .null]
    #expect(json["a"] == .some(.null))
    #expect(json["b"] == nil)
  }

  @Test(arguments: [
    (JSON.integer(0), "0"), (.integer(-1), "-1"), (.integer(10), "10"), (.integer(.min), "-9223372036854775808"),
    (.integer(.max), "9223372036854775807"), (.null, "null"), (.bool(false), "false"), (.array([]), "[]"),
    (.object([:]), "{}"), (.string("\u{0}\u{1F}\u{7F}\u{2028}/"), "\"\\u0000\\u001f\u{7F}\u{2028}/\""),
    (.string("\u{8}\t\n\u{C}\r\"\\"), #""\b\t\n\f\r\"\\""#),
  ])
  func `each value has one canonical spelling`(json: JSON, text: String) {
    #expect(json.canonicalBytes == Array(text.utf8))
    var output = Array("=".utf8)
    json.write(into: &output)
    #expect(output == Array(("=" + text).utf8))
  }

  @Test(arguments: [
    (
      ["a": [1, .integer(JSON.maximumInteger + 1)]] as JSON,
      JSONError.Reason.outOfRange(path: "a[1]", type: "an integer within ±(2^53 − 1)")
    ),
    (.integer(.min), .outOfRange(path: "", type: "an integer within ±(2^53 − 1)")),
    (["a": ["è": 1]] as JSON, .nonASCIIKeyAt(path: "a[\"è\"]")),
    (
      (0..<32).reduce(JSON.array([])) { json, _ in .array([json]) },
      .tooDeep(path: String(repeating: "[0]", count: 32))
    ),
  ])
  func `a tree that no reader would accept has no payload bytes`(json: JSON, reason: JSONError.Reason) {
    #expect(throws: JSONError(offset: 0, reason: reason)) { try json.payloadBytes() }
  }

  @Test func `the text for people is indented by two and hides nothing`() {
    let json: JSON = ["b": [1, [], [:], ["x": .null]], "a": "caff\u{E8} \u{202E}\u{9B}\u{200B}\"\n"]
    #expect(
      json.prettyText == #"""
        {
          "a": "caffè \u202e\u009b\u200b\"\n",
          "b": [
            1,
            [],
            {},
            {
              "x": null
            }
          ]
        }
        """#)
  }
}
