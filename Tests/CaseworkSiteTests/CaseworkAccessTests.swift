import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// Who sees what, and what is noted of it.
@Suite struct CaseworkAccessTests {
  @Test func `reading a family's page is noted in the access log`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let family = try ledger.family("Bruni")
      _ = try browser.open("/families/\(family)", as: "olga")
      let reads = try ledger.bookkeeper.vault.accesses(to: family, most: 10)
      #expect(reads.map(\.page) == ["timeline"])
      #expect(reads.map(\.member) == [try ledger.member("olga")])
    }
  }

  @Test func `the list of families names nobody; a search does, and is noted`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      #expect(try !browser.open("/families", as: "olga").contains("Bruni"))
      _ = try browser.send("/families", ["search": "bruni"], as: "olga")
      let family = try ledger.family("Bruni")
      #expect(try ledger.bookkeeper.vault.accesses(to: family, most: 10).map(\.page) == ["search"])
      #expect(try ledger.bookkeeper.vault.accesses(to: ledger.family("Verdi"), most: 10).isEmpty)
    }
  }

  @Test func `whoever acts for another body sees no family without its consent, and then only what it lets them`()
    throws
  {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let family = try ledger.family("Bruni")
      let grant = try ledger.requestGrant(45_000)
      let known = #expect(throws: Refusal.self) { try browser.open("/families/\(family)", as: "piero") }
      let unknown = #expect(throws: Refusal.self) {
        try browser.open("/families/\(ledger.bookkeeper.surroundings.newID())", as: "piero")
      }
      #expect(known?.code == unknown?.code, "nothing tells whether a family is there")
      #expect(throws: Refusal.self) { try browser.open("/grants/\(grant)", as: "piero") }
      try browser.sign(
        "/families/\(family)/consent",
        [
          "bodies": "caritas", "scopes": "instruments", "until": "2027-12-31",
          "signer": try ledger.party("Rosa Bruni").description, "medium": "signed-paper",
        ], files: ["document": [1, 2, 3]], as: "olga")
      let page = try browser.open("/families/\(family)", as: "piero")
      #expect(page.contains("/grants/\(grant)"))
      #expect(!page.contains("Bruni"), "the record is not theirs to see")
      #expect(throws: Refusal.self) { try browser.open("/families/\(ledger.family("Verdi"))", as: "piero") }
    }
  }

  @Test(arguments: ["decide", "pay", "nothing-like-it"])
  func `a step that is not for one's role, or not for this state, is no page`(step: String) throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let grant = try ledger.requestGrant(45_000)
      let name = step == "decide" ? "tito" : "carla"
      #expect(throws: Refusal.self) { try browser.open("/grants/\(grant)/\(step)", as: name) }
    }
  }
}
