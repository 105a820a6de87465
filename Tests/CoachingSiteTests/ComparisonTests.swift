import Bookkeeping
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// What has changed in a family's budget, and how its indicators stand.
@Suite struct ComparisonTests {
  @Test func `with one snapshot there is nothing to compare, and the page says what to do`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      try story.confirm()
      let page = try story.page("compare")
      #expect(page.contains("al massimo un foglio"))
      #expect(try !story.page("").contains("/compare"))
      #expect(try story.page("indicators").contains("Nessuno ha valutato questa famiglia"))
    }
  }

  @Test func `a snapshot and a plan are compared line by line, in the words of the page`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      try story.confirm()
      try story.assess()
      try story.plan(promising: "")
      try story.agree()
      let sheets = try story.bookkeeper.budget(of: story.family).sheets
      #expect(sheets.map(\.isPlan) == [false, true])
      #expect(try story.page("").contains("/coaching/\(story.family)/compare"))
      let path = "compare?before=\(sheets[0].id)&after=\(sheets[0].id)"
      #expect(try story.page(path).contains("non è cambiato nulla"))
      let page = try story.page("compare")
      #expect(page.contains("Fotografia del") && page.contains("Piano del"))
      #expect(try story.reads().contains("budget"), "whoever compares stands in the access log")
      let indicators = try story.page("indicators")
      #expect(indicators.contains("valutazione"), "as they were sealed with the assessment")
      #expect(story.browser.untranslated.all == [])
    }
  }

  @Test func `a profile file says how a bank writes its file; a wrong one is told beside the field`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      let bytes = Array("Giorno;Euro;Testo\n05.12.2026;-600,00;Affitto\n".utf8)
      func look(_ profile: String) throws -> Browser.Answer {
        try story.browser.send(
          "/coaching/\(story.family)/import", ["account": "main", "profile": ""],
          files: ["file": bytes, "profile-file": Array(profile.utf8)], as: "elsa")
      }
      guard case .page(let page) = try look("column nonsense") else {
        Issue.record("a wrong profile was taken")
        return
      }
      #expect(story.browser.html(page, .italian).contains("Questo non è un profilo"))
      #expect(try story.bookkeeper.statementDraft(of: story.family) == nil)
      let own = """
        name = own
        delimiter = ;
        encoding = utf-8
        decimal = comma
        currency = EUR
        date = dd.MM.yyyy
        column.booking-date = giorno
        column.amount = euro
        column.description = testo
        """
      guard case .redirect(let place) = try look(own) else {
        Issue.record("the profile was not taken")
        return
      }
      #expect(place.hasSuffix("/import/preview"))
      #expect(try story.page("import/preview").contains("Affitto"))
    }
  }
}
