import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import OfficeSite
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// The pages as they are shown: in both languages, to those who may see them, with what is wrong beside its field.
@Suite struct OfficePagesTests {
  private static let forTreasurers = [
    "/office", "/payments", "/payments/cost", "/payments/move", "/receipts", "/bank", "/bank/statements/new",
    "/bank/accounts/main/reconcile", "/bank/accounts/main/together", "/bank/accounts/main/rules", "/contributions",
    "/contributions/new", "/contributions/received", "/capital/received", "/parties", "/parties/new", "/funds",
    "/funds/casa", "/transfers", "/transfers/new", "/policies", "/devices",
  ]
  private static let forAdministrators = [
    "/office", "/members", "/funds/new", "/funds/casa/reserve", "/funds/casa/restriction", "/policies",
    "/policies/new", "/periods", "/bodies", "/contributions", "/bank",
  ]

  @Test(arguments: [Language.italian, .english])
  func `every page is shown, and every word of it is translated`(language: Language) throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let grant = try ledger.approveGrant(45_000)
      let pages =
        OfficePagesTests.forTreasurers.map { ($0, "tito") } + OfficePagesTests.forAdministrators.map { ($0, "anna") }
        + [("/payments/grants/\(grant)", "tito"), ("/members/\(try ledger.member("tito"))", "anna")]
      for (path, name) in pages {
        let page = try browser.open(path, as: name, in: language)
        #expect(page.count > 100, "\(path)")
        #expect(!page.contains("{1}"), "\(path) has a place that nothing filled")
      }
      #expect(browser.untranslated.all == [])
    }
  }

  @Test(arguments: ["/payments/cost", "/bank/statements/new", "/receipts/loans/01JZ0000000000000000000000"])
  func `what moves money is for treasurers alone`(path: String) throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      #expect(throws: Refusal.self) { try browser.open(path, as: "anna") }
      #expect(throws: Refusal.self) { try browser.open(path, as: "olga") }
    }
  }

  @Test func `an operator sees neither members nor payments`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      for path in ["/members", "/payments", "/office", "/bank", "/periods"] {
        #expect(throws: Refusal.self) { try browser.open(path, as: "olga") }
      }
    }
  }

  @Test func `a treasurer of another body is told no names`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      _ = try ledger.approveGrant(45_000)
      #expect(try browser.open("/payments", as: "tito").contains("Immobiliare Blu"))
      #expect(try !browser.open("/payments", as: "piero").contains("Immobiliare Blu"))
    }
  }

  @Test func `what is missing shows beside its field, and nothing that was typed is lost`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let answer = try browser.send(
        "/payments/cost", ["amount": ["molto"], "fund": ["casa"], "day": ["2026-12-14"]], as: "tito")
      guard case .page(let page) = answer else {
        Issue.record("a cost without an amount was drafted")
        return
      }
      let html = browser.html(page, .italian)
      #expect(html.contains("id=\"f-amount-fault\""))
      #expect(html.contains("value=\"molto\""))
      #expect(html.contains("id=\"f-nature-fault\""))
      #expect(html.contains("id=\"f-account-fault\""))
      #expect(html.contains("value=\"2026-12-14\""))
    }
  }

  @Test func `the list of payments is noted in the access log of the family`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      _ = try ledger.approveGrant(45_000)
      _ = try browser.open("/payments", as: "tito")
      let reads = try ledger.bookkeeper.vault.accesses(to: ledger.family("Bruni"), most: 10)
      #expect(reads.map(\.page) == ["payments"])
      #expect(reads.map(\.member) == [try ledger.member("tito")])
    }
  }
}
