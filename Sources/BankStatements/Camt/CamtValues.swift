import LedgerCore

/// An amount without sign in a currency, as CAMT writes it.
struct CamtAmount {
  let magnitude: Money
  let currency: String
}

extension CamtElement {
  /// The amount in `<Amt Ccy="EUR">905.3</Amt>`: an XML decimal, never negative, without thousands.
  ///
  /// The schema allows five decimals; zeros beyond the cent are read, anything else there is a residue and refused.
  func amount() throws(StatementError) -> CamtAmount {
    guard let currency = attributes["Ccy"], CurrencyCode.isWellFormed(currency) else {
      throw StatementError(
        .missing, at: place, "the amount names no currency", remedy: "the bank's file is incomplete: export it again")
    }
    try CurrencyCode.requireCents(currency, at: place)
    let written = StatementText.oneLine(text) ?? ""
    let magnitude: Money
    do {
      magnitude = try Money(parsing: try CamtElement.plainDecimal(written))
    } catch {
      throw badAmount(written, error.description)
    }
    return CamtAmount(magnitude: magnitude, currency: currency)
  }

  func badAmount(_ written: String, _ why: String) -> StatementError {
    StatementError(
      .badAmount, at: place, "'\(written)' is not an amount in cents: \(why)",
      remedy: "nothing is rounded: ask the bank for a correct file")
  }

  private static func plainDecimal(_ written: String) throws(AmountError) -> String {
    var digits = Array(written.utf8)
    if digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    if let odd = digits.firstIndex(where: { !(48...57).contains($0) && $0 != UInt8(ascii: ".") }) {
      let rest = String(decoding: digits[odd...], as: UTF8.self)
      throw .unexpected(rest.first ?? "?", offset: odd + written.utf8.count - digits.count)
    }
    guard digits.contains(where: { $0 != UInt8(ascii: ".") }) else { throw .empty }
    if let point = digits.firstIndex(of: UInt8(ascii: ".")) {
      while digits.count > point + 3, digits.last == UInt8(ascii: "0") { digits.removeLast() }
      if point == digits.count - 1 { digits.removeLast() }
      if point == 0 { digits.insert(UInt8(ascii: "0"), at: 0) }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// True for `CRDT`. The indicator states the booked direction also of a reversal.
  func isCredit() throws(StatementError) -> Bool {
    switch StatementText.oneLine(text) {
    case "CRDT": return true
    case "DBIT": return false
    default:
      throw StatementError(
        .badValue, at: place, "'\(text)' is neither CRDT nor DBIT", remedy: "the bank's file is wrong: export it again")
    }
  }

  func isTrue() throws(StatementError) -> Bool {
    switch StatementText.oneLine(text) {
    case "true", "1": return true
    case "false", "0": return false
    default:
      throw StatementError(
        .badValue, at: place, "'\(text)' is neither true nor false", remedy: "the bank's file is wrong: export it again"
      )
    }
  }

  /// The day in a `Dt` or `DtTm` below this element.
  func chosenDate() throws(StatementError) -> CivilDate {
    if let date = find("Dt") { return try date.date() }
    if let time = find("DtTm") { return try time.date() }
    throw StatementError(
      .missing, at: place, "neither Dt nor DtTm", remedy: "the bank's file is incomplete: export it again")
  }

  /// The day of `2017-04-01`, `2017-04-01+02:00` or `2017-04-12T09:12:16.941+02:00`: as the bank writes it.
  ///
  /// The zone is not applied: the bank's booking day is a day of its own calendar.
  func date() throws(StatementError) -> CivilDate {
    let written = StatementText.oneLine(text) ?? ""
    guard let date = CivilDate(written.prefix(10)), ISODateTail.isValid(written.dropFirst(10)) else {
      throw StatementError(
        .badDate, at: place, "'\(written)' is not a date", remedy: "the bank's file is wrong: export it again")
    }
    return date
  }
}

/// What may follow the day in an XML date or date and time.
enum ISODateTail {
  static func isValid(_ tail: Substring) -> Bool {
    var rest = Array(tail.utf8)
    if rest.first == UInt8(ascii: "T") {
      rest.removeFirst()
      guard clock(&rest, fields: 3) else { return false }
      if rest.first == UInt8(ascii: ".") {
        let digits = rest.dropFirst().prefix { (48...57).contains($0) }
        guard !digits.isEmpty else { return false }
        rest.removeFirst(digits.count + 1)
      }
    }
    if rest.isEmpty || rest == [UInt8(ascii: "Z")] { return true }
    guard rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") else { return false }
    rest.removeFirst()
    return clock(&rest, fields: 2) && rest.isEmpty
  }

  /// Takes `hh:mm` or `hh:mm:ss` from the front; 24:00:00 is allowed by XML Schema.
  private static func clock(_ rest: inout [UInt8], fields: Int) -> Bool {
    for field in 0..<fields {
      if field > 0 {
        guard rest.first == UInt8(ascii: ":") else { return false }
        rest.removeFirst()
      }
      guard rest.count >= 2, rest.prefix(2).allSatisfy({ (48...57).contains($0) }) else { return false }
      let number = Int(rest[0] - 48) * 10 + Int(rest[1] - 48)
      guard number <= (field == 0 ? 24 : 59) else { return false }
      rest.removeFirst(2)
    }
    return true
  }
}

/// Codes of ISO 4217.
enum CurrencyCode {
  static func isWellFormed(_ code: String) -> Bool {
    code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }
  }

  /// Refuses the currencies whose smallest unit is not a hundredth: their amounts are no cents.
  static func requireCents(_ code: String, at place: StatementError.Place) throws(StatementError) {
    guard withoutCents.contains(code) else { return }
    throw StatementError(
      .currency, at: place, "\(code) is not divided into hundredths", remedy: "import statements in euro")
  }

  private static let withoutCents: Set<String> = [
    "BIF", "CLF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "UYW", "VND", "VUV",
    "XAF", "XOF", "XPF", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
  ]
}
