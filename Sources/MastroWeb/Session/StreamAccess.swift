import Bookkeeping
import Funds
import LedgerCore

/// Which files somebody may open, and as whom.
struct StreamAccess: Sendable {
  /// As whom a file is opened.
  enum Side: Hashable, Sendable {
    /// The fund's own people, auditors, bodies that a family lets see it, and the family itself.
    case whole
    /// A creditor: their own part and nothing else.
    case creditor(ULID)
    /// A host: the work and its hours.
    case host
  }

  let sides: [StreamID: Side]
  /// True where everything is open.
  let seesAll: Bool

  init(_ viewer: Visitor, _ bookkeeper: Bookkeeper, on day: CivilDate) throws {
    seesAll = viewer.isStaff || viewer.holds(.auditor)
    guard !seesAll else {
      sides = [:]
      return
    }
    var sides: [StreamID: Side] = [:]
    if viewer.holds(.creditor) { try StreamAccess.addDebts(of: viewer, bookkeeper, to: &sides) }
    if viewer.holds(.host) { try StreamAccess.addWork(of: viewer, bookkeeper, to: &sides) }
    for found in try bookkeeper.all(HouseholdState.self) where found.state.isRegistered {
      guard let id = found.id else { continue }
      let access = HouseholdAccess(of: id, found.state, for: viewer, on: day)
      guard access.showsInstruments else { continue }
      for stream in try bookkeeper.instruments(of: id) { sides[stream] = .whole }
      if access.showsRecord { sides[found.stream] = .whole }
    }
    self.sides = sides
  }

  func side(of stream: StreamID) -> Side? { seesAll ? .whole : sides[stream] }

  private static func addDebts(
    of viewer: Visitor, _ bookkeeper: Bookkeeper, to sides: inout [StreamID: Side]
  ) throws {
    let party = viewer.member.party
    let bodies = Set(viewer.member.bodies)
    for plan in try bookkeeper.all(PlanState.self) {
      let debt = plan.state.debts.first { debt in
        debt.creditor == party || debt.creditorBody.map { bodies.contains($0) } ?? false
      }
      if let debt { sides[plan.stream] = .creditor(debt.creditor) }
    }
    for guarantee in try bookkeeper.all(GuaranteeState.self) {
      guard let request = guarantee.state.request else { continue }
      if request.landlord == party || request.landlordBody.map({ bodies.contains($0) }) ?? false {
        sides[guarantee.stream] = .whole
      }
    }
  }

  private static func addWork(
    of viewer: Visitor, _ bookkeeper: Bookkeeper, to sides: inout [StreamID: Side]
  ) throws {
    let bodies = Set(viewer.member.bodies)
    for agreement in try bookkeeper.all(ServiceState.self) {
      if agreement.state.work?.hostBody.map({ bodies.contains($0) }) ?? false { sides[agreement.stream] = .host }
    }
  }
}

extension Bookkeeper {
  /// The family that a stream's first entry names; nil where it names none.
  func household(of stream: StreamID) throws -> ULID? {
    if stream.family == HouseholdState.family { return stream.ulid }
    return try ledger.store.read { log in
      guard let first = try log.positions(of: stream, after: 0).first else { return nil }
      let body = try JSON.parse(log.stored(at: first).logged().entry.body, form: .canonical)
      return body["household"]?.string.flatMap { ULID($0) }
    }
  }
}
