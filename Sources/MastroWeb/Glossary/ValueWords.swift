import LedgerCore
import Pages
import Sodium

/// Writes single values of an entry as people read them.
struct ValueWords {
  let glossary: Glossary
  let names: Naming

  /// A value that is neither a list nor an object.
  func inline(_ value: JSON, at path: [String]) -> Inline {
    let meaning = MemberMeaning(path)
    switch value {
    case .null: return glossary.say("nothing")
    case .bool(let truth): return glossary.say(truth ? "yes" : "no")
    case .integer(let number): return inline(number, meaning)
    case .string(let text): return inline(text, meaning, of: path.last)
    case .array(let values): return list(values.map { inline($0, at: path) })
    case .object: return .code(value.canonicalText)
    }
  }

  func list(_ parts: [Inline]) -> Inline {
    guard let first = parts.first else { return glossary.say("nothing") }
    let comma = Inline(glossary.language.direction == .rightToLeft ? "، " : ", ")
    return parts.dropFirst().reduce(first) { $0 + comma + $1 }
  }

  private func inline(_ number: Int, _ meaning: MemberMeaning) -> Inline {
    switch meaning {
    case .money: "\(Money(cents: number))"
    case .minutes: "\(number, as: .minutes)"
    case .basisPoints:
      number.isMultiple(of: 100) ? "\(number / 100, as: .percent(places: 0))" : "\(number, as: .percent(places: 2))"
    case .percent: "\(number, as: .percent(places: 0))"
    case .party, .member, .body, .file, .literal, .role, .code, .form: "\(number)"
    }
  }

  private func inline(_ text: String, _ meaning: MemberMeaning, of member: String?) -> Inline {
    switch meaning {
    case .party: return ULID(text).map { glossary.name(.party($0), names) } ?? byForm(text)
    case .member: return ULID(text).map { glossary.name(.member($0), names) } ?? byForm(text)
    case .body: return Slug(text).map { glossary.name(.body($0), names) } ?? byForm(text)
    case .file(let families):
      return ULID(text).map { glossary.file($0, of: families, names) } ?? byForm(text)
    case .literal: return .code(text)
    // The same word is the name of a pack or of a payment's day, by where it stands.
    case .code where member == "restriction": return glossary.restriction(text)
    case .code: return glossary.inlineCode(text, of: member) ?? byForm(text)
    case .role: return glossary.inlineCode(text, of: "role") ?? .name(text)
    case .percent: return ValueWords.percent(text) ?? .name(text)
    case .money, .minutes, .basisPoints, .form: return byForm(text)
    }
  }

  private func byForm(_ text: String) -> Inline {
    if let day = CivilDate(text) { return "\(day)" }
    if let month = CivilMonth(text) { return "\(month)" }
    if let instant = Instant(text) { return "\(instant.date), \(ValueWords.time(of: instant)) UTC" }
    if let id = ULID(text) { return entry(id) }
    if let digest = Digest(base64: text) { return sealed(digest) }
    if let kind = Kind(text), WordTable.kinds.text(kind.unversioned, in: glossary.language) != nil {
      return glossary.inlineKind(kind)
    }
    return .name(text)
  }

  func entry(_ id: ULID) -> Inline {
    let thing = NamedThing.entry(id)
    return names(thing).map(Inline.name)
      ?? PlacedText(glossary.say("entry").text(in: glossary.language)).filled { _ in .name(thing.withoutName) }
  }

  /// What lies outside the log is named by the beginning of its digest, in groups that can be compared aloud.
  func sealed(_ digest: Digest) -> Inline {
    PlacedText(glossary.say("sealed").text(in: glossary.language)).filled { _ in
      .code(ValueWords.groups(String(digest.hex.prefix(16))) + "…")
    }
  }

  static func groups(_ text: String) -> String {
    var groups = ""
    for (index, character) in text.enumerated() {
      if index > 0, index.isMultiple(of: 4) { groups += " " }
      groups.append(character)
    }
    return groups
  }

  static func time(of instant: Instant) -> Inline {
    Inline(String(instant.description.dropFirst(11).prefix(5)))
  }

  /// `12` or `13.739068` as a percentage.
  static func percent(_ text: String) -> Inline? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let number = Int(parts.joined()), parts.allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
    return "\(number, as: .percent(places: parts.count == 2 ? parts[1].count : 0))"
  }
}
