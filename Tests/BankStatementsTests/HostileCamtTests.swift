import LedgerCore
import SeededRandom
import Testing

@testable import BankStatements

/// Wrong XML, each refused whole and by name.
struct HostileCamtTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let problem: StatementError.Problem
    /// The end of the place's description.
    let place: String
    var testDescription: String { name }

    init(_ name: String, _ problem: StatementError.Problem, _ place: String, _ text: String) {
      self.name = name
      self.text = text
      self.problem = problem
      self.place = place
    }

    /// A single entry that is wrong.
    init(_ name: String, _ problem: StatementError.Problem, _ place: String, entry: String) {
      self.init(name, problem, place, CamtText.document(CamtText.statement(entry)))
    }
  }

  static let good = CamtText.document(CamtText.statement(CamtText.entry()))
  static let laughs = """
    <?xml version="1.0"?>
    <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&c;</Document>
    """
  static let external = """
    <!-- a comment first -->
    <?a processing instruction?>
    <!DOCTYPE Document SYSTEM "file:///etc/passwd"><Document/>
    """

  static let cases: [Case] = [
    Case("cut in the middle", .malformed, "line 4", String(good.prefix(good.count / 2 + 60))),
    Case("cut before the last tag", .malformed, "line 7", String(good.dropLast(11))),
    Case("text after the end", .malformed, "line 8", good + "<more/>"),
    Case("tags that cross", .malformed, "line 5", good.replacing("</Ntry>", with: "</Ntri>")),
    Case("an entity nobody declared", .malformed, "line 5", good.replacing("Booking", with: "&boom;")),
    Case("a billion laughs", .forbiddenMarkup, "line 2", laughs),
    Case("an external entity", .forbiddenMarkup, "line 3", external),
    Case(
      "a document type inside", .malformed, "line 2",
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>\n<!DOCTYPE x></Document>"),
    Case("another XML", .notRecognised, "line 1, html", "<html><body/></html>"),
    Case(
      "a payment order", .unsupportedFormat, "line 1, Document",
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'/>"),
    Case("a notification", .unsupportedFormat, "line 2, Document", CamtText.document(version: "054.001.08")),
    Case("version 1", .unsupportedFormat, "line 2, Document", CamtText.document(version: "053.001.01")),
    Case("version 99", .unsupportedFormat, "line 2, Document", CamtText.document(version: "053.001.99")),
    Case("no statement", .missing, "file", CamtText.document()),
    Case("no amount", .missing, "Ntry[1]", entry: CamtText.entry(amount: "")),
    Case("an amount without currency", .missing, "Ntry[1]/Amt", entry: CamtText.entry(amount: "<Amt>5.00</Amt>")),
    Case("a residue", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("12.345"))),
    Case("a negative amount", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("-5.00"))),
    Case("thousands", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("1,250.00"))),
    Case("letters", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("5.0O"))),
    Case("two points", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("5.0.0"))),
    Case("an empty amount", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount(""))),
    Case("a point alone", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("."))),
    Case("an exponent", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("1e3"))),
    Case("Arabic digits", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("٥.٠٠"))),
    Case(
      "a cent too many", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("10000000000.01"))),
    Case(
      "a huge amount", .badAmount, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("99999999999999999999"))
    ),
    Case(
      "a huge balance", .badAmount, "Bal[1]/Amt", CamtText.document(CamtText.statement(opening: "90071992547409.92"))),
    Case("no indicator", .missing, "Ntry[1]", entry: CamtText.entry(sign: "")),
    Case("a wrong indicator", .badValue, "Ntry[1]/CdtDbtInd", entry: CamtText.entry(sign: "<CdtDbtInd>C</CdtDbtInd>")),
    Case("no status", .missing, "Ntry[1]", entry: CamtText.entry(status: "")),
    Case("an unknown status", .badValue, "Ntry[1]/Sts", entry: CamtText.entry(status: "<Sts><Prtry>X</Prtry></Sts>")),
    Case("a wrong reversal", .badValue, "Ntry[1]/RvslInd", entry: CamtText.entry(reversal: "<RvslInd>no</RvslInd>")),
    Case("no date at all", .missing, "Ntry[1]", entry: CamtText.entry(booking: "", value: "")),
    Case("an empty date", .missing, "Ntry[1]/BookgDt", entry: CamtText.entry(booking: "<BookgDt/>")),
    Case(
      "30 February", .badDate, "Ntry[1]/BookgDt/Dt",
      entry: CamtText.entry(booking: "<BookgDt><Dt>2026-02-30</Dt></BookgDt>")),
    Case(
      "an Italian date", .badDate, "Ntry[1]/BookgDt/Dt",
      entry: CamtText.entry(booking: "<BookgDt><Dt>05/10/2026</Dt></BookgDt>")),
    Case(
      "a date and more", .badDate, "Ntry[1]/ValDt/Dt",
      entry: CamtText.entry(value: "<ValDt><Dt>2026-10-05x</Dt></ValDt>")),
    Case(
      "a wrong zone", .badDate, "Ntry[1]/ValDt/Dt",
      entry: CamtText.entry(value: "<ValDt><Dt>2026-10-05+2:00</Dt></ValDt>")),
    Case(
      "25 o'clock", .badDate, "Ntry[1]/ValDt/DtTm",
      entry: CamtText.entry(value: "<ValDt><DtTm>2026-10-05T25:00:00</DtTm></ValDt>")),
    Case("another currency", .currency, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("5.00", "USD"))),
    Case("yen", .currency, "Ntry[1]/Amt", entry: CamtText.entry(amount: CamtText.amount("500", "JPY"))),
    Case("no account", .missing, "Stmt[1]", CamtText.document(CamtText.statement(account: ""))),
    Case(
      "an empty account", .missing, "Stmt[1]/Acct/Id",
      CamtText.document(CamtText.statement(account: "<Acct><Id/></Acct>"))),
    Case("no id", .missing, "Stmt[1]", CamtText.document(CamtText.statement()).replacing("<Id>S1</Id>", with: "")),
    Case(
      "no page end", .missing, "StmtPgntn",
      CamtText.document(CamtText.statement(extra: "<StmtPgntn><PgNb>1</PgNb></StmtPgntn>"))),
    Case(
      "a page that is no number", .badValue, "StmtPgntn/PgNb",
      CamtText.document(CamtText.statement(extra: "<StmtPgntn><PgNb>0</PgNb></StmtPgntn>"))),
    Case(
      "a statement twice", .duplicateStatement, "Stmt[2]",
      CamtText.document(CamtText.statement(CamtText.entry()), CamtText.statement(CamtText.entry()))),
    Case(
      "two openings", .contradiction, "Bal[2]/Amt",
      CamtText.document(CamtText.statement(extra: CamtText.balance("OPBD", "10.01", day: "2026-10-01")))),
    Case(
      "a wrong second entry", .badAmount, "Ntry[2]/Amt",
      CamtText.document(CamtText.statement(CamtText.entry(), CamtText.entry(amount: CamtText.amount("x"))))),
    Case(
      "a wrong second statement", .missing, "Stmt[2]/Ntry[1]",
      CamtText.document(CamtText.statement(CamtText.entry()), CamtText.statement(id: "S2", CamtText.entry(sign: "")))),
    Case("an encoding nobody knows", .encoding, "line 1", good.replacing("UTF-8", with: "EBCDIC-IT")),
    Case("UTF-16 declared over UTF-8", .encoding, "line 1", good.replacing("UTF-8", with: "UTF-16")),
    Case("a NUL", .malformed, "line 5", good.replacing("Booking", with: "Boo\u{0}king")),
  ]

  @Test(arguments: cases)
  func `a wrong file is refused whole, by name and place`(_ expected: Case) {
    let outcome = Outcome(expected.text, as: .camt)
    #expect(outcome.error?.problem == expected.problem, "\(outcome)")
    let place = outcome.error?.place.description ?? ""
    #expect(place.hasSuffix(expected.place), "\(outcome)")
    #expect(outcome.error?.remedy.isEmpty == false)
  }

  @Test func `Latin-1 bytes declared as UTF-8 are refused with their line`() throws {
    let text = Self.good.replacing("Booking", with: "Münster")
    let outcome = Outcome(try #require(EncodedText.bytes(text, .latin1)))
    #expect(outcome.error?.problem == .encoding)
    #expect(outcome.error?.place == .line(5))
  }

  @Test func `a byte that Windows-1252 does not have is refused`() throws {
    let text = Self.good.replacing("UTF-8", with: "windows-1252")
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "k") ? 0x81 : $0 }
    #expect(Outcome(bytes, as: .camt).error?.problem == .encoding)
  }

  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
  func `a mark that contradicts the declaration, and half a character, are refused`(_ encoding: TextEncoding) throws {
    #expect(Outcome(try #require(EncodedText.bytes(Self.good, encoding))).error?.problem == .encoding)
    let right = try #require(EncodedText.bytes(Self.good.replacing("UTF-8", with: "UTF-16"), encoding))
    #expect(Outcome(right).statements.count == 1)
    #expect(Outcome(Array(right.dropLast())).error?.problem == .encoding)
    #expect(
      Outcome([0xEF, 0xBB, 0xBF] + Array(Self.good.replacing("UTF-8", with: "ISO-8859-1").utf8)).error?.problem
        == .encoding)
  }

  @Test func `a description without end and elements without end are refused`() {
    let long = String(repeating: "x", count: StatementLimits.textBytes)
    let entry = CamtText.entry(details: "<TxDtls><RmtInf><Ustrd>\(long)</Ustrd></RmtInf></TxDtls>")
    #expect(Outcome(CamtText.document(CamtText.statement(entry))).error?.problem == .tooLarge)
    let deep = String(repeating: "<A>", count: 1_000)
    let foreign = "<A xmlns='urn:x'>" + deep
    let wide = String(repeating: "<A/>", count: StatementLimits.elementsKept)
    for extra in [deep, foreign, wide] {
      let outcome = Outcome(CamtText.document(CamtText.statement(extra: extra)))
      #expect(outcome.error?.problem == .tooLarge, "\(outcome)")
    }
  }

  @Test func `a mutilated statement never stops the program and never proves a false balance`() throws {
    let seed = SeededGenerator.printedSeed("mutilated CAMT")
    var random = SeededGenerator(seed: seed)
    let original = try TestFiles.bytes(TestFiles.sample("fund-camt053-v8.xml"))
    for round in 0..<300 {
      let bytes = Mutilation.apply(to: original, using: &random)
      for statement in Outcome(bytes, as: .camt).statements {
        let sum = statement.lines.reduce(0) { $0 + $1.amount.cents }
        if case .proved(let opening, _, let closing) = statement.proof {
          #expect(opening.cents + sum == closing.cents, "seed \(seed), round \(round)")
        }
        #expect(Set(statement.lines.map(\.identity)).count == statement.lines.count, "seed \(seed), round \(round)")
      }
    }
  }
}
