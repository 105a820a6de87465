import BankStatements
import Foundation
import LedgerCore
import Testing

/// Files that other people and programs made; nothing here is adjusted to make them pass.
@Suite(.enabled(if: TestFiles.isSharedPresent, "../shared/data/statements is not here: these files are not tested"))
struct SharedFileTests {
  struct Proved: CustomTestStringConvertible, Sendable {
    let file: String
    let currency: String
    /// Opening, movements and closing in cents, statement by statement.
    let balances: [[Int]]
    let lines: [Int]
    var testDescription: String { file }
  }

  @Test(arguments: [
    Proved(
      file: "genkgo-camt053.v2.multi.statement.xml", currency: "EUR",
      balances: [[1815, 885, 2700], [2700, -700, 2000]], lines: [1, 1]),
    Proved(file: "kedder-davider80.xml", currency: "CHF", balances: [[943_331, -367_985, 575_346]], lines: [16]),
    Proved(file: "kedder-simple.xml", currency: "EUR", balances: [[30653, -18101, 12552]], lines: [4]),
  ])
  func `a statement whose balances close is proved`(_ expected: Proved) throws {
    let statements = try read(expected.file).statements
    #expect(statements.map(\.proof) == expected.balances.map(proved))
    #expect(statements.map(\.lines.count) == expected.lines)
    #expect(statements.allSatisfy { $0.currency == expected.currency && $0.kind == .statement && $0.warnings == [] })
  }

  struct Failing: CustomTestStringConvertible, Sendable {
    let file: String
    let opening: Int
    let movements: Int
    let closing: Int
    let difference: Int
    let lines: Int
    var testDescription: String { file }
  }

  @Test(arguments: [
    Failing(
      file: "addebito_diretto.csv", opening: 10095, movements: -40040, closing: 10095, difference: 40040, lines: 3),
    Failing(
      file: "bancoposta.csv", opening: 2_685_195, movements: 99610, closing: 2_835_905, difference: 51100, lines: 4),
    Failing(file: "bonifico.csv", opening: 10095, movements: 89900, closing: 200_095, difference: 100_100, lines: 8),
  ])
  func `a statement whose balances do not close says by how much`(_ expected: Failing) throws {
    let statement = try #require(try read(expected.file).statements.first)
    #expect(
      statement.proof
        == .fails(
          opening: Money(cents: expected.opening), movements: Money(cents: expected.movements),
          closing: Money(cents: expected.closing), difference: Money(cents: expected.difference)))
    #expect(statement.lines.count == expected.lines)
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    let file: String
    let problem: StatementError.Problem
    let place: StatementError.Place
    var testDescription: String { file }
  }

  @Test(arguments: [
    Refused(
      file: "genkgo-camt053.v2.minimal.xml", problem: .currency,
      place: .element(path: "Document/BkToCstmrStmt/Stmt[1]/Bal[2]/Amt", line: 60)),
    Refused(
      file: "genkgo-camt053.v4.xml", problem: .currency,
      place: .element(path: "Document/BkToCstmrStmt/Stmt[1]/Bal[2]/Amt", line: 80)),
    Refused(file: "genkgo-camt053.v2.wrong.xml", problem: .missing, place: .file),
    Refused(file: "ofxparse-checking.ofx", problem: .unsupportedFormat, place: .file),
    Refused(file: "ofxparse-decimal_error.ofx", problem: .unsupportedFormat, place: .file),
    Refused(file: "ofxtools-stmtrs_euro.ofx", problem: .unsupportedFormat, place: .file),
  ])
  func `a wrong or foreign file is refused whole, with place and reason`(_ expected: Refused) throws {
    let error = try #require(try read(expected.file).error)
    #expect(error.problem == expected.problem)
    #expect(error.place == expected.place)
  }

  @Test func `an account report in Latin-1 keeps its umlauts and proves nothing`() throws {
    let statement = try #require(try read("actual-camt.latin1.xml").statements.first)
    #expect(statement.kind == .report)
    #expect(statement.warnings == [.intradayReport])
    guard case .notStated = statement.proof else {
      Issue.record("a report without balances cannot be proved: \(statement.proof)")
      return
    }
    #expect(statement.lines.map(\.amount) == [Money(cents: 10000), Money(cents: -500)])
    #expect(statement.lines[0].description == "M-Überschusssparen / DAUERAUFTRAG")
    #expect(statement.lines[1].counterpartyName == "Grüße aus München")
    #expect(statement.lines.map(\.bankReference) == ["2025090900000000", "2025090900000001"])
  }

  @Test func `details of lines are read where the bank puts them`() throws {
    let lines = try read("kedder-simple.xml").statements[0].lines
    #expect(lines[0].bankReference == "FC1261858984")
    #expect(lines.allSatisfy { $0.endToEndID == nil })
    #expect(lines[0].bookingDate == CivilDate(year: 2015, month: 12, day: 31))
    #expect(lines[0].valueDate == CivilDate(year: 2016, month: 1, day: 1))
    #expect(lines[0].counterpartyName == "AB DNB Bankas")
    #expect(lines[1].description == "Lėšų pervedimas į/iš LT11111111111111111 EUR pagal Nr. LTUH459EUR 00001")
    let zoned = try read("kedder-davider80.xml").statements[0].lines
    #expect(zoned[0].bookingDate == CivilDate(year: 2017, month: 4, day: 1))
    #expect(zoned[1].description == "Acquisto MIGROS M ARBEDO-CAST 31.03.2017/13:30 / N. carta Maestro xxxxxxxx")
    #expect(zoned.filter { $0.amount.isPositive }.map(\.amount) == [Money(cents: 36800)])
  }

  @Test func `every file of the folder is in one of these tables`() throws {
    let known: Set<String> = [
      "actual-camt.latin1.xml", "addebito_diretto.csv", "bancoposta.csv", "bonifico.csv",
      "genkgo-camt053.v2.minimal.xml", "genkgo-camt053.v2.multi.statement.xml", "genkgo-camt053.v2.wrong.xml",
      "genkgo-camt053.v4.xml", "kedder-davider80.xml", "kedder-simple.xml", "ofxparse-checking.ofx",
      "ofxparse-decimal_error.ofx", "ofxtools-stmtrs_euro.ofx",
    ]
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: TestFiles.shared.path)) == known)
  }

  private func read(_ file: String) throws -> Outcome {
    Outcome(try TestFiles.bytes(TestFiles.shared.appendingPathComponent(file)))
  }

  private func proved(_ cents: [Int]) -> BalanceProof {
    .proved(
      opening: Money(cents: cents[0]), movements: Money(cents: cents[1]), closing: Money(cents: cents[2]))
  }
}
