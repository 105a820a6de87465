import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// What a person sees before they sign: complete, and in words.
@Suite struct StatementTests {
  static let languages = [Language.italian, .english]

  static func entry(_ kind: Kind) throws -> Entry {
    try #require(GlossaryFiles.entries.first { $0.kind == kind }, "\(kind)")
  }

  /// Everything that a statement shows, as text.
  static func text(_ statement: EntryStatement, in language: Language) -> String {
    Block.html(statement.blocks, in: language)
  }

  @Test(arguments: GlossaryFiles.entries.indices) func `every member of the body is shown`(index: Int) {
    let entry = GlossaryFiles.entries[index]
    for language in Self.languages {
      let glossary = Glossary(language)
      let statement = glossary.statement(of: entry)
      let html = Self.text(statement, in: language)
      for path in entry.leafPaths {
        let label = glossary.inlineMember(path, of: entry.kind).text(in: language)
        #expect(html.contains(label.escaped), "\(entry.kind) \(path) in \(language.tag)")
      }
      #expect(statement.heading.text(in: language) == glossary.kind(entry.kind))
    }
  }

  @Test(arguments: GlossaryFiles.entries.indices) func `as many values are shown as the body has`(index: Int) {
    let entry = GlossaryFiles.entries[index]
    let statement = Glossary(.english).statement(of: entry)
    let filled = statement.tables.flatMap(\.rows).joined().count { $0 != .none }
    let numbers = statement.tables.map(\.rows.count).reduce(0, +)
    let moved = statement.important.count - statement.importantOfBody(entry)
    #expect(statement.content.count + statement.important.count - moved + filled - numbers == entry.valueCount)
  }

  @Test(arguments: GlossaryFiles.entries.indices) func `every posting is shown with its account in words`(index: Int) {
    let entry = GlossaryFiles.entries[index]
    for language in Self.languages {
      let statement = Glossary(language).statement(of: entry)
      #expect((statement.effects?.rows.count ?? 0) == entry.postings.lines.count)
      for line in entry.postings.lines {
        let words = Glossary(language).account(line.account)
        #expect(words != .code(line.account.text), "\(line.account) has no words")
      }
    }
  }

  @Test func `amount and payee come first, in plain words`() throws {
    let statement = Glossary(.italian).statement(of: try Self.entry("grant.approved")) { thing in
      switch thing {
      case .member: "Elena Bianchi"
      case .party: "Condominio Verdi"
      case .file: "G7"
      case .body, .entry: nil
      }
    }
    let first = statement.important.map { "\($0.label.text(in: .italian)): \($0.value.text(in: .italian))" }
    #expect(first == ["Importo: 100,00\u{00A0}€", "Chi riceve il pagamento: Condominio Verdi"])
    let signing = statement.signing.map { "\($0.label.text(in: .italian)): \($0.value.text(in: .italian))" }
    #expect(signing.contains("Chi firma: Elena Bianchi"))
    #expect(signing.contains("In qualità di: commissione"))
    #expect(signing.contains("Riguarda: Contributo a fondo perduto G7"))
  }

  @Test func `without an amount of its own, an entry shows what it moves`() throws {
    let statement = Glossary(.english).statement(of: try Self.entry("plan.accepted"))
    #expect(statement.important.contains { $0.label.text(in: .english) == "Creditor" })
    for entry in GlossaryFiles.entries where entry.postings.lines.contains(where: { $0.account.isUnder("assets:bank") })
    {
      #expect(!Glossary(.english).statement(of: entry).important.isEmpty, "\(entry.kind)")
    }
  }

  @Test func `what the fund has and what it owes grow with a plus`() throws {
    let received = Glossary(.english).statement(of: try Self.entry("capital.received"))
    let changes = try #require(received.effects).rows.map { row in
      if case .inline(let change) = row[1] { change.text(in: .english) } else { "" }
    }
    #expect(changes == Array(repeating: "+€1,000.00", count: 4), "bank, available, repayable, owed to funders")
  }

  @Test func `instalments are a table with a row for each`() throws {
    let tables = Glossary(.italian).statement(of: try Self.entry("loan.approved")).tables
    let schedule = try #require(tables.first { $0.rows.count == 12 })
    #expect(
      schedule.columns.map { $0.title.text(in: .italian) } == ["Numero", "Scadenza", "Interessi", "Capitale"])
    #expect(schedule.rows[0][2] == .inline("\(Money(cents: 800))"))
  }

  @Test(arguments: ["guarantee.claimed", "plan.opened", "plan.proposed"])
  func `a list of amounts shows first what they come to`(kind: String) throws {
    let statement = Glossary(.english).statement(of: try Self.entry(try #require(Kind(kind))))
    #expect(statement.important.first?.value.text(in: .english).contains("€") == true)
  }

  @Test func `a restriction keeps the name that people gave it`() throws {
    let glossary = Glossary(.italian)
    #expect(glossary.account("equity:fund:casa:food:available").text(in: .italian) == "Disponibile in food (casa)")
    #expect(glossary.account("equity:fund:casa:free:lent").text(in: .italian) == "Prestato da fondi liberi (casa)")
  }

  @Test func `a sealed document is named by the beginning of its digest`() throws {
    let statement = Glossary(.italian).statement(of: try Self.entry("plan.breached"))
    let notice = try #require(statement.content.first).value.text(in: .italian)
    #expect(notice.hasPrefix("documento sigillato, impronta ") && notice.hasSuffix("…"))
  }

  @Test func `a name in another script is isolated, and a script in a name stays text`() throws {
    let statement = Glossary(.italian).statement(of: try Self.entry("grant.approved")) { _ in
      "<script>alert(1)</script>محمد"
    }
    let html = Self.text(statement, in: .italian)
    #expect(!html.contains("<script>") && html.contains("<bdi dir=\"auto\">&lt;script"))
  }

  @Test func `members that nobody knows are shown as they are`() throws {
    let known = try Self.entry("grant.approved")
    let entry = Entry(
      header: known.header, body: Array(#"{"amount":1,"inner":{"strange":true},"list":[1,[2]],"odd":null}"#.utf8),
      postings: .none)
    let content = Glossary(.english).statement(of: entry).content
    let rows = content.map { "\($0.label.text(in: .english)) = \($0.value.text(in: .english))" }
    #expect(rows == ["inner: strange = yes", "list 1 = 1", "list 2 = 2", "odd = none"])
  }

  @Test(arguments: Language.all.map(\.tag)) func `a statement can be read in every language`(tag: String) throws {
    let language = try #require(Language(tag: tag))
    for entry in GlossaryFiles.entries {
      #expect(!Self.text(Glossary(language).statement(of: entry), in: language).isEmpty)
    }
    let accepted = Glossary(language).statement(of: try Self.entry("service.accepted"))
    let labels = (accepted.important + accepted.signing + accepted.content).map(\.label)
    #expect(!labels.contains { $0.isEnglish }, "what a family signs is in its own language")
  }
}

extension Inline {
  /// Whether the line had to be written in English.
  fileprivate var isEnglish: Bool { self == Inline(text(in: .english)).written(in: .english) }
}

extension String {
  fileprivate var escaped: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension EntryStatement {
  /// How many of the important rows come from the body rather than from the postings.
  fileprivate func importantOfBody(_ entry: Entry) -> Int {
    let labels = Set(entry.memberPaths.map { Glossary(.english).inlineMember($0, of: entry.kind).text(in: .english) })
    let tables = Set(tables.map { $0.caption.text(in: .english) })
    return important.count { term in
      let label = term.label.text(in: .english)
      return !tables.contains(label) && labels.contains { label.hasSuffix($0) }
    }
  }
}

extension Entry {
  /// The paths of all values that are no objects.
  fileprivate var leafPaths: [[String]] {
    let all = memberPaths
    return all.filter { path in !all.contains { $0.count > path.count && $0.starts(with: path) } }
  }

  /// How many values the body has; a list of plain values counts as one, and so does an empty one.
  fileprivate var valueCount: Int {
    func count(_ value: JSON) -> Int {
      switch value {
      case .object(let object): object.isEmpty ? 1 : object.map { count($0.value) }.reduce(0, +)
      case .array(let elements): value.isListOfScalars ? 1 : elements.map(count).reduce(0, +)
      case .null, .bool, .integer, .string: 1
      }
    }
    return (try? JSON.parse(body, form: .relaxed)).map { $0.object?.isEmpty == true ? 0 : count($0) } ?? 0
  }
}
