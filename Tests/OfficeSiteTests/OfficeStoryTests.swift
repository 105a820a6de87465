import Bookkeeping
import Funds
import LedgerCore
import OfficeSite
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// What the office does on its pages, signed and recorded.
@Suite struct OfficeStoryTests {
  @Test func `a treasurer pays what the committee approved`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let grant = try ledger.approveGrant(45_000)
      #expect(try browser.open("/payments", as: "tito").contains("/payments/grants/\(grant)"))
      let then = try browser.sign(
        "/payments/grants/\(grant)", ["account": ["main"], "day": ["2026-12-15"]], as: "tito")
      #expect(then == "/payments")
      #expect(try ledger.grant(grant).status == .paid)
      #expect(try !browser.open("/payments", as: "tito").contains("/payments/grants/\(grant)"))
    }
  }

  @Test func `a gift is promised, arrives and is refunded by two persons`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let donor = try ledger.party("Banca Etica Donata").description
      let page = try browser.sign(
        "/contributions/new",
        ["amount": ["1.000,00"], "to": ["casa/homes"], "donor": [donor], "day": ["2026-12-15"]], as: "tito")
      #expect(try browser.open(page, as: "tito").contains(page + "/receive"))
      try browser.sign(
        page + "/receive", ["amount": ["600"], "account": ["main"], "day": ["2026-12-15"]], as: "tito")
      let refused = try browser.send(page + "/refund", ["amount": ["700"]], as: "anna")
      guard case .page(let shown) = refused else {
        Issue.record("more was refunded than had come")
        return
      }
      #expect(browser.html(shown, .italian).contains("role=\"alert\""))
      try browser.sign(page + "/refund", ["amount": ["100"]], as: "anna")
      let id = try #require(page.split(separator: "/").last)
      try browser.sign("/payments/refunds/\(id)", ["account": ["main"], "day": ["2026-12-15"]], as: "tito")
      try browser.sign(page + "/cancel", ["reason": ["donor-withdrew"]], as: "tito")
      let state: ContributionState = try ledger.bookkeeper.state(StreamID("contribution", try #require(ULID(id))))
      #expect(state.refunded == Money(cents: 10_000))
      #expect(state.outstanding == .zero)
    }
  }

  @Test func `money changes its restriction by two persons`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      try browser.sign(
        "/transfers/new", ["amount": ["250"], "from": ["casa/free"], "to": ["casa/homes"]], as: "anna")
      let found = try #require(try ledger.bookkeeper.all(TransferState.self).first)
      try browser.sign("/transfers/\(found.stream.key)", [:], as: "tito")
      #expect(try ledger.bookkeeper.state(found.stream, as: TransferState.self).isMade)
    }
  }

  @Test func `administrators set a reserve, register a body and close a period`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      try browser.sign("/funds/casa/reserve", ["restriction": ["homes"], "amount": ["500"]], as: "anna")
      #expect(try ledger.bookkeeper.statement(of: "casa").last?.guaranteeReserve == Money(cents: 50_000))
      try browser.sign("/funds/casa/reserve", ["restriction": ["homes"], "amount": ["0"]], as: "anna")
      #expect(try ledger.bookkeeper.statement(of: "casa").last?.guaranteeReserve == .zero)
      try browser.sign(
        "/bodies", ["name": ["Comune di Lodi"], "body": ["comune-lodi"], "form": ["municipality"]], as: "anna")
      #expect(try ledger.bookkeeper.governing().bodies["comune-lodi"] != nil)
      try browser.sign("/periods", ["through": ["2026-11-30"]], as: "bruno")
      #expect(try ledger.bookkeeper.governing().closedThrough == CivilDate("2026-11-30"))
    }
  }

  @Test func `a policy is adopted, its differences are shown, and another administrator confirms it`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      var policy = try JSONEncoding.encode(ledger.bookkeeper.governing().policy).object ?? [:]
      policy["version"] = "2027-1"
      policy["approvalValidDays"] = 45
      policy["purposes"] = .array((policy["purposes"]?.array ?? []) + ["heating"])
      let bytes = JSON.object(policy).canonicalBytes
      try browser.sign("/policies/new", [:], files: ["file": bytes], as: "anna")
      let proposal = try #require(try ledger.bookkeeper.governing().proposals.keys.first)
      let page = try browser.open("/policies/\(proposal)", as: "bruno")
      #expect(page.contains("45"))
      #expect(page.contains("heating"))
      #expect(try browser.open("/policies/\(proposal)", as: "anna").contains("<form") == false)
      try browser.sign("/policies/\(proposal)", [:], as: "bruno")
      #expect(try ledger.bookkeeper.governing().policy.approvalValidDays == 45)
    }
  }

  @Test(arguments: ["", "{", "{\"version\":\"x\"}", "[]"])
  func `a file that is no policy is refused on its form`(text: String) throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let answer = try browser.send("/policies/new", [:], files: ["file": Array(text.utf8)], as: "anna")
      guard case .page(let page) = answer else {
        Issue.record("no policy was drafted as one")
        return
      }
      #expect(browser.html(page, .italian).contains("role=\"alert\""))
    }
  }
}
