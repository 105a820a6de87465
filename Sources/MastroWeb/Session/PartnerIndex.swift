import Bookkeeping
import Funds
public import LedgerCore
import Synchronization

/// Which files name whom: the people of a family, bodies that it lets see something, creditors, landlords and hosts.
///
/// It grows with the log, so that nobody's list is found by reading everybody's files. What it says is where to look:
/// whoever has left a family or a plan is still found here, and refused by the file itself.
final class PartnerIndex: Sendable {
  /// Somebody whom a file can name.
  private enum Partner: Hashable {
    case party(ULID)
    case body(Slug)
  }

  private struct State {
    /// Entries of the log that were read.
    var size = 0
    var files: [Partner: Set<StreamID>] = [:]
  }

  private let state = Mutex(State())
  /// So many entries are read one by one; after longer pauses all files are.
  private static let mostNews = 20_000
  private static let families: Set<String> = [
    GuaranteeState.family, HouseholdState.family, PlanState.family, ServiceState.family,
  ]

  /// The files of these families that name the member, or a body for which they act; oldest first.
  func files(_ families: Set<String>, naming member: Member, _ bookkeeper: Bookkeeper) throws -> [StreamID] {
    try bringUpToDate(bookkeeper)
    let partners = member.bodies.map { Partner.body($0) } + (member.party.map { [Partner.party($0)] } ?? [])
    return state.withLock { state in
      partners.reduce(into: Set<StreamID>()) { $0.formUnion(state.files[$1] ?? []) }
    }.filter { families.contains(String($0.family)) }.sorted { $0.key < $1.key }
  }

  private func bringUpToDate(_ bookkeeper: Bookkeeper) throws {
    let known = state.withLock { $0.size }
    let (size, found) = try bookkeeper.ledger.store.read { log -> (Int, [(StreamID, Set<Partner>)]) in
      let size = try log.size
      guard size > known else { return (size, []) }
      let files = try PartnerIndex.changed(from: known, to: size, in: log)
      return (size, try files.map { ($0, try PartnerIndex.partners(of: $0, bookkeeper, in: log)) })
    }
    guard size > known else { return }
    state.withLock { state in
      for (file, partners) in found {
        for partner in partners { state.files[partner, default: []].insert(file) }
      }
      state.size = max(state.size, size)
    }
  }

  private static func changed(from known: Int, to size: Int, in log: any LogReader) throws -> Set<StreamID> {
    guard known > 0, size - known <= mostNews else {
      return try families.reduce(into: Set()) { $0.formUnion(try log.streams(family: $1)) }
    }
    var files: Set<StreamID> = []
    try log.scan(known..<size) { stored in
      let stream = try stored.logged().entry.stream
      if families.contains(String(stream.family)) { files.insert(stream) }
    }
    return files
  }

  private static func partners(
    of file: StreamID, _ bookkeeper: Bookkeeper, in log: any LogReader
  ) throws -> Set<Partner> {
    let folds = bookkeeper.ledger.admitter.folds
    var parties: [ULID?] = []
    var bodies: [Slug?] = []
    switch String(file.family) {
    case HouseholdState.family:
      let state = try folds.state(of: file, as: HouseholdState.self, in: log)
      parties = Array(state.members)
      bodies = state.consents.values.flatMap(\.bodies)
    case PlanState.family:
      let state = try folds.state(of: file, as: PlanState.self, in: log)
      parties = state.debts.map(\.creditor)
      bodies = state.debts.map(\.creditorBody)
    case GuaranteeState.family:
      let request = try folds.state(of: file, as: GuaranteeState.self, in: log).request
      parties = [request?.landlord]
      bodies = [request?.landlordBody]
    case ServiceState.family:
      let state = try folds.state(of: file, as: ServiceState.self, in: log)
      parties = [state.work?.hostParty, state.terms?.waivingCreditor]
      bodies = [state.work?.hostBody]
    default: break
    }
    return Set(parties.compactMap { $0.map { .party($0) } } + bodies.compactMap { $0.map { .body($0) } })
  }
}

extension Visit {
  /// The files of a family of streams that name the viewer, or a body for which they act, as one that has to do with
  /// them; what they may see of it is for the page to say.
  public func files(of family: String) throws -> [StreamID] {
    try office.partners.files([family], naming: person.member, bookkeeper)
  }
}
