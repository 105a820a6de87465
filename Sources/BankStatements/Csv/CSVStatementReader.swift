import LedgerCore

/// Reads a CSV file by a profile into one statement.
enum CSVStatementReader {
  static func read(_ bytes: [UInt8], profile: CSVProfile) throws(StatementError) -> BankStatement {
    let table = try CSVTable(bytes, profile: profile)
    var rows = CSVRowReader(table: table, profile: profile)
    for record in table.rows { try rows.read(record) }
    return try rows.statement()
  }

  /// True when the file has a header row with every column that the profile requires.
  ///
  /// A file in another encoding than the profile's is still recognised, so that the reader can name that fault.
  static func recognises(_ bytes: [UInt8], profile: CSVProfile) -> Bool {
    let text = (try? CSVTable.text(of: bytes, encoding: profile.encoding)) ?? String(decoding: bytes, as: UTF8.self)
    return CSVTable.Header(in: text, profile: profile) != nil
  }
}

/// The rows below the header row, which may stand below some lines of preamble.
struct CSVTable {
  let rows: [CSVRecord]
  let header: [String]
  let places: [CSVProfile.Column: Int]

  init(_ bytes: [UInt8], profile: CSVProfile) throws(StatementError) {
    let text = try CSVTable.text(of: bytes, encoding: profile.encoding)
    guard let header = Header(in: text, profile: profile) else {
      let wanted = profile.requiredColumns.compactMap { profile.headers[$0]?.first }.joined(separator: "', '")
      throw StatementError(
        .badHeader, at: .file, "no row has the columns '\(wanted)' that the profile '\(profile.name)' names",
        remedy: "choose the profile of this bank, or write one")
    }
    if let repeated = header.repeated {
      throw StatementError(
        .badHeader, at: .cell(line: header.line, column: repeated), "two columns have the same meaning",
        remedy: "write a profile that names one of them")
    }
    let records = try CSVRecords.read(text, delimiter: header.delimiter, atMost: StatementLimits.linesPerFile)
    self.rows = Array(records.dropFirst(header.index + 1))
    self.header = header.names
    self.places = header.places
  }

  /// The text without byte order mark; a mark says more about the encoding than the profile does.
  static func text(of bytes: [UInt8], encoding: TextEncoding) throws(StatementError) -> String {
    let mark = TextEncoding.byteOrderMark(of: bytes)
    return try (mark?.encoding ?? encoding).decode(bytes.dropFirst(mark?.length ?? 0))
  }

  /// The header row and the delimiter under which it is one.
  struct Header {
    let delimiter: UInt8
    /// How many records stand before it.
    let index: Int
    let line: Int
    let names: [String]
    let places: [CSVProfile.Column: Int]
    /// A header that names a meaning for the second time.
    let repeated: String?

    private static let preambleRows = 30

    init?(in text: String, profile: CSVProfile) {
      for delimiter in profile.delimiters {
        let records = CSVRecords.head(of: text, delimiter: delimiter, count: Header.preambleRows)
        for (index, record) in records.enumerated() {
          guard let header = Header(record, index: index, delimiter: delimiter, profile: profile) else { continue }
          self = header
          return
        }
      }
      return nil
    }

    private init?(_ record: CSVRecord, index: Int, delimiter: UInt8, profile: CSVProfile) {
      let names = record.fields.map { CSVTable.clean($0, profile: profile) }
      let lowered = names.map { $0.lowercased() }
      var places: [CSVProfile.Column: Int] = [:]
      var repeated: [Int] = []
      for (column, candidates) in profile.headers {
        let found = lowered.indices.filter { candidates.contains(lowered[$0]) }
        places[column] = found.first
        repeated += found.dropFirst()
      }
      guard profile.requiredColumns.allSatisfy({ places[$0] != nil }) else { return nil }
      self.delimiter = delimiter
      self.index = index
      self.line = record.line
      self.names = names
      self.places = places
      self.repeated = repeated.min().map { names[$0] }
    }
  }

  /// A cell without the profile's odd characters at its ends, on one line.
  static func clean(_ cell: String, profile: CSVProfile) -> String {
    func isOdd(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || profile.strip.unicodeScalars.contains(scalar)
    }
    var scalars = cell.unicodeScalars[...]
    while let first = scalars.first, isOdd(first) { scalars.removeFirst() }
    while let last = scalars.last, isOdd(last) { scalars.removeLast() }
    return StatementText.oneLine(String(scalars)) ?? ""
  }
}

extension CSVProfile {
  /// The columns without which a row is not the header.
  var requiredColumns: [Column] {
    [.bookingDate, .amount, .debit, .credit, .description].filter { headers[$0] != nil }
  }
}

/// Reads the rows one after the other, then closes the statement.
struct CSVRowReader {
  let table: CSVTable
  let profile: CSVProfile
  private var drafts: [LineDraft] = []
  private var opening: DatedBalance?
  private var closing: DatedBalance?
  private var zeros = 0
  private var skipped = 0

  init(table: CSVTable, profile: CSVProfile) {
    self.table = table
    self.profile = profile
  }

  mutating func read(_ record: CSVRecord) throws(StatementError) {
    guard !record.isBlank else { return }
    let cells = record.fields.map { CSVTable.clean($0, profile: profile) }
    if let first = cells.first(where: { !$0.isEmpty }), profile.skip.contains(where: { $0.matches(first) }) {
      skipped += 1
      return
    }
    let surplus = cells.dropFirst(table.header.count)
    guard cells.count >= table.header.count, surplus.allSatisfy(\.isEmpty) else {
      throw StatementError(
        .badRow, at: .line(record.line), "\(cells.count) columns, where the header has \(table.header.count)",
        remedy: "download the file again; if the bank writes such rows, name them with 'skip' in a profile")
    }
    guard cells.allSatisfy({ $0.utf8.count <= StatementLimits.textBytes }) else {
      throw StatementError(
        .tooLarge, at: .line(record.line), "a cell of more than \(StatementLimits.textBytes) bytes",
        remedy: "a quotation mark or line end may be missing: download the file again")
    }
    let row = CSVRow(line: record.line, cells: cells, table: table, profile: profile)
    try row.requireCurrency()
    let description = row.text(.description) ?? ""
    if profile.opening?.matches(description) == true {
      opening = try row.balance(replacing: opening)
    } else if profile.closing?.matches(description) == true {
      closing = try row.balance(replacing: closing)
    } else {
      try add(row, description: description)
    }
  }

  private mutating func add(_ row: CSVRow, description: String) throws(StatementError) {
    let draft = LineDraft(
      bookingDate: try row.date(.bookingDate), valueDate: try row.optionalDate(.valueDate),
      amount: try row.amount(atMost: StatementLimits.amountCents),
      bankReference: row.text(.reference).flatMap(StatementText.reference),
      endToEndID: row.text(.endToEndID).flatMap(StatementText.reference), counterpartyName: row.text(.counterparty),
      counterpartyIBAN: row.text(.counterpartyIBAN).flatMap(StatementText.accountNumber), description: description,
      isReversal: false, sourceLine: row.line)
    guard draft.amount != .zero else {
      zeros += 1
      return
    }
    drafts.append(draft)
  }

  func statement() throws(StatementError) -> BankStatement {
    guard !drafts.isEmpty || opening != nil || closing != nil else {
      throw StatementError(
        .missing, at: .file, "a header and no movements", remedy: "export a period in which the account moved")
    }
    var numbering = LineNumbering()
    let lines = numbering.number(drafts, account: nil)
    let days = lines.map(\.bookingDate)
    let from = days.min() ?? opening?.date
    let to = days.max() ?? closing?.date
    let span = [from, to].compactMap { $0?.description }.joined(separator: "..")
    var warnings: [StatementWarning] = []
    if zeros > 0 { warnings.append(.zeroAmountsExcluded(count: zeros)) }
    if skipped > 0 { warnings.append(.rowsSkipped(count: skipped)) }
    return BankStatement(
      id: "\(profile.name) \(span)", kind: .statement, account: nil, currency: profile.currency, from: from, to: to,
      page: nil, opening: opening, closing: closing, lines: lines,
      proof: BalanceProof.of(opening: opening, closing: closing, lines: lines), warnings: warnings)
  }
}
