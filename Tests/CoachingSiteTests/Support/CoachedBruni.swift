import Bookkeeping
import Coaching
import LedgerCore
import LedgerSQLite
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// Elsa sits with the family Bruni: three people, 1,950 a month, 1,480 of expenses, an instalment of 95. These are the
/// worked figures of the specification.
struct CoachedBruni {
  let ledger: CoachingLedger
  let browser: Browser
  let family: ULID

  var bookkeeper: Bookkeeper { ledger.bookkeeper }

  static func with(_ body: (CoachedBruni) throws -> Void) throws {
    try CoachingLedger.with { ledger in
      try body(CoachedBruni(ledger: ledger, browser: Browser(ledger), family: ledger.family("Bruni")))
    }
  }

  func page(_ path: String, in language: Language = .italian) throws -> String {
    try browser.open("/coaching/\(family)" + (path.isEmpty ? "" : "/" + path), as: "elsa", in: language)
  }

  func file(_ path: String) throws -> String { try browser.file("/coaching/\(family)/" + path, as: "elsa") }

  /// What was noted as read.
  func reads() throws -> Set<String> {
    Set(try bookkeeper.vault.accesses(to: family, most: 1_000).map(\.page))
  }

  /// Sends a form that leads on.
  @discardableResult
  func send(_ path: String, _ fields: [String: String]) throws -> String {
    switch try browser.send("/coaching/\(family)/\(path)", fields, as: "elsa") {
    case .redirect(let place): return place
    case .page(let page):
      Issue.record("\(path) shows: \(browser.html(page, .italian))")
      return ""
    case .file: return ""
    }
  }

  func open() throws { try browser.sign("/coaching/\(family)/open", ["session": "advice"], as: "elsa") }

  func tellPeople() throws {
    try send("snapshot/people", ["rows": "0", "then": "next", "members": "3", "month": "2026-12", "liquid": "0"])
  }

  func expense(_ row: Int, _ sort: String, _ name: String, _ amount: String) -> [String: String] {
    let line = "expense-\(row)"
    return [
      "rows": "6", "then": "next", "\(line)-sort": sort, "\(line)-name": name, "\(line)-amount": amount,
      "\(line)-frequency": "monthly", "\(line)-nature": "fixed",
    ]
  }

  /// Every topic, and the signature.
  func tellEverything() throws {
    try tellPeople()
    try send(
      "snapshot/income",
      [
        "rows": "3", "then": "next", "income-0-source": "salary", "income-0-name": "Stipendio",
        "income-0-amount": "1950", "income-0-frequency": "monthly", "income-0-certainty": "reliable",
      ])
    try send("snapshot/home", expense(0, "home/04.1", "Affitto", "600,00"))
    try send("snapshot/daily", expense(0, "food/01.1", "Cibo", "880"))
    try send(
      "snapshot/debts",
      [
        "rows": "3", "then": "next", "debt-0-name": "Finanziaria", "debt-0-balance": "2000", "debt-0-instalment": "95",
        "debt-0-frequency": "monthly", "debt-0-tier": "2",
      ])
    try browser.sign("/coaching/\(family)/snapshot/summary", ["session": "advice"], as: "elsa")
  }

  /// Olga records what the family has signed on paper.
  func confirm() throws {
    try browser.sign(
      "/coaching/\(family)/confirm", ["party": ledger.party("Rosa Bruni").description, "medium": "signed-paper"],
      files: ["document": [1, 2, 3]], as: "olga")
  }

  func assess() throws { try browser.sign("/coaching/\(family)/assess", ["months": "", "first": ""], as: "elsa") }

  func plan(promising amount: String) throws {
    try browser.sign(
      "/coaching/\(family)/plan", ["from": "2026-12", "months": "12", "promised": amount, "session": "advice"],
      as: "elsa")
  }

  func agree() throws {
    try browser.sign(
      "/coaching/\(family)/agree", ["party": ledger.party("Rosa Bruni").description, "medium": "signed-paper"],
      files: ["document": [1, 2, 3]], as: "olga")
  }
}
