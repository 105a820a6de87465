import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// Help for whoever belongs to no family, and the life of a loan that is given to them.
@Suite struct OtherHelpTests {
  private let firm = "Immobiliare Blu"

  @Test func `somebody without a family is found, asks for a grant, and gets it`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let party = try ledger.party(firm)
      guard case .page(let found) = try browser.send("/others", ["search": "blu"], as: "olga") else {
        Issue.record("a search shows a page")
        return
      }
      #expect(browser.html(found, .italian).contains("/others/\(party)/grant"))
      let page = try browser.sign(
        "/others/\(party)/grant",
        [
          "amount": "450,00", "purse": "casa/homes", "purpose": "arrears", "payee": party.description,
          "number": "2026/7",
        ], as: "olga")
      try browser.sign(page + "/decide", ["verdict": "approve"], as: "carla")
      try browser.sign(page + "/pay", ["account": "main"], as: "tito")
      let state = try #require(try ledger.bookkeeper.all(GrantState.self).first).state
      #expect(state.status == .paid && state.request?.household == nil)
      #expect(state.request?.beneficiary == party)
      #expect(try browser.open(page, as: "carla").contains("2026/7"))
    }
  }

  @Test(arguments: ["grant", "loan", "voucher"])
  func `people of a family ask on the family's page; and nobody of another body sees these pages`(
    what: String
  ) throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let path = "/others/\(try ledger.party(firm))/\(what)"
      #expect(try browser.open(path, as: "olga").contains(firm))
      #expect(throws: Refusal.self) { try browser.open("/others/\(ledger.party("Rosa Bruni"))/\(what)", as: "olga") }
      #expect(throws: Refusal.self) { try browser.open(path, as: "piero") }
      #expect(throws: Refusal.self) { try browser.open("/others", as: "piero") }
    }
  }

  @Test func `a voucher that nobody has asked amounts for shows what is missing beside the field`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let path = "/others/\(try ledger.party(firm))/voucher"
      guard case .page(let page) = try browser.send(path, ["purse": "casa/homes", "purpose": "arrears"], as: "olga")
      else {
        Issue.record("a voucher without an amount was drafted")
        return
      }
      #expect(browser.html(page, .italian).contains("f-amount-fault"), "beside the amount")
      #expect(try ledger.bookkeeper.all(VoucherState.self).isEmpty)
    }
  }

  /// A loan of 600.00 in 12 instalments without interest, paid out to the firm.
  private func lend(_ ledger: CaseworkLedger, _ browser: Browser) throws -> String {
    let party = try ledger.party(firm)
    let page = try browser.sign(
      "/others/\(party)/loan",
      [
        "amount": "600", "instalments": "12", "pack": "social", "purse": "casa/homes", "purpose": "arrears",
        "payee": party.description, "security": "none",
      ], as: "olga")
    let terms = ["verdict": "approve", "instalments": "12", "rate": "0", "first": "2027-01-15"]
    try browser.preview(page + "/decide", terms, as: "carla")
    try browser.preview(page + "/decide", ["verdict": "approve"], as: "dario")
    try browser.sign(
      page + "/accept", ["signer": party.description, "medium": "signed-paper"], files: ["document": [1, 2, 3]],
      as: "olga")
    let book = try #require(try ledger.bookkeeper.loans().first)
    let paid = try book.disbursing(from: "main", on: ledger.bookkeeper.surroundings.now.date)
    try ledger.record(paid.main, book.stream, by: "tito", .treasurer)
    return page
  }

  @Test func `a loan is lent to a firm, a cost is charged, and it is paid back before it is due`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let page = try lend(ledger, browser)
      guard
        case .page(let refused) = try browser.send(
          page + "/charge", ["nature": "reminder", "amount": "3,01"], as: "tito")
      else {
        Issue.record("more was charged than the policy allows")
        return
      }
      #expect(browser.html(refused, .italian).contains("3,00"))
      try browser.sign(page + "/charge", ["nature": "reminder", "amount": "3,00"], as: "tito")
      let fields = ["amount": "303", "keep": "days", "account": "main", "day": "2026-12-15"]
      try browser.preview(page + "/prepay", fields, as: "tito")
      var book = try #require(try ledger.bookkeeper.loans().first)
      #expect(book.position?.outstanding == Money(cents: 30_000))
      #expect(book.position?.unpaidCosts == .zero)
      #expect(book.state.schedule?.rows.map(\.instalment) == Array(repeating: Money(cents: 2_500), count: 12))
      let rest = ["keep": "days", "account": "main", "day": "2026-12-15"]
      try browser.preview(page + "/prepay", rest, as: "tito")
      book = try #require(try ledger.bookkeeper.loans().first)
      #expect(book.position?.owed == .zero)
      try browser.sign(page + "/close", [:], as: "tito")
      #expect(try ledger.bookkeeper.loans().map(\.state.status) == [.closed])
    }
  }
}
