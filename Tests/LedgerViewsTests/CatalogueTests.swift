import Bookkeeping
import LedgerCore
import LedgerViews
import Pages
import Testing

/// What the catalogues promise to everybody who asks by name.
@Suite struct CatalogueTests {
  private static func scope(_ fund: ViewedFund) -> ReportScope {
    ReportScope(asOf: fund.bookkeeper.surroundings.now.date)
  }

  private static func html(_ blocks: [Block]) -> String {
    Page(language: .english, title: "View", blocks: blocks).html
  }

  @Test func `every report is text, JSON and a page, and is called by its own name`() throws {
    try ViewedFund.with { fund in
      let viewer = Viewer(fund.bookkeeper)
      #expect(ReportCatalogue.all.count == 13)
      for report in ReportCatalogue.all where !report.needs.contains(.household) {
        let query = ReportQuery(fund: report.takes.contains(.fund) ? "casa" : nil)
        let read = try viewer.report(report.name, Self.scope(fund), query)
        #expect(read.sheet.text.contains(read.sheet.title.english), "\(report.name)")
        #expect(read.sheet.json["report"]?.string == report.name)
        #expect(read.sheet.page(read.provenance).html.contains(read.provenance), "\(report.name)")
        #expect(!read.sheet.tables.isEmpty)
        #expect(read.sheet.tables.allSatisfy { !$0.csv.isEmpty })
      }
    }
  }

  @Test func `every list has a heading for each column and names what it lists`() throws {
    try ViewedFund.with { fund in
      let viewer = Viewer(fund.bookkeeper)
      for list in ListCatalogue.all {
        let report = try viewer.list(list.noun)
        #expect(report.rows.allSatisfy { $0.count == report.columns.count }, "\(list.noun)")
        #expect(Set(report.columns.map(\.member)).count == report.columns.count, "\(list.noun)")
        #expect(Self.html([.table(report.table(list.title, .english))]).contains(list.title.english))
      }
    }
  }

  @Test func `a card has its members, its steps and a page`() throws {
    try ViewedFund.with { fund in
      let card = try Viewer(fund.bookkeeper).card("grant", fund.grant.key)
      #expect(card.json["amount"] == .integer(45_000))
      #expect(card.json["steps"]?.array?.count == 1)
      #expect(Self.html(card.blocks(.english)).contains(ViewedFund.name))
      #expect(try Viewer(fund.bookkeeper).card("fund", "casa").json["restrictions"]?.array?.count == 2)
    }
  }

  @Test func `a name that is in no catalogue is refused with those that are`() throws {
    try ViewedFund.with { fund in
      let viewer = Viewer(fund.bookkeeper)
      func refused(_ code: String, _ ask: () throws -> Void) {
        #expect {
          try ask()
        } throws: { error in
          (error as? Refusal).map { $0.code.id == code && !$0.hint.isEmpty } ?? false
        }
      }
      refused("view.unknown") { _ = try viewer.report("nothing", Self.scope(fund)) }
      refused("view.unknown") { _ = try viewer.list("nothing") }
      refused("view.unknown") { _ = try viewer.card("nothing", "casa") }
      refused("view.option-missing") { _ = try viewer.report("fund", Self.scope(fund)) }
      refused("id.wrong-thing") { _ = try viewer.card("grant", fund.party.description) }
    }
  }

  @Test(arguments: [Sight.pseudonyms, .only([])])
  func `whoever may not see names is told ids alone`(sight: Sight) throws {
    try ViewedFund.with { fund in
      let viewer = Viewer(fund.bookkeeper, sight)
      for list in ListCatalogue.all {
        #expect(!(try viewer.list(list.noun)).json.prettyText.contains("Bianchi"), "\(list.noun)")
      }
      let card = try viewer.card("grant", fund.grant.key)
      #expect(!card.json.prettyText.contains("Bianchi"))
      #expect(card.json["beneficiary"]?.string == fund.party.description)
      #expect(!(try viewer.card("party", fund.party.description)).json.prettyText.contains("Bianchi"))
    }
    try ViewedFund.with { fund in
      let own = try Viewer(fund.bookkeeper, .only([fund.party])).card("grant", fund.grant.key)
      #expect(own.json["beneficiary"]?.string == ViewedFund.name)
    }
  }

  @Test func `a page says headings, codes and links in the reader's own way`() throws {
    try ViewedFund.with { fund in
      let words = ViewWords(
        say: { $0 == "Grants" ? "Contributi" : $0 }, code: { code, member in "\(member)=\(code)" },
        path: { subject in if case .stream(let stream) = subject { "/\(stream.family)s/\(stream.key)" } else { nil } })
      let html = Self.html([.table(try Viewer(fund.bookkeeper).list("grant").table("Grants", words))])
      #expect(html.contains("Contributi"))
      #expect(html.contains("state=requested"))
      #expect(html.contains("href=\"/grants/\(fund.grant.key)\""))
    }
  }

  @Test func `words keep their places in another language`() throws {
    let day = try #require(CivilDate("2026-01-01"))
    let wording: Wording = "on \(3) of \(5) loans since \(day)"
    #expect(wording.key == "on {1} of {2} loans since {3}")
    #expect(wording.english == "on 3 of 5 loans since 2026-01-01")
    #expect(wording.text { _ in "dal {3}, {1} prestiti su {2}" } == "dal 2026-01-01, 3 prestiti su 5")
    #expect(Wording(verbatim: "{1} is a name").text { _ in "never" } == "{1} is a name")
  }
}
