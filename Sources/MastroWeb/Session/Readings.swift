import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Synchronization

/// Who was shown which family's data: every page and answer passes here before it leaves.
///
/// A page that opens one family notes itself what was read of it. Lists, reports and everything else that shows a file of
/// a family are noted here, by the ids that stand in them: once a day for each reader and family, and only where nothing
/// more exact was noted on that day.
final class Readings: Sendable {
  /// What the access log calls them.
  static let page = "list"

  private struct Reading: Hashable {
    let reader: ULID
    let household: ULID
  }

  private struct State {
    /// The family of an id; nil where it is something else's. Ids that the log does not hold are not kept.
    var households: [ULID: ULID?] = [:]
    var day: CivilDate?
    /// What the access log holds already.
    var noted: Set<Reading> = []
  }

  private let state = Mutex(State())
  private static let mostKept = 100_000

  /// Notes that somebody is shown these bytes; nothing where only their own family stands in them.
  func note(_ bytes: some Collection<UInt8>, to viewer: Visitor?, _ bookkeeper: Bookkeeper) throws {
    guard let viewer else { return }
    try note(try households(Readings.ids(in: bytes), bookkeeper), to: viewer, bookkeeper)
  }

  /// Notes that somebody is shown an entry as it stands.
  func note(_ entry: ULID, to viewer: Visitor, _ bookkeeper: Bookkeeper) throws {
    try note(try households([entry], bookkeeper), to: viewer, bookkeeper)
  }

  private func note(_ households: Set<ULID>, to viewer: Visitor, _ bookkeeper: Bookkeeper) throws {
    let now = bookkeeper.surroundings.now
    let news = state.withLock { state in
      if state.day != now.date || state.noted.count >= Readings.mostKept {
        state.day = now.date
        state.noted = []
      }
      return households.filter { !state.noted.contains(Reading(reader: viewer.id, household: $0)) }
    }
    guard !news.isEmpty else { return }
    let own = try viewer.member.party.map { Set(try bookkeeper.households(of: $0)) } ?? []
    let others = news.subtracting(own)
    try bookkeeper.vault.noteAccess(
      to: others.filter { try !isNoted($0, viewer, now.date, bookkeeper) }.sorted(), by: viewer.id,
      page: Readings.page, at: now)
    state.withLock { state in
      guard state.day == now.date else { return }
      state.noted.formUnion(others.map { Reading(reader: viewer.id, household: $0) })
    }
  }

  /// Whether the access log tells of this reader and day already.
  private func isNoted(
    _ household: ULID, _ viewer: Visitor, _ day: CivilDate, _ bookkeeper: Bookkeeper
  ) throws -> Bool {
    try bookkeeper.vault.accesses(to: household, most: 50).contains { $0.member == viewer.id && $0.day == day }
  }

  private func households(_ ids: Set<ULID>, _ bookkeeper: Bookkeeper) throws -> Set<ULID> {
    var (found, unknown) = state.withLock { state in
      ids.reduce(into: (Set<ULID>(), [ULID]())) { result, id in
        switch state.households[id] {
        case nil: result.1.append(id)
        case .some(let household): household.map { _ = result.0.insert($0) }
        }
      }
    }
    guard !unknown.isEmpty else { return found }
    var known: [ULID: ULID?] = [:]
    try bookkeeper.ledger.store.read { log in
      for id in unknown {
        guard let position = try log.position(of: id) else { continue }
        known[id] = .some(try log.household(of: try log.stored(at: position).logged().entry.stream))
      }
    }
    found.formUnion(known.values.compactMap { $0 })
    state.withLock { state in
      if state.households.count + known.count > Readings.mostKept { state.households = [:] }
      state.households.merge(known) { $1 }
    }
    return found
  }

  /// Everything that has the form of an id.
  static func ids(in bytes: some Collection<UInt8>) -> Set<ULID> {
    var ids: Set<ULID> = []
    var run: [UInt8] = []
    run.reserveCapacity(27)
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a:
        if run.count < 27 { run.append(byte) }
      default:
        if run.count == 26, let id = run.withUnsafeBufferPointer({ ULID(bytes: $0) }) { ids.insert(id) }
        run.removeAll(keepingCapacity: true)
      }
    }
    if run.count == 26, let id = run.withUnsafeBufferPointer({ ULID(bytes: $0) }) { ids.insert(id) }
    return ids
  }
}

extension LogReader {
  /// The family that a stream's first entry names; nil where it names none.
  func household(of stream: StreamID) throws -> ULID? {
    if stream.family == HouseholdState.family || stream.family == BudgetFamily.name { return stream.ulid }
    guard let first = try positions(of: stream, after: 0).first else { return nil }
    return try JSON.parse(stored(at: first).logged().entry.body, form: .canonical).household
  }
}

extension JSON {
  /// The family that an entry's body names, wherever it does so: an agreement about work names it in the work.
  var household: ULID? {
    guard let object else { return nil }
    if let household = object["household"]?.string { return ULID(household) }
    for member in object {
      if let household = member.value.household { return household }
    }
    return nil
  }
}

/// Budgets stand in the stream `budget/<family>`; their rules are the coaching's, which the server does not know.
enum BudgetFamily {
  static let name = "budget"
}
