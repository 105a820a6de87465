public import LedgerCore
public import Pages

/// The words of one language for everything in the ledger that has a code.
///
/// Codes are for programs and for the log; people read these words. Italian and English are whole. French, Spanish,
/// Romanian, Arabic, Ukrainian and Albanian have what a household signs, and English for the rest.
public struct Glossary: Sendable {
  public let language: Language

  public init(_ language: Language) { self.language = language }

  /// The title of a kind: "Approvazione di un contributo a fondo perduto"; an unknown kind as it is written.
  public func kind(_ kind: Kind) -> String { WordTable.kinds.text(kind.unversioned, in: language) ?? kind.text }

  public func role(_ role: Role) -> String { code(role.rawValue, of: "role") }

  /// What a member of a body is called: "Importo" for `amount`; an unknown one as it is written.
  ///
  /// - Parameter name: one name, or several joined by full stops where members lie in each other: `rent.dueDay`.
  public func member(_ name: String, of kind: Kind? = nil) -> String {
    let keys = Glossary.keys(forMember: name.split(separator: ".").map(String.init), of: kind)
    return WordTable.members.text(ofFirst: keys, in: language) ?? name
  }

  /// A value of a closed list in words: "la rata non è sostenibile" for `not-sustainable`; an unknown one as it is.
  ///
  /// - Parameter member: the body's member in which it stands, where the same code means different things: `rent` as
  ///   the `nature` of a debt.
  public func code(_ raw: String, of member: String? = nil) -> String {
    if member == "kind", let kind = Kind(raw), WordTable.kinds.keys.contains(kind.unversioned) {
      return self.kind(kind)
    }
    return WordTable.codes.text(ofFirst: Glossary.keys(forCode: raw, of: member), in: language) ?? raw
  }

  /// Whether a code has words of its own.
  public func knows(code raw: String, of member: String? = nil) -> Bool {
    if member == "kind", let kind = Kind(raw), WordTable.kinds.keys.contains(kind.unversioned) { return true }
    return Glossary.keys(forCode: raw, of: member).contains(where: WordTable.codes.keys.contains)
  }

  /// What a family of streams is called: "Prestito" for `loan`.
  public func stream(_ family: String) -> String { code(family, of: "stream") }
}

extension Glossary {
  /// The keys under which a member may have words, the most exact first.
  static func keys(forMember path: [String], of kind: Kind?) -> [String] {
    let endings = path.indices.map { path[$0...].joined(separator: ".") }
    let exact = kind.map { kind in endings.map { "\(kind.unversioned)/\($0)" } } ?? []
    return exact + endings
  }

  static func keys(forCode raw: String, of member: String?) -> [String] {
    guard let member else { return [raw] }
    let own = "\(member)/\(raw)"
    // The name that people gave it is no word of ours, whatever else is called so.
    if member == "restriction" { return [own] }
    // Money goes to purposes, too.
    if member == "flow" { return [own, "purpose/\(raw)"] }
    // A list has the plural of what its elements are: `purposes` of `purpose`.
    return [own] + (member.hasSuffix("s") ? ["\(member.dropLast())/\(raw)"] : []) + [raw]
  }

  /// One of the few words of a statement itself.
  func say(_ key: String) -> Inline {
    WordTable.statement.inline(ofFirst: [key], in: language) ?? Inline(key)
  }

  func inlineMember(_ path: [String], of kind: Kind?) -> Inline {
    WordTable.members.inline(ofFirst: Glossary.keys(forMember: path, of: kind), in: language)
      ?? Inline(path.last ?? "")
  }

  /// A code in words; nil where there are none.
  func inlineCode(_ raw: String, of member: String?) -> Inline? {
    WordTable.codes.inline(ofFirst: Glossary.keys(forCode: raw, of: member), in: language)
  }

  func inlineKind(_ kind: Kind) -> Inline {
    WordTable.kinds.inline(ofFirst: [kind.unversioned], in: language) ?? Inline.name(kind.text)
  }

  /// A case of which only the id is known, by the first of these families that has a name for it.
  func file(_ id: ULID, of families: [String], _ names: Naming) -> Inline {
    for family in families {
      if let stream = StreamID("\(family)/\(id)"), let known = names(.file(stream)) { return .name(known) }
    }
    return .name(NamedThing.entry(id).withoutName)
  }

  func name(_ thing: NamedThing, _ names: Naming) -> Inline { .name(names(thing) ?? thing.withoutName) }
}

extension Kind {
  /// The kind without the version of its rule: `loan.disbursed` for `loan.disbursed.2`.
  var unversioned: String { text.split(separator: ".").prefix(2).joined(separator: ".") }
}
