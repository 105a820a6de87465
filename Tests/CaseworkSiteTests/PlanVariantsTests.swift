import Bookkeeping
import Funds
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// Plans that are not the same each month, creditors who let go, and hours at a rate of their own.
@Suite struct PlanVariantsTests {
  private func plan(_ ledger: CaseworkLedger, _ browser: Browser) throws -> String {
    try browser.sign(
      "/families/\(ledger.family("Bruni"))/plan",
      [
        "creditor-1": ledger.party("Immobiliare Blu").description, "nature-1": "rent", "amount-1": "300",
        "tier-1": "1",
      ], as: "olga")
  }

  @Test func `instalments of their own are proposed as they were written`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let page = try plan(ledger, browser)
      let written = "05/01/2027 120,00\n2027-02-05 30\n\n5.3.2027 € 150,00"
      try browser.preview(page + "/propose", ["instalments": written, "rent-day": "10", "override": "yes"], as: "olga")
      let terms = try #require(try ledger.bookkeeper.all(PlanState.self)[0].state.proposal).terms
      #expect(terms.instalments.map(\.amount.cents) == [12_000, 3_000, 15_000])
      #expect(terms.instalments.map(\.due.description) == ["2027-01-05", "2027-02-05", "2027-03-05"])
    }
  }

  @Test(arguments: [
    ("05/01/2027", "non si può leggere"), ("05/01/2027 100\nfoo 12", "non si può leggere"),
    ("05/01/2027 100\n04/01/2027 200", "deve venire dopo"), ("05/01/2027 -5", "f-instalments-fault"),
  ])
  func `what cannot be read of them is told beside the field, and nothing is drafted`(
    text: String, fault: String
  ) throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let page = try plan(ledger, browser)
      guard case .page(let shown) = try browser.send(page + "/propose", ["instalments": text], as: "olga") else {
        Issue.record("\(text) was drafted")
        return
      }
      #expect(browser.html(shown, .italian).contains(fault))
      #expect(browser.html(shown, .italian).contains("05/01/2027"), "what was typed stands there again")
    }
  }

  @Test func `a creditor lets go of a part on paper, never of more than is owed`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let page = try plan(ledger, browser)
      var fields = [
        "debt": "1", "amount": "300,01", "signer": try ledger.party("Immobiliare Blu").description,
        "medium": "signed-paper",
      ]
      guard case .page = try browser.send(page + "/waive", fields, files: ["document": [7]], as: "olga") else {
        Issue.record("more was waived than is owed")
        return
      }
      fields["amount"] = "50"
      try browser.sign(page + "/waive", fields, files: ["document": [7]], as: "olga")
      #expect(try ledger.bookkeeper.all(PlanState.self)[0].state.outstanding == Money(cents: 25_000))
      #expect(throws: Refusal.self, "the treasurer waives nothing") { try browser.open(page + "/waive", as: "tito") }
    }
  }

  @Test func `a grant that has paid the landlord is counted in the plan`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let page = try plan(ledger, browser)
      let grant = try ledger.requestGrant(10_000)
      try browser.sign("/grants/\(grant)/decide", ["verdict": "approve"], as: "carla")
      try browser.sign("/grants/\(grant)/pay", ["account": "main"], as: "tito")
      let paid = try #require(try ledger.bookkeeper.history(StreamID("grant", grant)).last).entry.entry.id
      try browser.agree(to: page, ledger)
      #expect(try browser.open(page + "/paid-by-fund", as: "tito").contains(paid.description))
      try browser.sign(
        page + "/paid-by-fund", ["source": paid.description, "debt": "1", "amount": "100"], as: "tito")
      #expect(try ledger.bookkeeper.all(PlanState.self)[0].state.outstanding == Money(cents: 20_000))
    }
  }
}

extension Browser {
  /// Proposes a plan, lets everybody say yes, and puts it in force.
  fileprivate func agree(to page: String, _ ledger: CaseworkLedger) throws {
    try preview(
      page + "/propose", ["monthly": "100", "first": "2027-01-05", "rent-day": "10", "override": "yes"], as: "olga")
    for name in ["carla", "dario"] { try sign(page + "/override", [:], as: name) }
    let sides = [("family", "Rosa Bruni"), (try ledger.party("Immobiliare Blu").description, "Immobiliare Blu")]
    for (index, (side, signer)) in sides.enumerated() {
      let fields = ["side": side, "signer": try ledger.party(signer).description, "medium": "signed-paper"]
      try sign(page + "/accept", fields, files: ["document": [UInt8(index)]], as: index == 0 ? "olga" : "omar")
    }
    try sign(page + "/activate", [:], as: "olga")
  }
}
