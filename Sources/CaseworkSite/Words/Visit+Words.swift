import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Names and codes in the words of the page's language, as far as the viewer may know them.
extension Visit {
  /// A code of the ledger in words.
  func word(_ code: some CustomStringConvertible, of member: String? = nil) -> Inline {
    Inline(glossary.code(code.description, of: member))
  }

  /// The values of a closed list, to choose from.
  func options<Code: RawRepresentable<String> & CaseIterable>(
    _ type: Code.Type, of member: String, without left: [Code] = []
  ) -> [Field.Option] {
    let out = Set(left.map(\.rawValue))
    return type.allCases.filter { !out.contains($0.rawValue) }.map {
      Field.Option($0.rawValue, word($0.rawValue, of: member))
    }
  }

  /// What an optional choice begins with.
  var noOption: Field.Option { Field.Option("", "—") }

  /// The name of a family where the viewer may know it, else the end of its id.
  func familyName(_ id: ULID) throws -> String {
    let state: HouseholdState = try bookkeeper.state(StreamID("household", id))
    guard HouseholdAccess(of: id, state, for: try person, on: today).showsRecord,
      let name = try bookkeeper.sealedName(state.record?.digest)
    else { return id.ending }
    return name
  }

  /// The name of a party where the viewer may know it, else the end of its id.
  ///
  /// The fund's own people know everybody; who acts for other bodies knows firms, and people of families whose record
  /// they may see.
  func partyName(_ id: ULID) throws -> String {
    let state: PartyState = try bookkeeper.state(StreamID("party", id))
    guard try mayName(id, state.sort), let name = try bookkeeper.sealedName(state.record?.digest) else {
      return id.ending
    }
    return name
  }

  private func mayName(_ party: ULID, _ sort: PartyRegistered.Sort?) throws -> Bool {
    let person = try person
    if person.isStaff || sort == .company { return true }
    return try bookkeeper.households(of: party).contains { home in
      let state: HouseholdState = try bookkeeper.state(StreamID("household", home))
      return HouseholdAccess(of: home, state, for: person, on: today).showsRecord
    }
  }

  func party(_ id: ULID) throws -> Inline { .name(try partyName(id)) }
  func family(_ id: ULID) throws -> Inline { .link(.name(try familyName(id)), to: "/families/\(id)") }

  func bodyName(_ body: Slug) throws -> String { try bookkeeper.governing().bodies[body]?.name ?? body.text }

  func bodyOption(_ body: Slug) throws -> Field.Option { Field.Option(body.text, .name(try bodyName(body))) }

  /// The office's own number of a file.
  func fileNumber(_ stream: StreamID) throws -> String? {
    try person.isStaff ? bookkeeper.fileNumber(of: stream) : nil
  }

  /// Everything that has happened in a stream, newest first, each step with who signed it.
  func history(of stream: StreamID) throws -> [Block] {
    let steps = try bookkeeper.history(stream)
    let newest = try bookkeeper.reversible(in: stream)
    let moments = try steps.reversed().map { step in
      try moment(step, taking: newest.flatMap { $0.id == step.entry.id ? $0.id : nil })
    }
    return timeline(moments)
  }

  /// Moments, newest first; the older ones are folded, so that a long story does not hide what follows.
  func timeline(_ moments: [Moment]) -> [Block] {
    let most = 25
    guard moments.count > most + 5 else { return [.timeline(moments)] }
    return [
      .timeline(Array(moments.prefix(most))),
      .details(say("\(moments.count - most) older steps"), [.timeline(Array(moments.dropFirst(most)))]),
    ]
  }

  /// - Parameter reversal: the entry, where the viewer may take it back.
  func moment(_ step: HistoryStep, taking reversal: ULID? = nil, links: Bool = false) throws -> Moment {
    let entry = step.entry
    var title = Inline(glossary.kind(entry.entry.kind))
    if links, let path = CasePath.of(entry.entry.stream) { title = .link(title, to: path) }
    if let amount = amount(of: entry.entry) { title = title + ": " + "\(amount)" }
    var detail = say("\(step.person), as \(Inline(glossary.role(entry.header.role)))")
    if let body = entry.header.onBehalfOf { detail = detail + say(", for \(try bodyName(body))") }
    if let reversal, try mayReverse(entry) {
      detail = detail + ". " + .link(say("Take this back"), to: "/reversals/\(reversal)")
    }
    return Moment(entry.header.effective, title, detail: detail)
  }

  /// The amount that an entry names, where it names one.
  private func amount(of entry: Entry) -> Money? {
    guard let body = try? JSON.parse(entry.body, form: .canonical) else { return nil }
    return (body["amount"] ?? body["cap"])?.integer.map { Money(cents: $0) }
  }

  private func mayReverse(_ entry: LoggedEntry) throws -> Bool {
    let roles = bookkeeper.ledger.admitter.rulebook.kinds[entry.entry.kind]?.roles ?? []
    return try person.holds(anyOf: roles)
  }
}

extension ULID {
  /// Enough to tell rows of a list apart.
  var ending: String { "…" + description.suffix(6) }
}
