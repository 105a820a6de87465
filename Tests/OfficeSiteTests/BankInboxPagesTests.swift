import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import OfficeSite
import Pages
import SiteTesting
import Sodium
import Testing

@testable import MastroWeb

/// The bank inbox on its pages: a statement is taken in, and each line becomes an entry.
@Suite struct BankInboxPagesTests {
  /// A gift comes, a landlord is paid, the bank takes a fee; before them the account held 7,000 euros.
  private static let statement = """
    Data;Valuta;Addebiti;Accrediti;Descrizione operazioni
    10/12/2026;10/12/2026;;1.000,00;BONIFICO DA BANCA ETICA DONATA
    14/12/2026;14/12/2026;450,00;;BONIFICO A IMMOBILIARE BLU
    14/12/2026;14/12/2026;2,50;;COMMISSIONI

    """

  private func takeIn(_ browser: Browser) throws {
    let answer = try browser.send(
      "/bank/statements/new", ["account": ["main"], "format": ["poste"]],
      files: ["file": Array(BankInboxPagesTests.statement.utf8)], as: "tito")
    guard case .page(let page) = answer else {
      Issue.record("the statement was not taken in")
      return
    }
    #expect(browser.html(page, .english).contains("class=\"message done\""), "\(browser.html(page, .english))")
  }

  private func line(_ cents: Int, _ ledger: OfficeLedger) throws -> String {
    let item = try #require(try ledger.bookkeeper.bankInbox().first { $0.line.amount.cents == cents })
    return "/bank/lines/\(item.line.key.hex)"
  }

  @Test func `a line pays what was approved, with its match, and leads to the next line`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let grant = try ledger.approveGrant(45_000)
      try takeIn(browser)
      let path = try line(-45_000, ledger)
      let page = try browser.open(path, as: "tito")
      #expect(page.contains("value=\"grant-\(grant)\" checked=\"checked\""), "the only candidate is chosen")
      let then = try browser.sign(path, ["choice": ["grant-\(grant)"]], as: "tito")
      #expect(then.hasPrefix("/bank/lines/"))
      #expect(try ledger.grant(grant).status == .paid)
      #expect(try ledger.bookkeeper.bankInbox().count == 2)
      #expect(try browser.open(path, as: "tito").contains("<form") == false)
    }
  }

  @Test func `an entry that is recorded already is linked, not made twice`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let grant = try ledger.approveGrant(45_000)
      try browser.sign("/payments/grants/\(grant)", ["account": ["main"], "day": ["2026-12-15"]], as: "tito")
      try takeIn(browser)
      let path = try line(-45_000, ledger)
      let item = try #require(try ledger.bookkeeper.bankInbox().first { $0.line.amount.cents == -45_000 })
      let entry = try #require(item.suggestions.first)
      try browser.sign(path, ["choice": ["entry-\(entry.id)"]], as: "tito")
      #expect(try ledger.bookkeeper.bankInbox().count == 2)
      #expect(try ledger.balance(Chart.bank("main")) == -(45_000 - 700_000))
    }
  }

  @Test func `a gift and a cost are made from their lines`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      try takeIn(browser)
      let donor = try ledger.party("Banca Etica Donata").description
      try browser.sign(
        line(100_000, ledger) + "/gift", ["to": ["casa/homes"], "donor": [donor]], as: "tito")
      try browser.sign(line(-250, ledger) + "/cost", ["nature": ["bank-fee"], "fund": ["casa"]], as: "tito")
      #expect(try ledger.balance(Chart.bank("main")) == 700_000 + 100_000 - 250)
      #expect(try ledger.bookkeeper.bankInbox().count == 1)
    }
  }

  @Test func `a line is not what moves money the other way`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      try takeIn(browser)
      let answer = try browser.send(
        line(100_000, ledger) + "/cost", ["nature": ["bank-fee"], "fund": ["casa"]], as: "tito")
      guard case .page(let page) = answer else {
        Issue.record("money that came in was recorded as a cost")
        return
      }
      #expect(browser.html(page, .italian).contains("role=\"alert\""))
    }
  }

  @Test(arguments: ["<script>alert(1)</script>", "%PDF-1.7", "", "a;b\n1;2"])
  func `a file that is no statement is refused on its form, and takes nothing in`(text: String) throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let answer = try browser.send(
        "/bank/statements/new", ["account": ["main"], "format": ["detect"]], files: ["file": Array(text.utf8)],
        as: "tito")
      guard case .page(let page) = answer else {
        Issue.record("something else than a statement was taken in")
        return
      }
      #expect(browser.html(page, .italian).contains("role=\"alert\""))
      #expect(try ledger.bookkeeper.vault.statements().isEmpty)
    }
  }

  @Test func `a file above the limit is told beside its field`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let answer = try browser.send(
        "/bank/statements/new", ["account": ["main"], "format": ["detect"]],
        files: ["file": [UInt8](repeating: 65, count: 8 * 1_048_576 + 1)], as: "tito")
      guard case .page(let page) = answer else {
        Issue.record("a file above the limit was taken in")
        return
      }
      #expect(browser.html(page, .italian).contains("id=\"f-file-fault\""))
    }
  }
}
