import Bookkeeping
import Funds
import LedgerCore

/// Which entries of the log somebody may read as they stand.
///
/// Auditors and administrators read all. Everybody else reads what they have signed, what was signed for the bodies for
/// which they act, and families what stands in the streams of their own file.
struct EntryAccess: Sendable {
  private let readsAll: Bool
  private let member: ULID
  private let bodies: Set<Slug>
  private let streams: Set<StreamID>

  init(_ viewer: Visitor, _ bookkeeper: Bookkeeper) throws {
    readsAll = viewer.holds(anyOf: [.auditor, .administrator])
    member = viewer.id
    bodies = Set(viewer.member.bodies)
    var streams: Set<StreamID> = []
    if !readsAll, let party = viewer.member.party {
      for household in try bookkeeper.households(of: party) {
        streams.formUnion(try bookkeeper.instruments(of: household))
        streams.formUnion([StreamID("household", household), StreamID("budget", household)])
      }
    }
    self.streams = streams
  }

  func admits(_ entry: Entry) -> Bool {
    if readsAll || entry.actor == member || streams.contains(entry.stream) { return true }
    return entry.header.onBehalfOf.map { bodies.contains($0) } ?? false
  }
}
