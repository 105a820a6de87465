import Foundation
import LedgerCore
import Testing

/// The test vectors published with RFC 8785.
@Suite struct JSONVectorTests {
  /// Next to the checkout; absent from a plain clone.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data/vectors/rfc8785").standardizedFileURL

  static var arePresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: folder.path)
    if !isPresent { print("skipped the RFC 8785 vectors: there is no \(folder.path)") }
    return isPresent
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  @Test(.enabled(if: arePresent, "needs ../shared/data"), arguments: ["arrays", "french", "unicode", "weird"])
  func `an input of the RFC canonicalises to the published output`(name: String) throws {
    let json = try JSON.parse(Self.bytes("input/\(name).json"), form: .relaxed)
    #expect(json.canonicalBytes == (try Self.bytes("output/\(name).json")))
  }

  @Test(.enabled(if: arePresent, "needs ../shared/data"), arguments: [("structures", 41), ("values", 16)])
  func `an input of the RFC with floats is refused where the first one stands`(name: String, offset: Int) throws {
    let bytes = try Self.bytes("input/\(name).json")
    #expect(throws: JSONError(offset: offset, reason: .float)) { try JSON.parse(bytes, form: .relaxed) }
  }

  @Test(.enabled(if: arePresent, "needs ../shared/data"))
  func `an input of the RFC whose one float is made an integer canonicalises to the published output`() throws {
    let input = String(decoding: try Self.bytes("input/structures.json"), as: UTF8.self)
    let json = try JSON.parse(input.replacingOccurrences(of: "56.0", with: "56").utf8, form: .relaxed)
    #expect(json.canonicalBytes == (try Self.bytes("output/structures.json")))
  }

  @Test(.enabled(if: arePresent, "needs ../shared/data"), arguments: ["arrays", "structures", "unicode"])
  func `a published output with ASCII keys is canonical`(name: String) throws {
    let bytes = try Self.bytes("output/\(name).json")
    #expect(try JSON.parse(bytes, form: .canonical).canonicalBytes == bytes)
  }

  @Test func `the sorting example of RFC 8785 3_2_3 comes out in the order given there`() throws {
    let input = #"""
      {
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
      }
      """#
    let values = try #require(try JSON.parse(input.utf8, form: .relaxed).object).map(\.value)
    #expect(
      values == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
      ])
  }

  @Test func `the strings of RFC 8785 3_2_2 are escaped as given there`() throws {
    let input = #"{"literals":[null,true,false],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}"#
    let output = #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
    #expect(try JSON.parse(input.utf8, form: .relaxed).canonicalBytes == Array(output.utf8))
  }
}
