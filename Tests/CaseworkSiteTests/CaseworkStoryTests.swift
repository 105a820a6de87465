import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// What operators and the committee do on their pages, from the form to the entry.
@Suite struct CaseworkStoryTests {
  private let landlord = "Immobiliare Blu"

  private func grant(_ ledger: CaseworkLedger, amount: String = "450,00") throws -> [String: String] {
    [
      "amount": amount, "purse": "casa/homes", "purpose": "arrears",
      "beneficiary": try ledger.party("Rosa Bruni").description, "payee": try ledger.party(landlord).description,
    ]
  }

  @Test func `a grant is requested on the family's page, approved by another person and paid by a third`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let family = "/families/\(try ledger.family("Bruni"))"
      let page = try browser.sign(family + "/grant", try grant(ledger), as: "olga")
      #expect(page.hasPrefix("/grants/"))
      try browser.sign(page + "/decide", ["verdict": "approve"], as: "carla")
      try browser.sign(page + "/pay", ["account": "main"], as: "tito")
      let grants = try ledger.bookkeeper.all(GrantState.self)
      #expect(grants.map(\.state.status) == [.paid])
      #expect(grants[0].state.paid == Money(cents: 45_000))
      #expect(try browser.open(family, as: "olga").contains(page), "the grant stands on the family's page")
    }
  }

  @Test func `whoever requested it is not asked to approve it; somebody else is, with the money beside`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let id = try ledger.requestGrant(45_000)
      #expect(try !browser.open("/decisions", as: "olga").contains("/grants/\(id)"))
      let waiting = try browser.open("/decisions", as: "carla")
      #expect(waiting.contains("/grants/\(id)/decide"))
      #expect(waiting.contains("Fondo Casa: homes"), "the restriction that would pay")
      try browser.sign("/grants/\(id)/decide", ["verdict": "approve"], as: "carla")
      #expect(try browser.open("/decisions", as: "dario").contains("Niente ti aspetta"))
    }
  }

  @Test func `a refusal needs its reason, which shows beside the field, and then stands in the books`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let id = try ledger.requestGrant(45_000)
      let path = "/grants/\(id)/decide"
      guard case .page(let page) = try browser.send(path, ["verdict": "refuse"], as: "carla") else {
        Issue.record("a refusal without a reason was drafted")
        return
      }
      #expect(browser.html(page, .italian).contains("Di’ perché respingi"))
      try browser.sign(path, ["verdict": "refuse", "reason": "no-need"], as: "carla")
      #expect(try ledger.bookkeeper.all(GrantState.self)[0].state.status == .refused)
    }
  }

  @Test func `a loan is applied for, its schedule shown before anything is drafted, and approved with its terms`()
    throws
  {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let packs = try ledger.bookkeeper.governing().policy.loans?.packs ?? []
      let pack = try #require(packs.first { $0.needs.contains("arrears") })
      let family = try ledger.family("Bruni")
      var fields = [
        "amount": "600", "instalments": "12", "pack": pack.name.text, "purse": "casa/homes", "purpose": "arrears",
        "payee": try ledger.party(landlord).description, "security": "none",
      ]
      let path = "/families/\(family)/loan"
      guard case .page(let preview) = try browser.send(path, fields, as: "olga") else {
        Issue.record("no schedule was shown")
        return
      }
      let shown = browser.html(preview, .italian)
      #expect(shown.contains("Piano delle rate"))
      let mark = try #require(shown.firstMatch(of: /name="previewed" value="([0-9a-f]+)"/))
      fields["previewed"] = String(mark.1)
      let page = try browser.sign(path, fields, as: "olga")
      #expect(page.hasPrefix("/loans/"))
      #expect(try browser.open("/decisions", as: "carla").contains(page + "/decide"))
    }
  }

  @Test func `a family is registered with its people; their names are in the vault and nowhere in the log`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let page = try browser.sign(
        "/families/new",
        [
          "name-1": "Irina Dolci", "relation-1": "reference", "name-2": "Luca Dolci", "relation-2": "child",
          "address": "via Corta 5", "number": "2026/99",
        ], as: "olga")
      #expect(page.hasPrefix("/families/"))
      #expect(try browser.open(page, as: "olga").contains("Luca Dolci"))
      let log = try ledger.bookkeeper.history(0..<10_000).map { String(decoding: $0.entry.entry.body, as: UTF8.self) }
      #expect(!log.contains { $0.contains("Dolci") || $0.contains("Corta") })
      guard case .page(let found) = try browser.send("/families", ["search": "dolci"], as: "olga"),
        case .page(let numbered) = try browser.send("/families", ["search": "2026/99"], as: "olga")
      else {
        Issue.record("a search shows a page")
        return
      }
      #expect(browser.html(found, .italian).contains(page))
      #expect(browser.html(numbered, .italian).contains("Irina Dolci"))
    }
  }

  @Test func `a plan is opened, proposed with its split, accepted on paper by both sides, and put in force`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let family = try ledger.family("Bruni")
      let creditor = try ledger.party(landlord).description
      let page = try browser.sign(
        "/families/\(family)/plan",
        ["creditor-1": creditor, "nature-1": "rent", "amount-1": "300", "tier-1": "1"], as: "olga")
      var proposal = ["monthly": "100", "first": "2027-01-05", "rent-day": "10", "override": "yes"]
      guard case .page(let preview) = try browser.send(page + "/propose", proposal, as: "olga") else {
        Issue.record("no split was shown")
        return
      }
      let shown = browser.html(preview, .italian)
      #expect(shown.contains("Ogni rata, e quanto ne riceve ogni creditore"))
      proposal["previewed"] = String(try #require(shown.firstMatch(of: /name="previewed" value="([0-9a-f]+)"/)).1)
      try browser.sign(page + "/propose", proposal, as: "olga")
      #expect(try browser.open("/decisions", as: "carla").contains(page + "/override"))
      for name in ["carla", "dario"] { try browser.sign(page + "/override", [:], as: name) }
      let state = try ledger.bookkeeper.all(PlanState.self)[0].state
      #expect(state.proposal?.overriders.signers.count == 2)
    }
  }

  @Test func `money that was paid is taken back by two persons`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let id = try ledger.requestGrant(45_000)
      try browser.sign("/grants/\(id)/decide", ["verdict": "approve"], as: "carla")
      try browser.sign("/grants/\(id)/pay", ["account": "main"], as: "tito")
      let paid = try #require(try ledger.bookkeeper.history(StreamID("grant", id)).last).entry.entry.id
      #expect(try browser.open("/grants/\(id)", as: "tito").contains("/reversals/\(paid)"))
      #expect(throws: Refusal.self) { try browser.open("/reversals/\(paid)", as: "carla") }
      try browser.sign("/reversals/\(paid)", [:], as: "tito")
      #expect(try ledger.bookkeeper.all(GrantState.self)[0].state.status == .paid, "it is only proposed")
      #expect(try !browser.open("/decisions", as: "tito").contains("/reversals/\(paid)"), "another person signs")
    }
  }

  @Test func `a dossier is sealed, and opened again from the family's page`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let family = "/families/\(try ledger.family("Bruni"))"
      let document = Array("%PDF-1.7 a lease".utf8)
      try browser.sign(family + "/grant", try grant(ledger), files: ["dossier": document], as: "olga")
      let page = try browser.open(family, as: "olga")
      #expect(page.contains("/documents/"))
      let dossier = try #require(try ledger.bookkeeper.dossiers(of: ledger.family("Bruni")).first)
      #expect(try ledger.bookkeeper.opened(dossier) == document)
    }
  }
}
