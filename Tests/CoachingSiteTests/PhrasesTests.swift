import CoachingSite
import Foundation
import LedgerCore
import Testing

/// Every sentence of the sources is there in Italian, with the same places, and nothing else is.
@Suite struct PhrasesTests {
  private static func sources() throws -> [String] {
    let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/CoachingSite")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
  }

  private static func italian() throws -> [String: String] {
    var texts: [String: String] = [:]
    let bytes = try #require(CoachingSite.phrases.first { $0.tag == "it" }).bytes
    for member in try JSON.parse(bytes, form: .relaxed).object ?? [:] { texts[member.key] = member.value.string }
    return texts
  }

  private static func places(_ text: String) -> [String] {
    text.matches(of: /\{\d+\}/).map { String($0.output) }.sorted()
  }

  @Test func `every phrase of the educators' pages is there in Italian`() throws {
    let sources = try Self.sources()
    #expect(sources.count > 20, "the sources are read")
    let texts = try Self.italian()
    var wanted: Set<String> = []
    var literals: Set<String> = []
    for source in sources {
      wanted.formUnion(PhraseKeys.of(source))
      literals.formUnion(PhraseKeys.literals(in: source))
    }
    #expect(wanted.subtracting(texts.keys).sorted() == [], "these are not translated")
    #expect(Set(texts.keys).subtracting(literals).sorted() == [], "nobody says these")
    for (key, text) in texts {
      #expect(Self.places(key) == Self.places(text), "\(key)")
      #expect(!text.isEmpty, "\(key)")
    }
  }
}
