public import Bookkeeping
public import LedgerCore

/// Whose names a reader may see; everybody else stands there as an id.
public enum Sight: Sendable, Hashable {
  /// The fund's own people at their own machine, and whoever may read everything.
  case everything
  /// These parties, households and members alone: what a family or a creditor sees.
  case only(Set<ULID>)
  /// Nobody: auditors and the public.
  case pseudonyms

  func shows(_ id: ULID) -> Bool {
    switch self {
    case .everything: true
    case .only(let ids): ids.contains(id)
    case .pseudonyms: false
    }
  }
}

/// Names of people and families for a view: those that the vault still holds and the reader may see.
public struct Names: Sendable {
  private let known: [ULID: String]

  /// - Parameter families: false where a view names nobody but parties.
  public init(_ bookkeeper: Bookkeeper, _ sight: Sight = .everything, families: Bool = true) throws {
    guard sight != .pseudonyms else {
      known = [:]
      return
    }
    var names = try bookkeeper.partyNames()
    if families {
      for household in try bookkeeper.households() { names[household.id] = household.name }
    }
    known = names.filter { sight.shows($0.key) }
  }

  public subscript(_ id: ULID) -> String? { known[id] }

  /// The name, else the end of the id: enough to tell rows of a list apart.
  public func name(_ id: ULID) -> String { known[id] ?? "…" + id.description.suffix(6) }

  /// The name, else the whole id, by which it can be looked up.
  public func nameOrID(_ id: ULID) -> String { known[id] ?? id.description }
}
