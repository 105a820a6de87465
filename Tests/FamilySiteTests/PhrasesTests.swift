import FamilySite
import Foundation
import LedgerCore
import Testing

@testable import MastroWeb

/// Every sentence of the sources is there in every language, with the same places, and nothing else is.
@Suite struct PhrasesTests {
  private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/FamilySite")

  /// Phrases in the sources of some folders: what is said, labels of fields, buttons.
  static func keys(in folders: [String]) throws -> Set<String> {
    var keys: Set<String> = []
    for folder in folders {
      let place = Self.folder.appending(path: folder)
      let files =
        folder.hasSuffix(".swift")
        ? [place]
        : try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
          .filter { $0.pathExtension == "swift" }
      for file in files { keys.formUnion(phrases(in: try String(contentsOf: file, encoding: .utf8))) }
    }
    return keys
  }

  /// Up to the quotation mark with which a phrase begins; `visit.say` is two words here.
  private nonisolated(unsafe) static let beginning =
    /(?:\bsay\(|visit\.text\(|NavigationItem\(|yesOrNo\(|\b(?:submit|hint|yes|no):|\b(?:field|choices|fault)\(\s*(?:"[^"]*"|[\w.]+(?:\([^()]*\))?),)\s*"/
    .wordBoundaryKind(.simple)

  private static func phrases(in source: String) -> Set<String> {
    var found: Set<String> = []
    for match in source.matches(of: PhrasesTests.beginning) {
      if let key = key(source[match.range.upperBound...]) { found.insert(key) }
    }
    return found
  }

  /// A literal up to its end, with a place for each value.
  private static func key(_ text: Substring) -> String? {
    var key = ""
    var places = 0
    var rest = text
    while let next = rest.popFirst() {
      if next == "\"" { return key }
      guard next == "\\", rest.first == "(" else {
        key.append(next)
        continue
      }
      places += 1
      key += "{\(places)}"
      var depth = 0
      while let inner = rest.popFirst() {
        depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
        if depth == 0 { break }
      }
    }
    return nil
  }

  private static func places(_ text: String) -> [String] {
    text.matches(of: /\{\d+\}/).map { String($0.output) }.sorted()
  }

  private static func texts(_ bytes: [UInt8]) throws -> [String: String] {
    var texts: [String: String] = [:]
    for member in try JSON.parse(bytes, form: .relaxed).object ?? [:] { texts[member.key] = member.value.string }
    return texts
  }

  @Test func `every language has every phrase of the family's pages with the same places`() throws {
    let family = try Self.keys(in: ["Household", "People", "FamilySite.swift"])
    let partners = try Self.keys(in: ["Creditor", "Host", "PartnerSite.swift"])
    #expect(family.count > 200 && partners.count > 100, "the sources are read")
    #expect(FamilySite.phrases.map(\.tag).sorted() == ["ar", "es", "fr", "it", "ro", "sq", "uk"])
    for (tag, bytes) in FamilySite.phrases {
      let texts = try Self.texts(bytes)
      let wanted = tag == "it" ? family.union(partners) : family
      #expect(Set(texts.keys).subtracting(wanted).sorted() == [], "\(tag) has phrases that nobody says")
      #expect(wanted.subtracting(texts.keys).sorted() == [], "\(tag) lacks phrases")
      for (key, text) in texts {
        #expect(Self.places(key) == Self.places(text), "\(tag): \(key)")
        #expect(!text.isEmpty, "\(tag): \(key)")
      }
    }
  }

  @Test func `what every page says, and what is signed, is there in the family's languages, too`() throws {
    let italian = try Self.texts(#require(OwnPages.phrases.first { $0.tag == "it" }).bytes)
    #expect(OwnPages.phrases.map(\.tag).sorted() == FamilySite.phrases.map(\.tag).sorted())
    for (tag, bytes) in OwnPages.phrases {
      let texts = try Self.texts(bytes)
      #expect(Set(italian.keys).symmetricDifference(texts.keys).sorted() == [], "\(tag)")
      for (key, text) in texts { #expect(Self.places(key) == Self.places(text), "\(tag): \(key)") }
    }
  }
}
