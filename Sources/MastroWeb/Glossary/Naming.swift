public import LedgerCore
import Pages

/// Something that has an id in the ledger and, for those who may know it, a name.
public enum NamedThing: Sendable, Hashable {
  /// Somebody who signs.
  case member(ULID)
  /// A person, a company or a household.
  case party(ULID)
  case body(Slug)
  /// A case, by its file number.
  case file(StreamID)
  case entry(ULID)
}

/// How ids get names; nil where the reader may not know the name.
public typealias Naming = (NamedThing) -> String?

extension NamedThing {
  /// What stands where there is no name: the end of the id, by which it can be found.
  var withoutName: String {
    switch self {
    case .member(let id), .party(let id), .entry(let id): "…" + id.description.suffix(6)
    case .body(let slug): slug.text
    case .file(let stream): stream.ulid.map { "…" + $0.description.suffix(6) } ?? String(stream.key)
    }
  }
}
