import Bookkeeping
import Funds
import LedgerCore
import Pages
import SiteTesting
import Sodium
import Testing

@testable import MastroWeb

/// What a family's hours have credited at the fund's charge is paid to the creditor.
@Suite struct ServicePaymentTests {
  private func paper(_ ledger: OfficeLedger, _ name: String) throws -> Attestation {
    Attestation(
      party: try ledger.party(name), medium: .signedPaper,
      documentDigest: Fingerprint(SHA256.hash(Array(name.utf8))))
  }

  /// Four hours of Rosa at 7.00 each, credited by Gino for what she owes to Immobiliare Blu.
  private func credited(_ ledger: OfficeLedger) throws -> ULID {
    let id = ledger.bookkeeper.surroundings.newID()
    let stream = StreamID("service", id)
    let today = ledger.bookkeeper.surroundings.now.date
    let work = ServiceWork(
      household: try ledger.family("Bruni"), worker: try ledger.party("Rosa Bruni"), hostBody: nil,
      hostParty: try ledger.party("Banca Etica Donata"), tasks: [.commonParts], start: today,
      end: today.adding(days: 100))
    try ledger.record(ServiceAgreed(work), stream, by: "olga", .operator, id: id)
    let terms = ServiceTerms(
      debt: .claim(creditor: try ledger.party("Immobiliare Blu"), nature: .condominium),
      hourlyRate: Money(cents: 700), monthlyCap: Money(cents: 14_000), totalCap: Money(cents: 20_000),
      purse: Restriction(fund: "casa", name: "free"), regulation: nil)
    let set = try ledger.record(ServiceTermsSet(terms), stream, by: "carla", .committee)
    try ledger.record(
      ServiceAccepted(.household, work: work, terms: set, attestation: paper(ledger, "Rosa Bruni")), stream,
      by: "olga", .operator)
    try ledger.record(
      ServiceAccepted(.host, work: work, terms: nil, attestation: paper(ledger, "Banca Etica Donata")), stream,
      by: "omar", .operator)
    try ledger.record(
      ServiceInsured(document: Fingerprint(SHA256.hash([7])), from: today, until: today.adding(days: 100)), stream,
      by: "olga", .operator)
    let (from, to) = (try #require(TimeOfDay("09:00")), try #require(TimeOfDay("13:00")))
    let session = try ledger.record(
      ServicePerformed(on: today, from: from, to: to, task: .commonParts), stream, by: "olga", .operator)
    try ledger.record(
      ServiceConfirmed(session: session, minutes: 240, attestation: paper(ledger, "Banca Etica Donata")), stream,
      by: "omar", .operator)
    try ledger.record(
      ServiceCredited(minutes: 240, amount: Money(cents: 2_800), through: today), stream, by: "gino", .treasurer)
    return id
  }

  @Test func `it waits among the payments, and is gone when it is paid`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let path = "/payments/service/\(try credited(ledger))"
      #expect(try browser.open("/payments", as: "tito").contains(path))
      #expect(try browser.open(path, as: "tito").contains("28,00"))
      guard
        case .page(let refused) = try browser.send(
          path, ["amount": ["28,01"], "account": ["main"], "day": ["2026-12-15"]], as: "tito")
      else {
        Issue.record("more was paid than the hours have credited")
        return
      }
      #expect(browser.html(refused, .italian).contains("role=\"alert\""))
      let then = try browser.sign(
        path, ["amount": ["28,00"], "account": ["main"], "day": ["2026-12-15"]], as: "tito")
      #expect(then == "/payments")
      #expect(try ledger.balance("assets:bank:main") == 697_200)
      #expect(try !browser.open("/payments", as: "tito").contains(path))
      #expect(browser.untranslated.all == [])
    }
  }
}
