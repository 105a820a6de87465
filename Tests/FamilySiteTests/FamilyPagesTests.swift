import FamilySite
import Funds
import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// What a family reads of itself, in its own language.
@Suite(.serialized) struct FamilyPagesTests {
  static let languages = ["ar", "en", "es", "fr", "it", "ro", "sq", "uk"]

  /// Every page of Rosa's, whatever waits or runs.
  static func paths(_ story: FamilyStory) -> [String] {
    [
      "/me", "/me/plan", "/me/budget", "/me/budget/paper", "/me/budget/confirm", "/me/budget/agree", "/me/tell",
      "/me/documents", "/me/consents/new", "/me/consents/\(story.consent)/withdraw", "/me/papers/\(story.snapshot)",
      "/me/loans/\(story.offeredLoan.key)/answer", "/me/loans/\(story.loan.key)/answer",
      "/me/plans/\(story.proposed.key)/answer", "/me/plans/\(story.plan.key)/answer",
      "/me/service/\(story.offeredService.key)/answer", "/me/service/\(story.service.key)/hours",
      "/me/service/\(story.service.key)/end", "/me/guarantees/\(story.guarantee.key)/claims/\(story.claim)/answer",
    ]
  }

  @Test func `every page is there in all eight languages, and says nothing in a language that is not its own`() throws {
    try FamilyLedger.with { ledger, story in
      let probe = try SiteProbe(FamilySite.self, ledger, as: "rosa")
      #expect(probe.tags == Self.languages)
      for path in Self.paths(story) {
        let english = try probe.get(path)
        #expect(!english.html.isEmpty, "\(path)")
        for tag in Self.languages where tag != "en" {
          let page = try probe.get(path, tag)
          #expect(page.html != english.html, "\(path) in \(tag)")
          for word in ["Go on, to sign", "Nothing waits", "Read and", "Still to pay", "How much", "Yes, I"] {
            #expect(!page.shows(word), "\(path) in \(tag) says “\(word)”")
          }
        }
      }
    }
  }

  @Test func `this month says what comes in, what goes out, what is to be paid to whom, and what waits`() throws {
    try FamilyLedger.with { ledger, story in
      let page = try SiteProbe(FamilySite.self, ledger, as: "rosa").get("/me")
      for text in [
        "€1,900.00", "€740.00", "€1,160.00", "Stipendio Coop", "Medicine", "Condominio Aurora", "Fondo Casa", "€30.00",
        "Lara Blu", "as in your contract", "Elsa", "Caritas", "/me/loans/\(story.offeredLoan.key)/answer",
        "/me/plans/\(story.proposed.key)/answer", "/me/service/\(story.offeredService.key)/answer",
        "/me/budget/confirm", "/me/budget/agree", "/claims/\(story.claim)/answer",
      ] { #expect(page.shows(text), "\(text)") }
      #expect(!page.shows(">€60.00<"), "Lara has got her share of December")
    }
  }

  @Test func `my plan tells everything that runs, and what can be promised`() throws {
    try FamilyLedger.with { ledger, story in
      let page = try SiteProbe(FamilySite.self, ledger, as: "rosa").get("/me/plan")
      for text in [
        "€553.37", "€151.19", "€457.83", "€240.00", "6\u{A0}h\u{A0}30\u{A0}min", "€7.00", "Comune di Borgo Sereno",
        "€2,880.00",
        "/me/service/\(story.service.key)/hours", "/me/budget",
      ] { #expect(page.shows(text), "\(text)") }
    }
  }

  @Test func `what waits is answered by the entry that says so`() throws {
    try FamilyLedger.with { ledger, story in
      let probe = try SiteProbe(FamilySite.self, ledger, as: "rosa")
      func kinds(_ path: String, _ values: [String: [String]] = [:]) throws -> [String] {
        try probe.post(path, values).map(\.kind.text)
      }
      #expect(try kinds("/me/loans/\(story.offeredLoan.key)/answer") == ["loan.accepted"])
      #expect(try kinds("/me/plans/\(story.proposed.key)/answer", ["answer": ["yes"]]) == ["plan.accepted"])
      let no = ["answer": ["no"], "reason": ["too-much"]]
      #expect(try kinds("/me/plans/\(story.proposed.key)/answer", no) == ["plan.refused"])
      #expect(try kinds("/me/service/\(story.offeredService.key)/answer", ["answer": ["yes"]]) == ["service.accepted"])
      #expect(try kinds("/me/service/\(story.offeredService.key)/answer", ["answer": ["no"]]) == ["service.ended"])
      #expect(try kinds("/me/service/\(story.service.key)/end") == ["service.ended"])
      #expect(try kinds("/me/budget/confirm") == ["budget.snapshot-confirmed"])
      #expect(try kinds("/me/budget/agree") == ["budget.plan-agreed"])
      let claim = "/me/guarantees/\(story.guarantee.key)/claims/\(story.claim)/answer"
      #expect(try kinds(claim, ["reply": ["has-paid"]]) == ["guarantee.tenant-replied"])
      let hours = ["day": ["2026-12-14"], "from": ["9:00"], "to": ["10.30"], "task": ["green-care"]]
      #expect(try kinds("/me/service/\(story.service.key)/hours", hours) == ["service.performed"])
      let change = ["reason": ["hours-cut"], "since": ["2026-12-01"]]
      #expect(try kinds("/me/tell", change) == ["budget.circumstance-changed"])
      let consent = ["bodies": ["comune"], "scopes": ["overlaps"], "until": ["2027-06-30"]]
      #expect(try kinds("/me/consents/new", consent) == ["consent.given"])
      #expect(try kinds("/me/consents/\(story.consent)/withdraw") == ["consent.withdrawn"])
    }
  }

  @Test func `a form that is not filled in says so, and drafts nothing`() throws {
    try FamilyLedger.with { ledger, story in
      let probe = try SiteProbe(FamilySite.self, ledger, as: "rosa")
      for (path, values) in [
        ("/me/plans/\(story.proposed.key)/answer", [:]), ("/me/plans/\(story.proposed.key)/answer", ["answer": ["no"]]),
        ("/me/plans/\(story.proposed.key)/answer", ["answer": ["perhaps"]]), ("/me/tell", ["since": ["yesterday"]]),
        ("/me/consents/new", ["bodies": ["nobody"], "until": ["2027-06-30"]]),
        (
          "/me/service/\(story.service.key)/hours",
          ["day": ["2026-12-14"], "from": ["11:00"], "to": ["9:00"], "task": ["green-care"]]
        ), ("/me/service/\(story.service.key)/hours", ["from": ["<script>"], "to": ["25:99"]]),
      ] as [(String, [String: [String]])] {
        #expect(throws: FormFaults.self, "\(path) \(values)") { try probe.post(path, values) }
      }
    }
  }

  @Test func `for another family there is no such page`() throws {
    try FamilyLedger.with { ledger, story in
      let probe = try SiteProbe(FamilySite.self, ledger, as: "gina")
      for path in Self.paths(story) where path.contains(/[0-9A-Z]{26}/) {
        #expect("\(path)") { try probe.get(path) } throws: { isUnknown($0) }
      }
      for path in ["/me", "/me/plan", "/me/tell", "/me/documents"] {
        #expect("\(path)") { try probe.get(path + "?family=\(story.rosas)") } throws: { isUnknown($0) }
        let page = try probe.get(path)
        for text in ["Bruni", "Stipendio", "€151.19", "Timeline", story.rosas.description] {
          #expect(!page.shows(text), "\(path) shows \(text)")
        }
      }
      #expect { try probe.post("/me/loans/\(story.offeredLoan.key)/answer", [:]) } throws: { isUnknown($0) }
      #expect {
        try probe.post(
          "/me/tell", ["family": [story.rosas.description], "reason": ["illness"], "since": ["2026-12-01"]])
      } throws: { isUnknown($0) }
    }
  }

  @Test func `a person in two families chooses, and stays in the one that was chosen`() throws {
    try FamilyLedger.with { ledger, story in
      let second = try story.addHousehold("Rosa Bruni", "Casa della nonna")
      let probe = try SiteProbe(FamilySite.self, ledger, as: "rosa")
      let first = try probe.get("/me")
      #expect(first.shows("Famiglia Bruni") && first.shows("/me?family=\(second)") && first.shows("Stipendio"))
      let other = try probe.get("/me?family=\(second)")
      #expect(other.shows("Casa della nonna") && !other.shows("Stipendio"))
      #expect(try probe.get("/me/documents?family=\(second)").shows("/me/consents/new?family=\(second)"))
      let consent = [
        "family": [second.description], "bodies": ["comune"], "scopes": ["record"], "until": ["2027-01-31"],
      ]
      #expect(try probe.post("/me/consents/new", consent).map(\.stream) == [StreamID("household", second)])
    }
  }

  @Test func `who belongs to no family is told what to do`() throws {
    try FamilyLedger.with { ledger, _ in
      let probe = try SiteProbe(FamilySite.self, ledger, as: "nobody")
      #expect(try probe.get("/me").shows("does not belong to a family yet"))
    }
  }

  @Test func `the family reads who has looked, and its devices`() throws {
    try FamilyLedger.with { ledger, _ in
      let page = try SiteProbe(FamilySite.self, ledger, as: "rosa").get("/me/documents")
      for text in ["Olga", "everything that helps you", "Caritas", "via Lunga 3", "this device"] {
        #expect(page.shows(text), "\(text)")
      }
    }
  }

  @Test func `a landlord who reads their part is in the list`() throws {
    try FamilyLedger.with { ledger, story in
      let path = "/creditor/plans/\(story.plan.key)/\(try ledger.party("Lara Blu"))"
      _ = try SiteProbe(PartnerSite.self, ledger, as: "lara").get(path)
      let page = try SiteProbe(FamilySite.self, ledger, as: "rosa").get("/me/documents")
      #expect(page.shows("Lara") && page.shows("their own part of your plan"))
    }
  }
}
