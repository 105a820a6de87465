import LedgerCore
import Pages

extension Glossary {
  /// A sentence that stands inside a refusal, such as why a file cannot be read; nil where there is no translation.
  func reason(_ english: String) -> Inline? {
    guard language != .english else { return nil }
    if let own = WordTable.reasons.own(english, in: language) { return Inline(own) }
    for pattern in SentencePattern.all {
      guard let values = pattern.values(in: english),
        let own = WordTable.reasons.own(pattern.key, in: language)
      else { continue }
      // A reason may hold another one; each is shorter than the one around it.
      return PlacedText(own).filled { place in
        values[place].map { inner in inner.count < english.count ? part(inner) : .name(inner) } ?? Inline(place)
      }
    }
    return nil
  }

  private func part(_ english: String) -> Inline {
    if let cents = FactWords.cents(english) { return "\(Money(cents: cents))" }
    if let day = CivilDate(english) { return "\(day)" }
    if let month = CivilMonth(english) { return "\(month)" }
    return reason(english) ?? .name(english)
  }

  /// Where in a file something is: "riga 4, colonna «importo»" for `line 4, column 'importo'`.
  func place(_ english: String) -> String { reason(english)?.text(in: language) ?? english }
}

/// An English sentence with places, by which the values in a sentence are found again.
struct SentencePattern: Sendable {
  let key: String
  private let fixed: [Substring]
  private let places: [String]

  /// A place before a colon is told apart first, by the sentences that have a colon of their own and then by any.
  static let all = WordTable.reasons.keys.filter { $0.contains("{") }.map(SentencePattern.init).sorted {
    ($0.rank, -$0.key.count, $0.key) < ($1.rank, -$1.key.count, $1.key)
  }

  private var rank: Int {
    if !key.contains(": ") { return 2 }
    return fixed == ["", ": ", ""] ? 1 : 0
  }

  init(_ key: String) {
    self.key = key
    var fixed: [Substring] = []
    var places: [String] = []
    var rest = key[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      fixed.append(rest[..<open])
      places.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    self.fixed = fixed + [rest]
    self.places = places
  }

  /// What stands in the places; nil where the sentence is another one.
  func values(in sentence: String) -> [String: String]? {
    guard let first = fixed.first, let last = fixed.last, sentence.hasPrefix(first), sentence.hasSuffix(last) else {
      return nil
    }
    var rest = sentence.dropFirst(first.count)
    var values: [String: String] = [:]
    for (place, end) in zip(places, fixed.dropFirst()) {
      let isLast = place == places.last
      guard
        let stop = isLast
          ? rest.index(rest.endIndex, offsetBy: -end.count, limitedBy: rest.startIndex)
          : rest.firstRange(of: end)?.lowerBound
      else { return nil }
      values[place] = String(rest[..<stop])
      rest = rest[stop...].dropFirst(end.count)
    }
    return values
  }
}
