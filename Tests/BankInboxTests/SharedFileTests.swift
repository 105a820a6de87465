import BankStatements
import Bookkeeping
import Foundation
import LedgerCore
import LedgerSQLite
import Testing

/// Files that other people and programs made, imported as they are.
@Suite(.enabled(if: TestFiles.isSharedPresent, "../shared/data/statements is not here: these files are not imported"))
struct SharedFileTests {
  enum Outcome: Hashable, Sendable {
    /// Lines of each statement, and whether their balances close.
    case imported([Int], proved: Bool)
    case refused(String)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let file: String
    let outcome: Outcome
    var testDescription: String { file }
  }

  @Test(arguments: [
    Case(file: "actual-camt.latin1.xml", outcome: .imported([2], proved: false)),
    Case(file: "addebito_diretto.csv", outcome: .refused("statement.does-not-add-up")),
    Case(file: "bancoposta.csv", outcome: .refused("statement.does-not-add-up")),
    Case(file: "bonifico.csv", outcome: .refused("statement.does-not-add-up")),
    Case(file: "genkgo-camt053.v2.minimal.xml", outcome: .refused("currency")),
    Case(file: "genkgo-camt053.v2.multi.statement.xml", outcome: .imported([1, 1], proved: true)),
    Case(file: "genkgo-camt053.v2.wrong.xml", outcome: .refused("missing")),
    Case(file: "genkgo-camt053.v4.xml", outcome: .refused("currency")),
    Case(file: "kedder-davider80.xml", outcome: .refused("statement.currency")),
    Case(file: "kedder-simple.xml", outcome: .imported([4], proved: true)),
    Case(file: "ofxparse-checking.ofx", outcome: .refused("unsupported-format")),
    Case(file: "ofxparse-decimal_error.ofx", outcome: .refused("unsupported-format")),
    Case(file: "ofxtools-stmtrs_euro.ofx", outcome: .refused("unsupported-format")),
  ])
  func `each file is imported, or refused for its reason`(_ expected: Case) throws {
    try Office.with { office in
      let bytes = try TestFiles.bytes(TestFiles.shared.appendingPathComponent(expected.file))
      let outcome = try outcome(of: bytes, in: office)
      #expect(outcome == expected.outcome)
      if case .refused = outcome { #expect(try office.bookkeeper.vault.statements().isEmpty) }
    }
  }

  private func outcome(of bytes: [UInt8], in office: Office) throws -> Outcome {
    do {
      let plan = try office.take(bytes)
      #expect(try office.take(bytes).newLines == 0)
      return .imported(plan.parts.map(\.newLines), proved: plan.parts.allSatisfy(\.stored.isProved))
    } catch let refusal as Refusal {
      return .refused(refusal.code.id)
    } catch let error as StatementError {
      return .refused(error.problem.rawValue)
    }
  }
}
