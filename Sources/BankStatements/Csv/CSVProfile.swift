public import LedgerCore

/// How one bank writes its CSV files: read from a small text of `key = value` lines.
///
/// The format is described in `ledger-specs/statements/README.md`.
public struct CSVProfile: Hashable, Sendable {
  public internal(set) var name = ""
  /// Tried in order until the header row is found.
  public internal(set) var delimiters: [UInt8] = []
  public internal(set) var encoding = TextEncoding.utf8
  public internal(set) var numberStyle = NumberStyle.point
  public internal(set) var currency = ""
  public internal(set) var datePatterns: [DatePattern] = []
  /// Characters removed from both ends of every cell.
  public internal(set) var strip = ""
  /// The headers that a column may have, in lower case.
  public internal(set) var headers: [Column: [String]] = [:]
  /// Whether the debit column writes money out as a negative number.
  public internal(set) var debitIsNegative = false
  public internal(set) var opening: RowText?
  public internal(set) var closing: RowText?
  public internal(set) var skip: [RowText] = []

  /// What a column means.
  public enum Column: String, Hashable, Sendable, CaseIterable {
    case bookingDate = "booking-date"
    case valueDate = "value-date"
    case amount
    case debit
    case credit
    case description
    case counterparty
    case counterpartyIBAN = "counterparty-iban"
    case reference
    case endToEndID = "end-to-end-id"
    case currency
  }

  /// A text which marks a row: the whole of it, or its beginning when written with `*` at the end.
  public struct RowText: Hashable, Sendable {
    public let text: String
    public let isBeginning: Bool

    func matches(_ cell: String) -> Bool {
      let cell = cell.lowercased()
      return isBeginning ? cell.hasPrefix(text) : cell == text
    }
  }
}

extension CSVProfile {
  /// Reads a profile; every unknown key, repeated key and bad value is an error that names its line.
  public init(parsing text: String) throws(StatementError) {
    var seen: Set<String> = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard let content = StatementText.oneLine(String(line)), !content.hasPrefix("#") else { continue }
      guard let equals = content.firstIndex(of: "=") else {
        throw CSVProfile.error(index + 1, "'\(content)' is not 'key = value'", "write one key per line, or # first")
      }
      let key = StatementText.oneLine(String(content[..<equals])) ?? ""
      let value = StatementText.oneLine(String(content[content.index(after: equals)...])) ?? ""
      guard key == "skip" || seen.insert(key).inserted else {
        throw CSVProfile.error(index + 1, "'\(key)' is given twice", "keep one of the two")
      }
      guard !value.isEmpty else { throw CSVProfile.error(index + 1, "'\(key)' has no value", "write it or remove it") }
      try set(key, to: value, line: index + 1)
    }
    try requireWhole(lastLine: lines.count)
  }

  private mutating func set(_ key: String, to value: String, line: Int) throws(StatementError) {
    switch key {
    case "name": name = value
    case "delimiter": delimiters = try CSVProfile.delimiters(value, line: line)
    case "encoding":
      guard let encoding = TextEncoding(rawValue: value.lowercased()) else {
        let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw CSVProfile.error(line, "the encoding '\(value)' is unknown", "use one of \(known)")
      }
      self.encoding = encoding
    case "decimal":
      guard let style = NumberStyle(rawValue: value) else {
        throw CSVProfile.error(line, "'\(value)' is no decimal mark", "write 'comma' (1.250,00) or 'point' (1,250.00)")
      }
      numberStyle = style
    case "currency":
      guard CurrencyCode.isWellFormed(value) else {
        throw CSVProfile.error(line, "'\(value)' is not a currency code", "write three capitals, such as EUR")
      }
      try CurrencyCode.requireCents(value, at: .profile(line: line))
      currency = value
    case "date": datePatterns = try CSVProfile.datePatterns(value, line: line)
    case "strip": strip = value.filter { $0 != " " }
    case "debit-sign":
      guard value == "plus" || value == "minus" else {
        throw CSVProfile.error(line, "'\(value)' is no sign", "write 'plus' or 'minus'")
      }
      debitIsNegative = value == "minus"
    case "opening": opening = CSVProfile.rowText(value)
    case "closing": closing = CSVProfile.rowText(value)
    case "skip": skip.append(CSVProfile.rowText(value))
    default: try setColumn(key, to: value, line: line)
    }
  }

  private mutating func setColumn(_ key: String, to value: String, line: Int) throws(StatementError) {
    guard key.hasPrefix("column."), let column = Column(rawValue: String(key.dropFirst("column.".count))) else {
      let columns = Column.allCases.map { "column.\($0.rawValue)" }.joined(separator: ", ")
      throw CSVProfile.error(
        line, "the key '\(key)' is unknown",
        "use name, delimiter, encoding, decimal, currency, date, strip, debit-sign, opening, closing, skip, \(columns)")
    }
    headers[column] = value.split(separator: "|").compactMap { StatementText.oneLine(String($0))?.lowercased() }
  }

  private static func delimiters(_ value: String, line: Int) throws(StatementError) -> [UInt8] {
    var delimiters: [UInt8] = []
    for word in value.split(separator: " ") {
      switch word {
      case ";": delimiters.append(UInt8(ascii: ";"))
      case ",": delimiters.append(UInt8(ascii: ","))
      case "|": delimiters.append(UInt8(ascii: "|"))
      case "tab": delimiters.append(9)
      default: throw error(line, "'\(word)' is no delimiter", "write one or more of ; , | tab, parted by spaces")
      }
    }
    return delimiters
  }

  private static func datePatterns(_ value: String, line: Int) throws(StatementError) -> [DatePattern] {
    var patterns: [DatePattern] = []
    for word in value.split(separator: " ") {
      guard let pattern = DatePattern(String(word)) else {
        throw error(line, "'\(word)' is no date format", "write it as dd/MM/yyyy, d/M/yy or yyyy-MM-dd")
      }
      patterns.append(pattern)
    }
    return patterns
  }

  private static func rowText(_ value: String) -> RowText {
    let isBeginning = value.hasSuffix("*")
    return RowText(text: (isBeginning ? String(value.dropLast()) : value).lowercased(), isBeginning: isBeginning)
  }

  private func requireWhole(lastLine: Int) throws(StatementError) {
    func require(_ isGiven: Bool, _ key: String) throws(StatementError) {
      guard isGiven else { throw CSVProfile.error(lastLine, "'\(key)' is missing", "add it") }
    }
    try require(!name.isEmpty, "name")
    try require(!delimiters.isEmpty, "delimiter")
    try require(!currency.isEmpty, "currency")
    try require(!datePatterns.isEmpty, "date")
    try require(headers[.bookingDate] != nil, "column.booking-date")
    try require(headers[.description] != nil, "column.description")
    let split = headers[.debit] != nil && headers[.credit] != nil
    let neither = headers[.debit] == nil && headers[.credit] == nil
    guard headers[.amount] != nil ? neither : split else {
      throw CSVProfile.error(
        lastLine, "amounts stand in one column or in two",
        "give column.amount, or both column.debit and column.credit")
    }
  }

  static func error(_ line: Int, _ reason: String, _ remedy: String) -> StatementError {
    StatementError(.badProfile, at: .profile(line: line), reason, remedy: remedy)
  }
}
