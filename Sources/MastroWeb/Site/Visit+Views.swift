import LedgerSQLite
import Bookkeeping
import Funds
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
    return ViewWords(
      say: { glossary.heading($0) },
      code: { code, member in
        if member == "kind", let kind = Kind(code) { return glossary.kind(kind) }
        return glossary.code(code, of: member)
      }, path: { place(of: $0) })
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
