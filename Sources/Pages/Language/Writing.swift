public import LedgerCore

/// Writes figures and days as a language does.
extension Language {
  /// The figure with its unit: `€1,250.00`, `1.250,00 €`, `12 h 30 min`, `12.3%`.
  public func write(_ value: Int, _ quantity: Quantity) -> String {
    switch quantity {
    case .euro:
      let sign = value < 0 ? Language.minus : ""
      let amount = digits(value.magnitude, places: 2)
      return sign + (currencyFirst ? "€" + amount : amount + Language.space + "€")
    case .percent(let places):
      return number(value, places: places) + (percentSpace ? Language.space : "") + "%"
    case .minutes: return duration(value)
    case .whole, .decimal: return writeBare(value, quantity)
    }
  }

  /// The figure alone, for a column whose heading names the unit: `1,250.00`.
  public func writeBare(_ value: Int, _ quantity: Quantity) -> String {
    switch quantity {
    case .euro: number(value, places: 2)
    case .whole: number(value, places: 0)
    case .decimal(let places), .percent(let places): number(value, places: places)
    case .minutes: duration(value)
    }
  }

  /// `20 Nov 2026`: the month as a word, because 03/04 is another day in another country.
  public func write(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(day)" + Language.space + months[month - 1] + Language.space + "\(year)"
  }

  /// `Nov 2026`.
  public func writeMonth(_ date: CivilDate) -> String {
    let (year, month, _) = date.components
    return months[month - 1] + Language.space + "\(year)"
  }

  /// `Nov`, for a month of any year from 1 to 12.
  public func writeName(ofMonth month: Int) -> String {
    precondition((1...12).contains(month), "a year has twelve months")
    return months[month - 1]
  }

  static let space = "\u{00A0}"
  /// The minus sign, which no line break parts from its number as it would a hyphen.
  static let minus = "\u{2212}"

  func number(_ value: Int, places: Int) -> String {
    (value < 0 ? Language.minus : "") + digits(value.magnitude, places: places)
  }

  private func digits(_ magnitude: UInt, places: Int) -> String {
    let digits = String(magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = Array(padded.dropLast(places))
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, whole.count >= groupsFrom, (whole.count - index).isMultiple(of: 3) { grouped += groupMark }
      grouped.append(digit)
    }
    return places == 0 ? grouped : grouped + decimalMark + padded.suffix(places)
  }

  private func duration(_ minutes: Int) -> String {
    let sign = minutes < 0 ? Language.minus : ""
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    let inHours = digits(hours, places: 0) + Language.space + words.hours
    let inMinutes = "\(rest)" + Language.space + words.minutes
    if hours == 0 { return sign + inMinutes }
    return sign + (rest == 0 ? inHours : inHours + Language.space + inMinutes)
  }
}
