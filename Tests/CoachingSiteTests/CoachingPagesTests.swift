import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// The pages of an educator with one family, from the first talk to the check of a month.
@Suite struct CoachingPagesTests {
  /// Every page of a family that is asked for with GET.
  static let pages = [
    "", "open", "close", "change", "goals/new", "plan", "snapshot/people", "snapshot/income", "snapshot/home",
    "snapshot/daily", "snapshot/care", "snapshot/debts", "snapshot/envelopes", "snapshot/summary", "snapshot/discard",
    "capacity", "assess", "reserve", "scenarios", "scenarios/new", "lines", "lines/2026-12", "import", "import/preview",
    "months/2026-12",
  ]

  @Test func `the worked figures of the specification stand on the capacity page to the cent`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      try story.confirm()
      let before = try story.page("assess")
      try story.assess()
      let signed = try story.page("capacity")
      for page in [before, signed] {
        for figure in ["199,71", "219,71", "20,00", "1.635,29", "1.950,00", "1.480,00", "95,00"] {
          #expect(page.contains(figure), "\(figure)")
        }
      }
      let english = try story.page("capacity", in: .english)
      for figure in ["199.71", "219.71", "1,635.29"] { #expect(english.contains(figure), "\(figure)") }
      #expect(try story.bookkeeper.budget(of: story.family).state.assessment?.capacity == Money(cents: 19_971))
    }
  }

  @Test func `what was promised is taken off what is left`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      try story.confirm()
      try story.assess()
      try story.browser.sign(
        "/coaching/\(story.family)/reserve", ["amount": "150", "through": "2026-12-31"], as: "elsa")
      #expect(try story.page("capacity").contains("49,71"))
      guard
        case .page(let page) = try story.browser.send(
          "/coaching/\(story.family)/reserve", ["amount": "50", "through": "2026-12-31"], as: "elsa")
      else {
        Issue.record("more than is left was reserved")
        return
      }
      #expect(story.browser.html(page, .italian).contains("value=\"50\""), "what was typed stands there")
    }
  }

  @Test(arguments: pages)
  func `without the family's consent there is no such page`(page: String) throws {
    try CoachingLedger.with { ledger in
      let browser = try Browser(ledger)
      func expectNone(_ household: ULID, _ name: String) throws {
        let path = "/coaching/\(household)" + (page.isEmpty ? "" : "/" + page)
        let refusal = #expect(throws: Refusal.self) { try browser.open(path, as: name) }
        #expect(refusal?.code == WebRefusals.pageUnknown, "\(name) opens \(path)")
      }
      try expectNone(ledger.family("Verdi"), "elsa")
      try expectNone(ledger.family("Bruni"), "piero")
      try expectNone(ledger.bookkeeper.surroundings.newID(), "elsa")
    }
  }

  @Test func `the pages are for educators, and papers for operators`() throws {
    try CoachingLedger.with { ledger in
      let browser = try Browser(ledger)
      for path in ["/coaching", "/labs", "/labs/new", "/exercises", "/coaching/\(try ledger.family("Bruni"))"] {
        let refusal = #expect(throws: Refusal.self) { try browser.open(path, as: "olga") }
        #expect(refusal?.code == WebRefusals.notForYou, "\(path)")
      }
      let refusal = #expect(throws: Refusal.self) {
        try browser.open("/coaching/\(try ledger.family("Bruni"))/confirm", as: "elsa")
      }
      #expect(refusal?.code == WebRefusals.notForYou)
    }
  }

  @Test func `every page opens in Italian and in English, and whoever opens it stands in the access log`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      try story.confirm()
      try story.assess()
      try story.plan(promising: "20,00")
      try story.agree()
      try story.send(
        "snapshot/people", ["rows": "0", "then": "next", "members": "3", "month": "2026-12", "liquid-unknown": "yes"])
      for page in Self.pages {
        let (italian, english) = (try story.page(page), try story.page(page, in: .english))
        #expect(italian != english, "\(page)")
        let own = italian.replacing(/<span lang="en"[^>]*>[^<]*<\/span>/, with: "")
        #expect(!own.contains("the ") && !own.contains(" of "), "\(page): \(own)")
      }
      for path in ["/coaching", "/labs", "/labs/new", "/exercises", "/exercises/ombrello", "/lab-report"] {
        #expect(
          try story.browser.open(path, as: "elsa") != story.browser.open(path, as: "elsa", in: .english), "\(path)")
      }
      #expect(try story.reads().isSuperset(of: ["budget", "snapshot", "capacity", "today", "month", "bank-lines"]))
    }
  }

  @Test func `the page to take home is there in every language`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      for tag in ["it", "en", "fr", "es", "ro", "ar", "uk", "sq"] {
        let html = try story.file("page?in=\(tag)&beside=yes")
        #expect(html.contains("lang=\"\(tag)\"") && html.contains("Famiglia Bruni"), "\(tag)")
      }
    }
  }

  @Test func `what waits stands on the page of today, and goes when it is done`() throws {
    try CoachedBruni.with { story in
      func waiting() throws -> [String] {
        let page = try story.browser.open("/coaching", as: "elsa")
        return [
          "Ancora nessuna fotografia", "Fotografia cominciata", "Fotografia non confermata", "Capacità da valutare",
          "Capacità sospesa", "Il piano aspetta il sì della famiglia",
        ].filter { page.contains(">\($0)</a>") }
      }
      #expect(try waiting() == [])
      #expect(try story.browser.open("/coaching", as: "elsa").contains("/coaching/\(story.family)/open"))
      try story.open()
      #expect(try waiting() == ["Ancora nessuna fotografia"])
      try story.tellPeople()
      #expect(try waiting() == ["Fotografia cominciata"])
      try story.tellEverything()
      #expect(try waiting() == ["Fotografia non confermata"])
      try story.confirm()
      #expect(try waiting() == ["Capacità da valutare"])
      try story.assess()
      #expect(try waiting() == [])
      try story.plan(promising: "20")
      #expect(try waiting() == ["Il piano aspetta il sì della famiglia"])
      try story.agree()
      try story.browser.sign(
        "/coaching/\(story.family)/change", ["reason": "hours-cut", "since": "2026-12-10"], as: "elsa")
      #expect(try waiting() == ["Capacità sospesa"])
      #expect(try story.page("capacity").contains("Sospesa"))
    }
  }

  @Test func `a capacity of nothing is no zero, and says what to do instead`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      try story.send(
        "snapshot/debts",
        [
          "rows": "3", "then": "next", "debt-0-name": "Finanziaria", "debt-0-balance": "9000",
          "debt-0-instalment": "600", "debt-0-frequency": "monthly", "debt-0-tier": "2",
        ])
      try story.send(
        "snapshot/people", ["rows": "0", "then": "next", "members": "3", "month": "2026-12", "liquid": "0"])
      try story.browser.sign("/coaching/\(story.family)/snapshot/summary", ["session": "advice"], as: "elsa")
      try story.confirm()
      try story.assess()
      let page = try story.page("capacity")
      #expect(page.contains("per ora non chiediamo rate") && page.contains("ore di servizio"))
      #expect(!page.contains("0,00 € al mese"))
    }
  }

  @Test func `a script that somebody types stays a text`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellPeople()
      try story.send("snapshot/daily", story.expense(0, "food/01.1", "<script>alert(1)</script>", "400"))
      for page in ["snapshot/daily", "snapshot/summary"] {
        #expect(!(try story.page(page)).contains("<script"), "\(page)")
      }
    }
  }
}
