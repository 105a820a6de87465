import LedgerCore
import Testing

@testable import BankStatements

/// What the standard says, case by case.
struct CamtTests {
  private func only(_ text: String) throws -> BankStatement {
    let outcome = Outcome(text)
    #expect(outcome.statements.count == 1, "\(outcome)")
    return try #require(outcome.statements.first)
  }

  private func line(_ entry: String) throws -> BankLine {
    try #require(try only(CamtText.document(CamtText.statement(entry))).lines.first)
  }

  @Test(arguments: ["053.001.02", "053.001.03", "053.001.04", "053.001.08", "053.001.13"])
  func `every version from 2 to 13 is read alike`(_ version: String) throws {
    let status = version < "053.001.04" ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>"
    let text = CamtText.document(version: version, CamtText.statement(CamtText.entry(status: status)))
    let ten = Money(cents: 1000)
    #expect(
      try only(text).proof == .proved(opening: ten, movements: Money(cents: 500), closing: Money(cents: 1500)))
  }

  @Test func `a prefix on every element changes nothing`() throws {
    let plain = CamtText.document(CamtText.statement(CamtText.entry()))
    let prefixed = plain.replacing("<Document xmlns=", with: "<Document xmlns:n=")
      .replacing("</", with: "\u{1}").replacing("<?", with: "\u{2}").replacing("<", with: "<n:")
      .replacing("\u{1}", with: "</n:").replacing("\u{2}", with: "<?")
    #expect(try only(prefixed) == only(plain))
  }

  @Test(arguments: [
    ("905.3", 90530), ("38", 3800), ("0.01", 1), ("+7.50", 750), (" 5.00\n", 500), ("12.34000", 1234), (".5", 50),
    ("38.", 3800), ("10000000000.00", 1_000_000_000_000),
  ])
  func `an amount is read exactly`(_ written: String, _ cents: Int) throws {
    #expect(try line(CamtText.entry(amount: CamtText.amount(written))).amount.cents == cents)
  }

  @Test(arguments: [
    ("2026-10-05", "<Dt>2026-10-05</Dt>"), ("2026-10-05", "<Dt>2026-10-05+02:00</Dt>"),
    ("2026-10-05", "<Dt>2026-10-05Z</Dt>"), ("2026-10-05", "<DtTm>2026-10-05T23:30:00.123+02:00</DtTm>"),
    ("2026-10-05", "<DtTm>2026-10-05T00:00:00</DtTm>"), ("2024-02-29", "<Dt>2024-02-29-11:00</Dt>"),
  ])
  func `a day is the day as the bank writes it`(_ day: String, _ written: String) throws {
    #expect(try line(CamtText.entry(booking: "<BookgDt>\(written)</BookgDt>")).bookingDate == CivilDate(day))
  }

  @Test func `a reversal is signed as it was booked`() throws {
    for (sign, cents) in [("CRDT", 500), ("DBIT", -500)] {
      let reversed = try line(
        CamtText.entry(sign: "<CdtDbtInd>\(sign)</CdtDbtInd>", reversal: "<RvslInd>true</RvslInd>"))
      #expect(reversed.isReversal)
      #expect(reversed.amount.cents == cents)
    }
  }

  @Test(arguments: [
    ("CRDT", "false", "Debtor"), ("DBIT", "false", "Creditor"), ("CRDT", "true", "Creditor"),
    ("DBIT", "true", "Debtor"),
  ])
  func `the counterparty is the other side, of the original operation in a reversal`(
    _ sign: String, _ reversal: String, _ name: String
  ) throws {
    let parties =
      "<TxDtls><RltdPties><Dbtr><Pty><Nm>Debtor</Nm></Pty></Dbtr>"
      + "<Cdtr><Pty><Nm>Creditor</Nm></Pty></Cdtr></RltdPties></TxDtls>"
    let entry = CamtText.entry(
      sign: "<CdtDbtInd>\(sign)</CdtDbtInd>", reversal: "<RvslInd>\(reversal)</RvslInd>", details: parties)
    #expect(try line(entry).counterpartyName == name)
  }

  @Test func `our own account is never the counterparty`() throws {
    let parties = """
      <TxDtls><RltdPties><Dbtr><Nm>We</Nm></Dbtr><DbtrAcct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></DbtrAcct>\
      <Cdtr><Nm>They</Nm></Cdtr><CdtrAcct><Id><IBAN>it 28 W8000000292100645211151</IBAN></Id></CdtrAcct>\
      </RltdPties></TxDtls>
      """
    let read = try line(CamtText.entry(details: parties))
    #expect(read.counterpartyName == "They")
    #expect(read.counterpartyIBAN == "IT28W8000000292100645211151")
  }

  @Test(arguments: ["NOTPROVIDED", "NONREF", "notprovided", " N/A ", ""])
  func `a filler is no reference`(_ filler: String) throws {
    let read = try line(
      CamtText.entry(
        reference: "<AcctSvcrRef>\(filler)</AcctSvcrRef>",
        details: "<TxDtls><Refs><EndToEndId>\(filler)</EndToEndId></Refs></TxDtls>"))
    #expect(read.bankReference == nil)
    #expect(read.endToEndID == nil)
  }

  @Test func `entries that are not booked move nothing and are counted`() throws {
    let pending = ["PDNG", "INFO", "FUTR"].map { CamtText.entry(status: "<Sts>\($0)</Sts>") }
    let statement = try only(
      CamtText.document(CamtText.statement(pending[0], pending[1], pending[2], CamtText.entry())))
    #expect(statement.lines.count == 1)
    #expect(statement.warnings == [.unbookedExcluded(count: 3)])
    guard case .proved = statement.proof else {
      Issue.record("\(statement.proof)")
      return
    }
  }

  @Test func `entries of zero and entries without booking date are said`() throws {
    let statement = try only(
      CamtText.document(
        CamtText.statement(CamtText.entry(amount: CamtText.amount("0")), CamtText.entry(booking: ""))))
    #expect(statement.warnings == [.zeroAmountsExcluded(count: 1), .valueDateAsBookingDate(count: 1)])
  }

  private func part(_ amount: String, sign: String = "", reference: String = "") -> String {
    "<TxDtls><Refs><AcctSvcrRef>\(reference)</AcctSvcrRef></Refs>\(amount)\(sign)</TxDtls>"
  }

  @Test func `a batch that adds up becomes its parts, old and new way of writing amounts`() throws {
    let new =
      part(CamtText.amount("7.00"), reference: "A") + part(CamtText.amount("2.00"), sign: "<CdtDbtInd>DBIT</CdtDbtInd>")
    let old = ["3.00", "2.00"].map { part("<AmtDtls><TxAmt>\(CamtText.amount($0))</TxAmt></AmtDtls>") }.joined()
    for (details, expected) in [(new, [700, -200]), (old, [300, 200])] {
      let entry = CamtText.entry(reference: "<AcctSvcrRef>BATCH</AcctSvcrRef>", details: details)
      let statement = try only(CamtText.document(CamtText.statement(entry)))
      #expect(statement.lines.map(\.amount.cents) == expected)
      #expect(statement.lines.last?.bankReference == "BATCH")
      #expect(Set(statement.lines.map(\.identity)).count == 2)
    }
  }

  @Test(arguments: [
    CamtText.amount("3.00") + "|" + CamtText.amount("1.99"), CamtText.amount("3.00") + "|",
    CamtText.amount("3.00") + "|" + CamtText.amount("2.00", "USD"),
    CamtText.amount("5.00") + "|" + CamtText.amount("0"),
  ])
  func `a batch that does not add up stays one line`(_ amounts: String) throws {
    let details = amounts.split(separator: "|", omittingEmptySubsequences: false).map { part(String($0)) }.joined()
    let statement = try only(CamtText.document(CamtText.statement(CamtText.entry(details: details))))
    #expect(statement.lines.map(\.amount.cents) == [500])
    #expect(statement.lines.first?.description == "Booking / 2 transactions")
    #expect(statement.warnings == [.batchesNotSplit(count: 1)])
  }

  @Test func `the previous closing opens where no opening is stated, and an overdraft is negative`() throws {
    let balances =
      CamtText.balance("PRCD", "2.00", sign: "DBIT", day: "2026-09-30")
      + CamtText.balance("CLAV", "99.00", currency: "JPY", day: "2026-10-31")
      + CamtText.balance("CLBD", "3.00", day: "2026-10-31")
    let statement = try only(
      CamtText.document(CamtText.statement(opening: nil, closing: nil, extra: balances, CamtText.entry())))
    #expect(
      statement.proof
        == .proved(opening: Money(cents: -200), movements: Money(cents: 500), closing: Money(cents: 300)))
  }

  @Test(
    arguments: [
      (nil, "15.00", "no opening balance"), ("10.00", nil, "no closing balance"),
      (nil, nil, "neither an opening nor a closing balance"),
    ] as [(String?, String?, String)])
  func `what is not stated is not proved`(_ opening: String?, _ closing: String?, _ reason: String) throws {
    let statement = try only(
      CamtText.document(CamtText.statement(opening: opening, closing: closing, CamtText.entry())))
    #expect(statement.proof == .notStated(reason: "the file states \(reason)"))
  }

  @Test func `an account without IBAN is known by its other number, and pages by theirs`() throws {
    let text = CamtText.statement(
      account: "<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>"
        + "<Acct><Id><Othr><Id>00 123-X</Id></Othr></Id></Acct>", CamtText.entry())
    let statement = try only(CamtText.document(text))
    #expect(statement.account == .other("00123-X"))
    #expect(statement.currency == "EUR")
    #expect(statement.warnings == [.notLastPage(number: 2)])
  }

  @Test func `elements of another namespace are not the bank's`() throws {
    let foreign = "<x:Ntry xmlns:x=\"urn:other\"><Amt xmlns=\"urn:iso:std\">9.00</Amt></x:Ntry>"
    let statement = try only(CamtText.document(CamtText.statement(CamtText.entry(), foreign)))
    #expect(statement.lines.count == 1)
  }

  @Test func `a long statement with much white space is read, also beyond ten megabytes`() throws {
    let gap = "\n" + String(repeating: " ", count: 1_200)
    let entries = String(repeating: CamtText.entry().replacing("><", with: ">\(gap)<") + gap, count: 600)
    let statement = try only(CamtText.document(CamtText.statement(closing: "3010.00", entries)))
    #expect(
      statement.proof
        == .proved(
          opening: Money(cents: 1000), movements: Money(cents: 300_000), closing: Money(cents: 301_000)))
  }

  @Test func `a line knows where in the file it stands`() throws {
    let statement = try only(CamtText.document(CamtText.statement(CamtText.entry(), CamtText.entry())))
    #expect(statement.lines.map(\.sourceLine) == [5, 6])
    #expect(statement.lines.map(\.ordinal) == [1, 2])
  }

  @Test(arguments: [
    ("ISO-8859-1", TextEncoding.latin1, "Münster"), ("windows-1252", .windows1252, "Café 5 €"),
    ("ISO-8859-15", .latin9, "5 €"), ("UTF-8", .utf8, "Łódź"), ("UTF-16", .utf16LittleEndian, "Łódź"),
    ("UTF-16", .utf16BigEndian, "Łódź"),
  ])
  func `a declared encoding is read`(_ declared: String, _ encoding: TextEncoding, _ name: String) throws {
    let text = CamtText.document(
      head: "<?xml version='1.0' encoding='\(declared)'?>",
      CamtText.statement(CamtText.entry(details: "<TxDtls><RmtInf><Ustrd>\(name)</Ustrd></RmtInf></TxDtls>")))
    let bytes = try #require(EncodedText.bytes(text, encoding))
    let statement = try #require(Outcome(bytes).statements.first)
    #expect(statement.lines.first?.description == "\(name) / Booking")
  }
}
