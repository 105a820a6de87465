import BankStatements
import Foundation
import LedgerCore
import Testing

@testable import BankStatements

/// The project's own samples and profile files.
struct SampleTests {
  @Test func `the CAMT sample closes and its batch is three donations`() throws {
    let statement = try #require(try sample("fund-camt053-v8.xml").statements.first)
    #expect(
      statement.proof
        == .proved(
          opening: Money(cents: 1_248_035), movements: Money(cents: 472_907), closing: Money(cents: 1_720_942)))
    #expect(statement.lines.count == 13)
    #expect(statement.account == .iban("IT10X0999901600000000123456"))
    #expect(statement.page == StatementPage(number: 1, isLast: true))
    let batch = statement.lines.filter { $0.bankReference == "BSG2610150002" }
    #expect(batch.map(\.counterpartyName) == ["Paolo Conti", "Samira Haddad", "Nicolò D'Amico"])
    #expect(batch.map(\.amount.cents) == [1000, 2000, 1500])
    let reversal = try #require(statement.lines.first { $0.isReversal })
    #expect(reversal.amount.cents == 12000)
    #expect(reversal.counterpartyName == "Luce e Gas Valle S.p.A.")
  }

  @Test func `the Poste sample closes and keeps two equal deposits apart`() throws {
    let statement = try #require(try sample("fund-poste.csv").statements.first)
    #expect(
      statement.proof
        == .proved(opening: Money(cents: 321_540), movements: Money(cents: 116_667), closing: Money(cents: 438_207)))
    #expect(statement.id == "poste 2026-11-03..2026-11-30")
    let deposits = statement.lines.filter { $0.description.hasPrefix("VERSAMENTO") }
    #expect(deposits.count == 2)
    #expect(Set(deposits.map(\.identity)).count == 2)
    #expect(statement.lines[0].description.hasSuffix("perché nessuno resti solo"))
  }

  @Test(arguments: ["poste", "generic"])
  func `the profile file that is shipped is the one in the program`(_ name: String) throws {
    let url = TestFiles.specs.appendingPathComponent("profiles/\(name).profile")
    let text = String(decoding: try TestFiles.bytes(url), as: UTF8.self)
    #expect(text == (name == "poste" ? CSVProfile.posteText : CSVProfile.genericText))
    #expect(try CSVProfile(parsing: text) == CSVProfile.builtIn(named: name))
  }

  private func sample(_ name: String) throws -> Outcome {
    Outcome(try TestFiles.bytes(TestFiles.specs.appendingPathComponent("samples/\(name)")))
  }
}
