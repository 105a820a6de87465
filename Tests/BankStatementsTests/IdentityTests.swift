import Testing

@testable import BankStatements

/// How a movement is recognised when a later file contains it again.
struct IdentityTests {
  private func csv(_ rows: String...) throws -> [BankLine] {
    let outcome = Outcome(CSVTests.posteHeader + rows.joined(separator: "\n") + "\n")
    return try #require(outcome.statements.first, "\(outcome)").lines
  }

  @Test func `an overlapping file finds the same lines and only the new ones are new`() throws {
    let coffee = "02/10/26;;1,20;;CAFFÈ"
    let first = try csv("01/10/26;;5,00;;a", coffee, coffee)
    let second = try csv(coffee, coffee, coffee, "03/10/26;;7,00;;b")
    let known = Set(first.map(\.identity))
    #expect(second.map { known.contains($0.identity) } == [true, true, false, false])
  }

  @Test func `day, amount, sign and text each make another line`() throws {
    let lines = try csv(
      "01/10/26;;5,00;;a", "02/10/26;;5,00;;a", "01/10/26;;5,01;;a", "01/10/26;;;5,00;a", "01/10/26;;5,00;;b",
      "01/10/26;02/10/26;5,00;;  a  ")
    #expect(Set(lines.map(\.identity)).count == 6)
    let again = try csv("01/10/26;;5,00;;b", "01/10/26;;5,00;;a")
    #expect(again[1].identity == lines[0].identity)
    #expect(again[0].identity == lines[4].identity)
  }

  @Test func `with a bank reference the text may change, the account may not`() throws {
    func line(_ text: String, account: String = "IT1", reference: String = "R1") throws -> LineIdentity {
      let entry = CamtText.entry(
        reference: "<AcctSvcrRef>\(reference)</AcctSvcrRef>",
        details: "<TxDtls><RmtInf><Ustrd>\(text)</Ustrd></RmtInf></TxDtls>")
      let account = "<Acct><Id><IBAN>\(account)</IBAN></Id></Acct>"
      let outcome = Outcome(CamtText.document(CamtText.statement(account: account, entry)))
      return try #require(outcome.statements.first?.lines.first).identity
    }
    #expect(try line("a") == line("b"))
    #expect(try line("a") != line("a", account: "IT2"))
    #expect(try line("a") != line("a", reference: "R2"))
    #expect(try line("a", reference: "NONREF") != line("b", reference: "NONREF"))
  }

  @Test func `the bytes are fixed for ever`() throws {
    let lines = try csv("02/10/26;;1,20;;CAFFE", "02/10/26;;1,20;;CAFFE")
    #expect(
      lines.map { String(decoding: $0.identity.bytes, as: UTF8.self) } == [
        "19:bank-line-content-10:10:2026-10-024:-1200:0:5:CAFFE1:1",
        "19:bank-line-content-10:10:2026-10-024:-1200:0:5:CAFFE1:2",
      ])
  }
}
