import Bookkeeping
import LedgerCore

/// Names of people and families for a report: those that the vault still holds, the end of the id for everybody else.
struct ReportNames {
  private let parties: [ULID: String]
  private let households: [ULID: String]

  init(_ bookkeeper: Bookkeeper) throws {
    parties = try bookkeeper.partyNames()
    households = Dictionary(
      try bookkeeper.households().compactMap { household in household.name.map { (household.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func name(_ id: ULID) -> String { parties[id] ?? households[id] ?? "…" + id.description.suffix(6) }
}
