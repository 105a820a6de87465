import LedgerCore
import Testing

@testable import BankStatements

/// Profile files and their errors.
struct ProfileTests {
  static let lines = [
    "name = mine", "delimiter = ; tab", "encoding = iso-8859-15", "decimal = comma", "currency = EUR",
    "date = d/M/yy yyyy-MM-dd", "column.booking-date = Data", "column.amount = Importo", "column.description = Causale",
  ]

  @Test func `a whole profile is read, comments and blanks aside`() throws {
    let profile = try CSVProfile(
      parsing: (["# mine", ""] + Self.lines + ["skip = a", "skip = b*"]).joined(separator: "\r\n"))
    #expect(profile.name == "mine")
    #expect(profile.delimiters == [UInt8(ascii: ";"), 9])
    #expect(profile.encoding == .latin9)
    #expect(profile.datePatterns.map(\.text) == ["d/M/yy", "yyyy-MM-dd"])
    #expect(profile.skip.map(\.isBeginning) == [false, true])
  }

  @Test(arguments: [
    ("colour = red", 10, "the key 'colour' is unknown"),
    ("column.colour = Rosso", 10, "the key 'column.colour' is unknown"),
    ("name = again", 10, "'name' is given twice"), ("just words", 10, "'just words' is not 'key = value'"),
    ("strip =", 10, "'strip' has no value"), ("debit-sign = both", 10, "'both' is no sign"),
    ("column.debit = Dare", 10, "amounts stand in one column or in two"),
  ])
  func `a wrong line is named`(_ line: String, _ number: Int, _ reason: String) {
    expect(Self.lines + [line], number, reason)
  }

  @Test(arguments: [
    (0, "name is missing", "# no name", "'name' is missing"), (1, "", "delimiter = :", "':' is no delimiter"),
    (2, "", "encoding = ebcdic", "the encoding 'ebcdic' is unknown"),
    (3, "", "decimal = dot", "'dot' is no decimal mark"),
    (4, "", "currency = euro", "'euro' is not a currency code"),
    (4, "", "currency = JPY", "JPY is not divided into hundredths"),
    (5, "", "date = dd/mm/yyyy", "'dd/mm/yyyy' is no date format"), (5, "", "date = dMyy", "'dMyy' is no date format"),
    (5, "", "date = dd/MM", "'dd/MM' is no date format"), (6, "", "# none", "'column.booking-date' is missing"),
    (7, "", "column.debit = Dare", "amounts stand in one column or in two"),
    (8, "", "# none", "'column.description' is missing"),
  ])
  func `a wrong value is named`(_ index: Int, _ note: String, _ line: String, _ reason: String) {
    var lines = Self.lines
    lines[index] = line
    expect(lines, reason.hasSuffix("missing") || reason.hasPrefix("amounts") ? lines.count : index + 1, reason)
  }

  private func expect(_ lines: [String], _ number: Int, _ reason: String) {
    do throws(StatementError) {
      _ = try CSVProfile(parsing: lines.joined(separator: "\n"))
      Issue.record("read without error: \(lines)")
    } catch {
      #expect(error.place == .profile(line: number) || error.problem == .currency)
      #expect(error.reason == reason)
    }
  }

  @Test(
    arguments: [
      ("d/M/yy", "1/2/03", "2003-02-01"), ("d/M/yy", "01/02/03", "2003-02-01"), ("dd/MM/yyyy", "1/02/2003", nil),
      ("yyyy-MM-dd", "2003-02-01", "2003-02-01"), ("yyyyMMdd", "20030201", "2003-02-01"),
      ("dd.MM.yy", "01.02.03", "2003-02-01"),
      ("d/M/yy", "1/2/2003", nil), ("d/M/yy", "1/2/03 ", nil), ("d/M/yy", "1-2-03", nil), ("d/M/yy", "001/2/03", nil),
      ("d/M/yy", "31/4/03", nil), ("d/M/yy", "", nil),
    ] as [(String, String, String?)])
  func `a date is read wholly by its pattern or not at all`(_ pattern: String, _ text: String, _ day: String?) throws {
    #expect(try #require(DatePattern(pattern)).date(text)?.description == day)
  }
}
