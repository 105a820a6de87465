import LedgerCore
import Pages

/// Writes the facts of a refusal as people read them: amounts, days, roles and kinds in words.
///
/// A fact is a text by the time it is told, so its form says what it is.
struct FactWords {
  let glossary: Glossary
  let code: String
  let facts: [String: String]
  let names: Naming

  func inline(_ place: String) -> Inline {
    guard let value = facts[place] else { return Inline("…") }
    return inline(value, as: place)
  }

  private func inline(_ text: String, as place: String) -> Inline {
    switch place {
    case "role", "roles", "held": return list(text) { glossary.inlineCode($0, of: "role") }
    case "kind": return Kind(text).map(glossary.inlineKind) ?? .name(text)
    case "place": return Inline(glossary.place(text))
    case "restriction": return purse(text)
    default: break
    }
    if let word = glossary.inlineCode(text, of: place == "state" || place == "status" ? family : place) { return word }
    return glossary.reason(text) ?? byForm(text, as: place)
  }

  /// Whose states these are: `guarantee` for `guarantee.wrong-state`.
  private var family: String { String(code.prefix { $0 != "." }) }

  private func byForm(_ text: String, as place: String) -> Inline {
    if let day = CivilDate(text) { return "\(day)" }
    if let month = CivilMonth(text) { return "\(month)" }
    if let instant = Instant(text) { return "\(instant.date), \(ValueWords.time(of: instant)) UTC" }
    if let cents = FactWords.cents(text), !isPercent(place) { return "\(Money(cents: cents))" }
    if let id = ULID(text) { return person(id) }
    if let account = Account(text) { return glossary.account(account, names: names) }
    if let stream = StreamID(text), text != "ledger" || place == "stream" {
      return glossary.about(stream, names)
    }
    return text.contains(", ") ? list(text) { glossary.inlineCode($0, of: place) } : .name(text)
  }

  /// `casa/free`, or the name of a restriction alone.
  private func purse(_ text: String) -> Inline {
    let parts = text.split(separator: "/", maxSplits: 1)
    guard parts.count == 2 else { return glossary.restriction(text) }
    return "\(glossary.restriction(String(parts[1]))) (\(Inline.name(String(parts[0]))))"
  }

  private func isPercent(_ place: String) -> Bool {
    ["taeg", "threshold", "coverage"].contains(place) || code == "guarantee.over-coverage"
  }

  private func person(_ id: ULID) -> Inline {
    let things: [NamedThing] = [.party(id), .member(id), .entry(id)]
    for thing in things { if let name = names(thing) { return .name(name) } }
    return glossary.file(id, of: [family, "household", "loan", "grant", "plan", "guarantee", "service"], names)
  }

  private func list(_ text: String, _ word: (String) -> Inline?) -> Inline {
    let parts = text.split(separator: ", ").map { word(String($0)) ?? .name(String($0)) }
    guard let first = parts.first else { return .name(text) }
    return parts.dropFirst().reduce(first) { "\($0), \($1)" }
  }

  /// `1250.00` or `-0.05`, as an amount is written in a refusal.
  static func cents(_ text: String) -> Int? {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2, (1...13).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    return Int(parts.joined()).map { digits.count < text.count ? -$0 : $0 }
  }
}
