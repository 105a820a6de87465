import LedgerSQLite
import Bookkeeping
public import Funds
import LedgerCore
public import LedgerViews
public import Pages

extension Visit {
  /// The words for everything that has a code.
  public var glossary: Glossary { Glossary(language) }

  /// Reports, lists and cards as this person may read them: the fund's own people see names, everybody else ids.
  public var books: LedgerViews.Viewer {
    LedgerViews.Viewer(bookkeeper, viewer?.isStaff == true ? .everything : .pseudonyms)
  }

  /// How views are said on this page, and which of their lines lead to a page that this person may open.
  public var words: ViewWords {
    let glossary = glossary
    let titles = FundTitles(bookkeeper)
    return ViewWords(
      say: { glossary.heading($0) },
      code: { code, member in
        switch member {
        case "purse": titles.words(forPurse: code, glossary)
        case "body": Slug(code).flatMap { titles.bodies[$0]?.name } ?? code
        default: glossary.code(code, of: member)
        }
      }, account: { glossary.account($0).over(.code($0.text)) }, path: { place(of: $0) })
  }

  /// The money of a fund that is bound to some purposes, as people call it: "Fondo Casa: fondi liberi".
  public func words(of purse: Restriction) -> Inline {
    .name(FundTitles(bookkeeper).words(for: purse, glossary))
  }

  /// The page of something; nil where it has none, or not for this person.
  public func place(of subject: Subject) -> WebPath? {
    guard let viewer else { return nil }
    switch subject {
    case .stream(let stream): return place(of: stream, for: viewer)
    case .entry(let id):
      guard viewer.holds(anyOf: [.auditor, .administrator]) else { return nil }
      return "/log/\(id)"
    case .member(let id): return viewer.holds(.administrator) ? "/members/\(id)" : nil
    }
  }

  private func place(of stream: StreamID, for viewer: Visitor) -> WebPath? {
    if viewer.isStaff {
      switch stream.family {
      case "grant": return "/grants/\(stream.key)"
      case "loan": return "/loans/\(stream.key)"
      case "guarantee": return "/guarantees/\(stream.key)"
      case "plan": return "/plans/\(stream.key)"
      case "service": return "/services/\(stream.key)"
      case "voucher": return "/vouchers/\(stream.key)"
      case "household": return "/families/\(stream.key)"
      case "fund": return "/funds/\(stream.key)"
      case "contribution": return "/contributions/\(stream.key)"
      default: break
      }
    }
    return viewer.holds(.auditor) ? "/log?stream=\(stream.text)" : nil
  }

  /// Names of people and bodies, as far as this person may know them: everybody knows themselves and their own families.
  public func naming() throws -> Naming {
    let names = try books.names()
    let own = try ownNames()
    let members = try bookkeeper.governing().members
    let bodies = try bookkeeper.governing().bodies
    let mayKnow = viewer?.isStaff == true
    let numbers = mayKnow ? try bookkeeper.vault.fileNumbers() : [:]
    let books = bookkeeper
    return { thing in
      switch thing {
      case .member(let id): own[id] ?? (mayKnow ? (try? books.sealedName(members[id]?.record)) ?? nil : nil)
      case .party(let id): own[id] ?? names[id]
      case .body(let slug): bodies[slug]?.name
      case .file(let stream): numbers[stream]
      case .entry: nil
      }
    }
  }

  /// The same, and whoever these files already name where this person may open them: what they sign, they read with names.
  func naming(about streams: Set<StreamID>) throws -> Naming {
    let naming = try naming()
    guard let viewer, !viewer.seesAll else { return naming }
    let access = try StreamAccess(viewer, office, on: today)
    var named: Set<ULID> = []
    for stream in streams where access.side(of: stream) != nil {
      for step in try bookkeeper.history(stream) {
        named.formUnion(((try? JSON.parse(step.entry.entry.body, form: .relaxed)) ?? .null).ids)
      }
    }
    var names: [ULID: String] = [:]
    for id in named { names[id] = try name(ofParty: id) }
    return { [names] thing in
      if case .party(let id) = thing { return naming(thing) ?? names[id] }
      return naming(thing)
    }
  }

  private func name(ofParty id: ULID) throws -> String? {
    let party: PartyState = try bookkeeper.state(StreamID("party", id))
    if let name = try bookkeeper.sealedName(party.record?.digest) { return name }
    let household: HouseholdState = try bookkeeper.state(StreamID("household", id))
    return try bookkeeper.sealedName(household.record?.digest)
  }

  private func ownNames() throws -> [ULID: String] {
    guard let viewer else { return [:] }
    var names = [viewer.id: viewer.name]
    if let party = viewer.member.party {
      let state: PartyState = try bookkeeper.state(StreamID("party", party))
      names[party] = try bookkeeper.sealedName(state.record?.digest)
    }
    for household in try ownHouseholds() {
      let state: HouseholdState = try bookkeeper.state(StreamID("household", household))
      names[household] = try bookkeeper.sealedName(state.record?.digest)
    }
    return names
  }
}

extension JSON {
  /// Every id that stands in it.
  var ids: Set<ULID> {
    switch self {
    case .string(let text): ULID(text).map { [$0] } ?? []
    case .array(let elements): elements.reduce(into: []) { $0.formUnion($1.ids) }
    case .object(let object): object.reduce(into: []) { $0.formUnion($1.value.ids) }
    case .null, .bool, .integer: []
    }
  }
}
