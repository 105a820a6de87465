import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// Months looked at together, budgets that are tried out, and laboratories.
@Suite struct MonthAndScenarioTests {
  private static let statement = """
    date,amount,currency,description,counterparty
    2026-12-01,1950.00,EUR,Stipendio dicembre,Rossi Srl
    2026-12-05,-600.00,EUR,Affitto,Immobiliare Blu
    2026-12-09,-61.50,EUR,Spesa,Supermercato Sole

    """

  private static func planned(_ story: CoachedBruni) throws {
    try story.open()
    try story.tellEverything()
    try story.confirm()
    try story.assess()
    try story.plan(promising: "")
    try story.agree()
  }

  @Test func `a bank file is looked at, taken in, sorted, and the month is checked`() throws {
    try CoachedBruni.with { story in
      try Self.planned(story)
      let place = try story.browser.send(
        "/coaching/\(story.family)/import", ["account": "main", "profile": ""],
        files: ["file": Array(Self.statement.utf8)], as: "elsa")
      guard case .redirect(let preview) = place else {
        if case .page(let page) = place { Issue.record("\(story.browser.html(page, .english))") }
        return
      }
      #expect(preview.hasSuffix("/import/preview"))
      #expect(try story.page("import/preview").contains("Supermercato Sole"))
      #expect(try story.bookkeeper.actualLines(of: story.family).isEmpty, "nothing is taken in by looking")
      try story.send("import/preview", [:])
      let lines = try story.bookkeeper.actualLines(of: story.family)
      #expect(lines.count == 3)
      let shop = try #require(lines.first { $0.line.content.amount == Money(cents: -6_150) })
      try story.send(
        "lines/2026-12",
        [
          "lines": lines.map(\.handle).joined(separator: ","), "line-\(shop.handle)": "expense:Cibo",
          "line-\(shop.handle)-always": "yes",
        ])
      #expect(try story.bookkeeper.categoryRules(of: story.family).map(\.text) == ["Supermercato Sole"])
      let month = try story.page("months/2026-12")
      #expect(month.contains("61,50") && month.contains("880,00"))
      try story.browser.sign(
        "/coaching/\(story.family)/months/2026-12",
        [
          "nextStep": "keep-going", "session": "advice", "told-0-amount": "20", "told-0-category": "expense:Cibo",
          "told-0-date": "2026-12-12",
        ], as: "elsa")
      let checked = try story.bookkeeper.checkedMonth(of: story.family, try #require(CivilMonth("2026-12")))
      let food = try #require(checked.record.lines.first { $0.line.name == "Cibo" })
      #expect(food.actual == Money(cents: 8_150) && food.planned == Money(cents: 88_000))
      #expect(try story.page("months/2026-12").contains("81,50"))
    }
  }

  @Test func `hours are cut in March, beside the budget as it was told`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      let place = try story.send(
        "scenarios/new",
        [
          "name": "meno-ore", "base": "snapshot", "change-0-line": "income:Stipendio", "change-0-effect": "less",
          "change-0-value": "30", "change-0-from": "2027-03",
        ])
      #expect(place == "/coaching/\(story.family)/scenarios?with1=meno-ore")
      let kept = try story.bookkeeper.scenarios(of: story.family)
      #expect(kept.first?.scenario.changes.map(\.description) == ["income:Stipendio=-30%@2027-03"])
      let page = try story.page("scenarios")
      #expect(page.contains("meno-ore") && page.contains("−5.265,00"), "nine months of 585.00 less")
      try story.send("scenarios/meno-ore/delete", [:])
      #expect(try story.bookkeeper.scenarios(of: story.family).isEmpty)
    }
  }

  @Test func `who came to a laboratory is written down by name, and the log learns pseudonyms`() throws {
    try CoachingLedger.with { ledger in
      let browser = try Browser(ledger)
      let place = try browser.sign(
        "/labs/new",
        ["day": CoachingLedger.today, "topic": "bills", "session": "training", "places": "15", "exercise": "ombrello"],
        as: "elsa")
      let id = try #require(place.split(separator: "/").last.flatMap { ULID($0) })
      let fields = ["guests": "3", "minutes": "90", "exercise": "ombrello", "clear": "0 0 0 2 2"]
      guard
        case .page(let page) = try browser.send(
          "/labs/\(id)/hold", fields.merging(["names": "Rosa Bruni\nNessuno Qui"]) { $1 }, as: "elsa")
      else {
        Issue.record("a name that nobody has was taken")
        return
      }
      #expect(browser.html(page, .italian).contains("id=\"f-names-fault\""))
      try browser.sign("/labs/\(id)/hold", fields.merging(["names": "rosa bruni\n\n"]) { $1 }, as: "elsa")
      let state: LabState = try ledger.bookkeeper.state(StreamID("lab", id))
      #expect(state.outcome?.people == 4 && state.outcome?.attendance.count == 1)
      #expect(state.outcome?.feedback == ["clear": [0, 0, 0, 2, 2]])
      let shown = try browser.open("/labs/\(id)", as: "elsa")
      #expect(
        !shown.contains("Rosa") && shown.contains("direbbe chi"), "four people are too few to tell what they said")
      #expect(try browser.open("/labs/\(id)/room?part=solution", as: "elsa").contains("284,00"))
    }
  }
}
