import LedgerCore
import SeededRandom
import Testing

@testable import BankStatements

/// CSV files by the built-in profiles and by others.
struct CSVTests {
  static let posteHeader = "Data;Valuta;Addebiti;Accrediti;Descrizione operazioni\n"
  static let genericHeader = "Date,Value date,Amount,Description,Counterparty,IBAN,Reference,Currency\n"

  static func profile(_ extra: String) throws -> StatementFormat {
    .csv(
      try CSVProfile(
        parsing: """
          name = test
          delimiter = ;
          currency = EUR
          date = dd/MM/yyyy
          decimal = comma
          column.booking-date = Data
          column.description = Testo
          \(extra)
          """))
  }

  @Test func `a generic list is read with its opening and closing balance`() throws {
    let text = """
      Account statement
      "Nr. 12, all movements"

      Date,Value date,Amount,Description,Counterparty,IBAN,Reference,Currency
      2026-10-01,,"1,000.00",OPENING BALANCE,,,,EUR
      2026-10-02,2026-10-03,-12.50,"Rent, ""La Quercia"" ",La Quercia,it28 W800 0000,REF-1,EUR
      05/10/2026,,20,Donation 5" of rain,,,NOTPROVIDED,
      2026-10-31,,1007.50,Closing balance,,,,EUR

      """
    let statement = try #require(Outcome(text).statements.first)
    #expect(
      statement.proof
        == .proved(opening: Money(cents: 100_000), movements: Money(cents: 750), closing: Money(cents: 100_750)))
    #expect(statement.lines.map(\.description) == ["Rent, \"La Quercia\"", "Donation 5\" of rain"])
    #expect(statement.lines.map(\.counterpartyIBAN) == ["IT28W8000000", nil])
    #expect(statement.lines.map(\.bankReference) == ["REF-1", nil])
    #expect(statement.lines.map(\.sourceLine) == [6, 7])
    #expect(statement.account == nil)
    #expect(statement.from == CivilDate("2026-10-02"))
    #expect(statement.to == CivilDate("2026-10-05"))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every line end counts as one line`(_ end: String) throws {
    let text = (Self.posteHeader + "01/10/26;;1,00;;a\n02/10/26;;;2,00;\"two\nlines\"\n03/10/26;;3,00;;b")
      .replacing("\n", with: end)
    let statement = try #require(Outcome(text).statements.first)
    #expect(statement.lines.map(\.sourceLine) == [2, 3, 5])
    #expect(statement.lines.map(\.amount.cents) == [-100, 200, -300])
    #expect(statement.lines[1].description == "two lines")
  }

  @Test func `a last empty cell without line end is a cell`() throws {
    let text = "Data;Testo;Importo;Note\n01/10/2026;x;5,00;"
    #expect(Outcome(text, as: try Self.profile("column.amount = Importo")).statements.first?.lines.count == 1)
  }

  @Test func `two-digit years from 70 are of the last century`() throws {
    let text = Self.posteHeader + "1/2/69;;1,00;;a\n31/12/70;;1,00;;b\n01/01/2026;;1,00;;c\n"
    let days = Outcome(text).statements.first?.lines.map(\.bookingDate.description)
    #expect(days == ["2069-02-01", "1970-12-31", "2026-01-01"])
  }

  @Test func `keys for signs, skipped rows, encodings and beginnings of texts are obeyed`() throws {
    let format = try Self.profile(
      """
      encoding = windows-1252
      strip = | €
      debit-sign = minus
      column.debit = Uscite
      column.credit = Entrate
      opening = Saldo iniziale*
      closing = saldo finale al 31/10/2026
      skip = Totale*
      skip = Fine
      """)
    let text = """
      Data;Uscite;Entrate;Testo
      01/10/2026;;100,00 €;Saldo iniziale al 1/10
      02/10/2026;-40,50 €;0,00;Affitto
      03/10/2026;;0,00;Nulla
      Totale uscite;-40,50
      31/10/2026;;59,50 |;Saldo finale al 31/10/2026;;
      Fine
      """
    let bytes = try #require(EncodedText.bytes(text, .windows1252))
    let outcome = Outcome(bytes, as: format)
    let statement = try #require(outcome.statements.first, "\(outcome)")
    #expect(
      statement.proof
        == .proved(opening: Money(cents: 10000), movements: Money(cents: -4050), closing: Money(cents: 5950)))
    #expect(statement.warnings == [.zeroAmountsExcluded(count: 1), .rowsSkipped(count: 2)])
  }

  struct Wrong: CustomTestStringConvertible, Sendable {
    let name: String
    let problem: StatementError.Problem
    let place: StatementError.Place
    let text: String
    var testDescription: String { name }

    init(_ name: String, _ problem: StatementError.Problem, _ place: StatementError.Place, _ text: String) {
      self.name = name
      self.problem = problem
      self.place = place
      self.text = text
    }

    static func poste(
      _ name: String, _ problem: StatementError.Problem, _ place: StatementError.Place, _ row: String
    ) -> Wrong { Wrong(name, problem, place, posteHeader + "01/10/26;;1,00;;fine\n" + row) }
  }

  static let wrong: [Wrong] = [
    Wrong("an empty file", .empty, .file, ""),
    Wrong("white space", .empty, .file, " \r\n\t"),
    Wrong("prose", .notRecognised, .file, "Dear customer,\nplease find attached\n"),
    Wrong("other columns", .notRecognised, .file, "Quando;Quanto;Perché\n01/10/26;1,00;x\n"),
    Wrong("a header alone", .missing, .file, posteHeader),
    Wrong(
      "a column twice", .badHeader, .cell(line: 1, column: "Data contabile"),
      "Data;Data contabile;Valuta;Addebiti;Accrediti;Descrizione operazioni\n"),
    .poste("a short row", .badRow, .line(3), "02/10/26;;1,00\n"),
    .poste("a long row", .badRow, .line(3), "02/10/26;;1,00;;x;more\n"),
    .poste("a quote never closed", .malformed, .line(3), "02/10/26;;1,00;;\"x\n03/10/26;;1,00;;y\n"),
    .poste("text after a quote", .malformed, .line(3), "02/10/26;;1,00;;\"x\" y\n"),
    .poste("a NUL", .malformed, .line(3), "02/10/26;;1,00;;x\u{0}y\n"),
    .poste("a residue", .badAmount, .cell(line: 3, column: "Addebiti"), "02/10/26;;12.345,678x;;x\n"),
    .poste("three decimals", .badAmount, .cell(line: 3, column: "Accrediti"), "02/10/26;;;12,345;x\n"),
    .poste("the other style", .badAmount, .cell(line: 3, column: "Addebiti"), "02/10/26;;1250.00;;x\n"),
    .poste("bad thousands", .badAmount, .cell(line: 3, column: "Addebiti"), "02/10/26;;12.50,00;;x\n"),
    .poste("a huge amount", .badAmount, .cell(line: 3, column: "Addebiti"), "02/10/26;;99999999999999999999,00;;x\n"),
    .poste("beyond a posting", .badAmount, .cell(line: 3, column: "Accrediti"), "02/10/26;;;10.000.000.000,01;x\n"),
    .poste("no amount", .badAmount, .cell(line: 3, column: "Addebiti"), "02/10/26;;;;x\n"),
    .poste("in and out", .badAmount, .cell(line: 3, column: "Accrediti"), "02/10/26;;1,00;1,00;x\n"),
    .poste("a negative debit", .badAmount, .cell(line: 3, column: "Addebiti"), "02/10/26;;-1,00;;x\n"),
    .poste("a negative credit", .badAmount, .cell(line: 3, column: "Accrediti"), "02/10/26;;;-1,00;x\n"),
    .poste("no date", .badDate, .cell(line: 3, column: "Data"), ";;1,00;;x\n"),
    .poste("30 February", .badDate, .cell(line: 3, column: "Data"), "30/02/26;;1,00;;x\n"),
    .poste("a bad value date", .badDate, .cell(line: 3, column: "Valuta"), "02/10/26;2026-10-02;1,00;;x\n"),
    .poste(
      "two openings", .contradiction, .line(4), "01/10/26;;;5,00;SALDO INIZIALE\n02/10/26;;;5,00;SALDO INIZIALE\n"),
    .poste("a byte not in Windows-1252", .badDate, .cell(line: 3, column: "Data"), "0à/10/26;;1,00;;x\n"),
    Wrong(
      "another currency", .currency, .cell(line: 2, column: "Currency"), genericHeader + "2026-10-02,,1,x,,,,USD\n"),
    Wrong("OFX", .unsupportedFormat, .file, "OFXHEADER:100\nDATA:OFXSGML\n"),
    Wrong("MT940", .unsupportedFormat, .file, ":20:STARTUMS\n:25:IT60X\n"),
    Wrong("a PDF", .unsupportedFormat, .file, "%PDF-1.7\n"),
    Wrong("a spreadsheet", .unsupportedFormat, .file, "PK\u{3}\u{4}xl/workbook.xml"),
  ]

  @Test(arguments: wrong)
  func `a wrong CSV file is refused whole, by name and place`(_ expected: Wrong) {
    let outcome = Outcome(expected.text)
    #expect(outcome.error?.problem == expected.problem, "\(outcome)")
    #expect(outcome.error?.place == expected.place, "\(outcome)")
  }

  @Test func `the residue is named in the sentence`() {
    let error = Outcome(Self.posteHeader + "02/10/26;;12.345,678x;;x\n").error
    #expect(
      error?.description
        == "line 2, column 'Addebiti': '12.345,678x' is not an amount: more than 2 decimals; "
        + "nothing is rounded or guessed: correct the profile's 'decimal', or the file")
  }

  @Test func `a byte outside the encoding is refused with its line`() throws {
    let generic = Array((Self.genericHeader + "2026-10-02,,1,caf").utf8) + [0xE9] + Array(",,,,\n".utf8)
    #expect(Outcome(generic).error?.place == .line(2))
    #expect(Outcome(generic).error?.problem == .encoding)
    let poste = Array((Self.posteHeader + "02/10/26;;1,00;;x").utf8) + [0x81]
    #expect(Outcome(poste).error?.place == .line(2))
  }

  @Test func `a byte order mark says the encoding whatever the profile says`() throws {
    let text = Self.posteHeader + "02/10/26;;1,00;;Libertà\n"
    for bytes in [
      [0xEF, 0xBB, 0xBF] + Array(text.utf8), try #require(EncodedText.bytes(text, .utf16LittleEndian)),
    ] {
      #expect(Outcome(bytes).statements.first?.lines.first?.description == "Libertà")
    }
  }

  @Test func `more bytes or rows than the limits are refused`() throws {
    let big = [UInt8](repeating: UInt8(ascii: "a"), count: StatementLimits.bytes + 1)
    #expect(Outcome(big).error?.problem == .tooLarge)
    let row = "02/10/26;;1,00;;x\n"
    let many = Self.posteHeader + String(repeating: row, count: StatementLimits.linesPerFile)
    #expect(Outcome(many).error?.problem == .tooLarge)
  }

  @Test func `a mutilated list never stops the program and never proves a false balance`() throws {
    let seed = SeededGenerator.printedSeed("mutilated CSV")
    var random = SeededGenerator(seed: seed)
    let original = try TestFiles.bytes(TestFiles.sample("fund-poste.csv"))
    let profile = try #require(CSVProfile.builtIn(named: "poste"))
    for round in 0..<3_000 {
      for statement in Outcome(Mutilation.apply(to: original, using: &random), as: .csv(profile)).statements {
        let sum = statement.lines.reduce(0) { $0 + $1.amount.cents }
        if case .proved(let opening, _, let closing) = statement.proof {
          #expect(opening.cents + sum == closing.cents, "seed \(seed), round \(round)")
        }
      }
    }
  }
}
