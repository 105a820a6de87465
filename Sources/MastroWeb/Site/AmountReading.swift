public import LedgerCore
public import Pages

/// Reads what people type into a page.
enum AmountReading {
  /// An amount as the language writes it; also with the other decimal mark, where no thousands are grouped and two digits
  /// follow, because telephones offer one mark only.
  static func money(_ text: String, _ language: Language) -> Money? {
    let plain = String(text.filter { $0 != "€" && !$0.isWhitespace })
    let style: NumberStyle = language == .english ? .point : .comma
    if let money = try? Money(parsing: plain, style: style) { return money }
    let marks = plain.filter { $0 == "." || $0 == "," }
    guard marks.count == 1, plain.dropLast(2).last == marks.first else { return nil }
    return try? Money(parsing: plain, style: style == .point ? .comma : .point)
  }

  /// `2026-12-31`, as browsers send it, or `31/12/2026` or `31.12.2026`, as people write it where a browser has no calendar.
  static func day(_ text: String) -> CivilDate? {
    if let day = CivilDate(text) { return day }
    let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2
    else { return nil }
    let padded = parts[0...1].map { $0.count == 1 ? "0" + $0 : String($0) }
    return CivilDate("\(parts[2])-\(padded[1])-\(padded[0])")
  }
}

extension FormReader {
  /// An amount within a longer text, as people write it in that language; nil where it is none.
  public static func money(_ text: String, _ language: Language) -> Money? { AmountReading.money(text, language) }

  /// A day within a longer text: `2026-12-31`, `31/12/2026` or `31.12.2026`; nil where it is none.
  public static func day(_ text: String) -> CivilDate? { AmountReading.day(text) }
}
