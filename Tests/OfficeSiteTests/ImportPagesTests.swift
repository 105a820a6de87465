import Bookkeeping
import Funds
import LedgerCore
import Pages
import SiteTesting
import Sodium
import Testing

@testable import MastroWeb

/// A second person confirms loans that somebody else has imported.
@Suite struct ImportPagesTests {
  private static let profile: JSONObject = [
    "name": "test", "separator": ";", "encoding": "utf-8", "date": "dd/MM/yyyy", "decimal": "comma",
    "method": "interest-free", "rate": "0",
    "columns": [
      "number": "No", "borrower": "Client", "granted": "Paid out", "amount": "Amount", "instalments": "Months",
      "instalment": "Each", "status": "Status",
    ],
    "statuses": ["ok": ["meaning": "pays on time", "paid": "due"]],
  ]

  /// Two loans of 1,200.00, imported by Anna.
  private func importing(_ ledger: OfficeLedger) throws -> PortfolioBatch {
    let text = """
      No;Client;Paid out;Amount;Months;Each;Status
      1;C1;10/07/2026;1.200,00;12;100,00;ok
      2;C2;10/07/2026;1.200,00;12;100,00;ok
      """
    let bytes = Array(text.utf8)
    let day = try #require(CivilDate("2026-12-15"))
    let profile = try JSONDecoding.decodeExactly(PortfolioProfile.self, from: .object(Self.profile))
    let file = try PortfolioFile(bytes, profile: profile, asOf: day)
    #expect(file.bad == [])
    let batch = try ledger.bookkeeper.batch(
      file.loans, into: Restriction(fund: "casa", name: "homes"), purpose: "arrears", file: bytes,
      id: ledger.bookkeeper.surroundings.newID(),
      by: BatchSigner(member: ledger.member("anna"), role: .administrator, onBehalfOf: nil, asOf: day))
    _ = try ledger.bookkeeper.record(batch, keys: ledger.keys)
    return batch
  }

  @Test func `an empty list says how a file moves in`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      #expect(try browser.open("/imports", as: "tito").contains("mastro import loans"))
      #expect(try browser.open("/periods", as: "anna").contains("/imports"))
      #expect(throws: Refusal.self) { try browser.open("/imports", as: "olga") }
    }
  }

  @Test func `a batch is confirmed by a second person with its digest, by nobody else and with no other`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let batch = try importing(ledger)
      let path = "/imports/\(batch.id)"
      #expect(try browser.open("/imports", as: "tito").contains("da confermare"))
      let own = try browser.open(path, as: "anna")
      #expect(browser.untranslated.all == [])
      #expect(own.contains("lo conferma un’altra persona") && !own.contains("name=\"digest\""))
      for (typed, said) in [
        ("", "f-digest-fault"), ("not a digest", "non è un’impronta"),
        (SHA256.hash([]).hex, "role=\"alert\""),
      ] {
        guard case .page(let page) = try browser.send(path, ["digest": typed], as: "tito") else {
          Issue.record("\(typed) was taken for the digest")
          return
        }
        #expect(browser.html(page, .italian).contains(said))
      }
      try browser.sign(path, ["digest": "\(batch.proposal.digest)"], as: "tito")
      let state: PortfolioState = try ledger.bookkeeper.state(StreamID("portfolio", batch.id))
      #expect(state.status == .confirmed)
      #expect(try ledger.bookkeeper.loans().filter(\.isConfirmed).count == 2)
      #expect(try !browser.open(path, as: "carla").contains("name=\"digest\""))
    }
  }
}
