import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb

extension Visit {
  /// Those of these families whose help the viewer may see; that they were looked at is noted of each, in one go.
  func families(among ids: some Sequence<ULID>, page: String) throws -> Set<ULID> {
    let person = try person
    var seen: Set<ULID> = []
    var others: [ULID] = []
    for id in Set(ids) {
      let state: HouseholdState = try bookkeeper.state(StreamID("household", id))
      let access = HouseholdAccess(of: id, state, for: person, on: today)
      guard access.showsInstruments else { continue }
      seen.insert(id)
      if !access.isOwn { others.append(id) }
    }
    try bookkeeper.vault.noteAccess(to: others.sorted(), by: person.id, page: page, at: now)
    return seen
  }
}
