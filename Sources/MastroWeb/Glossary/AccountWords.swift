public import LedgerCore
public import Pages

extension Glossary {
  /// An account as people call it: "Disponibile in affitti (casa)"; an unknown one as it is written.
  public func account(_ account: Account, names: @escaping Naming = { _ in nil }) -> Inline {
    for pattern in AccountPattern.all {
      guard let values = pattern.values(in: account) else { continue }
      let isOwn = WordTable.accounts.own(pattern.key, in: language) != nil
      let text = PlacedText(WordTable.accounts.text(pattern.key, in: language) ?? pattern.key)
      let words = text.filled { place in
        values[place].map { value(String($0), at: place, names) } ?? Inline(place)
      }
      return isOwn ? words : words.written(in: .english)
    }
    return .code(account.text)
  }

  /// A restriction has the name that people gave it; the free money alone is ours to name.
  func restriction(_ name: String) -> Inline {
    WordTable.codes.inline(ofFirst: ["restriction/\(name)"], in: language) ?? .name(name)
  }

  private func value(_ text: String, at place: String, _ names: Naming) -> Inline {
    let id = ULID(text)
    switch (place, id) {
    case ("restriction", _): return restriction(text)
    case ("purpose", _): return inlineCode(text, of: place) ?? .name(text)
    case ("party", let id?), ("creditor", let id?): return name(.party(id), names)
    case ("loan", let id?), ("plan", let id?), ("guarantee", let id?), ("service", let id?):
      return file(id, of: [place], names)
    case (_, let id?): return file(id, of: ["loan", "grant", "voucher", "service", "plan"], names)
    default: return .name(text)
    }
  }
}

/// The form of accounts that have one name: `assets:bank:{account}`.
private struct AccountPattern {
  let key: String
  private let segments: [Substring]

  init(_ key: String) {
    self.key = key
    segments = key.split(separator: ":")
  }

  /// The more of it is fixed, the earlier it is asked.
  static let all = WordTable.accounts.keys.map(AccountPattern.init).sorted {
    ($0.places, $0.key) < ($1.places, $1.key)
  }

  private var places: Int { segments.count { $0.first == "{" } }

  /// What stands in its places; nil where the account has another form.
  func values(in account: Account) -> [String: Substring]? {
    let parts = account.segments
    guard parts.count == segments.count else { return nil }
    var values: [String: Substring] = [:]
    for (segment, part) in zip(segments, parts) {
      if segment.first == "{" {
        values[String(segment.dropFirst().dropLast())] = part
      } else if segment != part {
        return nil
      }
    }
    return values
  }
}
