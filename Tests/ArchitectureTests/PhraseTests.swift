import LedgerCore
import Testing

/// Every sentence of the sites is there in every language that a site promises, with the same places, and no other is.
@Suite struct PhraseTests {
  /// One site: who reads it, in which languages, and what of its literals nobody reads.
  struct Site: Sendable, CustomTestStringConvertible {
    let name: String
    /// The languages beside English.
    var tags: [String] = ["it"]
    /// Files and folders of those who read it in Italian and English alone.
    var italianAlone: [String] = []
    /// Words of programs, separators and terms of formulas, which are the same in every language.
    var others: Set<String> = []

    var testDescription: String { name }
  }

  static let household = ["ar", "es", "fr", "it", "ro", "sq", "uk"]
  static let sites = [
    Site(
      name: "OfficeSite", others: ["CSV: {1}", "IBAN"]),
    Site(
      name: "CaseworkSite",
      others: [
        "%PDF-", "a choice is missing", "a page for members was shown to nobody", "no debt was chosen", "u{1E}",
        "u{1F}",
      ]),
    Site(
      name: "CoachingSite",
      others: [" (COICOP {1})", "C_cash", "C_static", "Sav", "atSource", "nextStep", "text/html; charset=utf-8"]),
    Site(
      name: "FamilySite", tags: household, italianAlone: ["Creditor/", "Host/", "PartnerSite.swift"],
      others: ["no hours", "text/html; charset=utf-8"]),
    Site(name: "AuditSite", others: ["AuditSite/Assets/{1}", "cutShort"]),
  ]

  static func texts(_ site: String, _ tag: String) throws -> [String: String] {
    let json = try JSON.parse(try Repository.text("Sources/\(site)/Phrases/\(tag).json").utf8, form: .relaxed)
    return try Dictionary(
      #require(json.object).map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  private static func literals(in files: [SourceFile]) -> Set<String> {
    files.reduce(into: []) { $0.formUnion(PhraseKeys.literals(in: $1.text)) }
  }

  /// What is said: where the call tells, it may be one small word.
  private static func spoken(in files: [SourceFile]) -> Set<String> {
    files.reduce(into: []) { keys, file in
      for match in file.text.matches(of: #/(?:say|visit\.text|phrases\.text)\(\s*"/#) {
        if let key = PhraseKeys.literal(after: file.text[match.range.upperBound...]) { keys.insert(key) }
      }
    }
  }

  private static func places(_ text: String) -> [String] {
    text.matches(of: #/\{\d+\}/#).map { String($0.output) }.sorted()
  }

  @Test(arguments: sites) func `a site says nothing that is not translated, and translates nothing else`(
    site: Site
  ) throws {
    let own = ["\(site.name)/Phrases"]
    for tag in site.tags {
      let texts = try Self.texts(site.name, tag)
      let everyPage = try Self.texts("MastroWeb", tag)
      let files = Repository.sources(of: site.name).filter { file in
        tag == "it" || !site.italianAlone.contains { file.path.hasPrefix("Sources/\(site.name)/\($0)") }
      }
      let literals = Self.literals(in: files)
      let said = PhraseKeys.words(in: literals, Self.spoken(in: files)).subtracting(site.others).subtracting(own)
      #expect(said.count > 50, "the sources are read")
      #expect(said.filter { texts[$0] == nil && everyPage[$0] == nil }.sorted() == [], "\(tag) lacks these")
      #expect(Set(texts.keys).subtracting(literals).sorted() == [], "\(tag) has these, and nobody says them")
    }
  }

  @Test(arguments: sites) func `what is set apart as no words of ours stands in the sources`(site: Site) throws {
    #expect(site.others.subtracting(Self.literals(in: Repository.sources(of: site.name))).sorted() == [])
    for folder in site.italianAlone {
      #expect(Repository.sources(of: site.name).contains { $0.path.hasPrefix("Sources/\(site.name)/\(folder)") })
    }
  }

  /// Where the server itself says something, it is called so.
  @Test func `what every page says is there in every language of the households`() throws {
    let files = Repository.sources(of: "MastroWeb")
    // The glossary has its own tables, which its own tests know.
    let speakers = files.filter { !$0.path.contains("/Glossary/") }
    let said = PhraseKeys.words(in: [], Self.spoken(in: speakers))
    let literals = Self.literals(in: files + Repository.sources(of: "AuditSite"))
    let italian = try Self.texts("MastroWeb", "it")
    #expect(said.count > 20, "\(said.count) phrases are read")
    #expect(said.filter { italian[$0] == nil }.sorted() == [], "these are not translated")
    #expect(italian.keys.filter { !literals.contains($0) }.sorted() == [], "nobody says these")
    for tag in Self.household {
      #expect(Set(try Self.texts("MastroWeb", tag).keys).symmetricDifference(italian.keys).sorted() == [], "\(tag)")
    }
  }

  @Test(arguments: sites + [Site(name: "MastroWeb", tags: household)])
  func `a translation has the places of its phrase`(
    site: Site
  ) throws {
    for tag in site.tags {
      for (key, text) in try Self.texts(site.name, tag) {
        #expect(!text.isEmpty, "\(tag): \(key)")
        #expect(Self.places(key) == Self.places(text), "\(tag): \(key)")
      }
    }
  }
}
