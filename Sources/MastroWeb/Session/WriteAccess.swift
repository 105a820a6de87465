import Bookkeeping
import Funds
import LedgerCore

/// Whether somebody may ask the rules about a file at all.
///
/// The rules judge an entry by the state of its stream, and say why they refuse it. Whoever may not read a family's file
/// gets the answer that they would get if it did not exist, before any rule is asked.
struct WriteAccess {
  /// Streams that tell of a family.
  private static let families: Set<String> = [
    BudgetFamily.name, GrantState.family, GuaranteeState.family, HouseholdState.family, LoanState.family,
    PlanState.family, ServiceState.family, VoucherState.family,
  ]

  /// One thing that is to be stated: where, under which id, about whom.
  struct Statement {
    let id: ULID
    let kind: Kind
    let stream: StreamID
    let body: [UInt8]
  }

  private let viewer: Visitor
  private let office: WebOffice
  private let day: CivilDate
  private let access: StreamAccess

  init(_ viewer: Visitor, _ office: WebOffice) throws {
    self.viewer = viewer
    self.office = office
    day = office.bookkeeper.surroundings.now.date
    access = try StreamAccess(viewer, office, on: day)
  }

  /// Throws where one of them is about a file that is not there for the viewer.
  func require(_ statements: [Statement]) throws {
    guard !access.seesAll else { return }
    var begun: Set<StreamID> = []
    for statement in statements where WriteAccess.families.contains(String(statement.stream.family)) {
      let stream = statement.stream
      guard !begun.contains(stream), try !stands(statement) else { continue }
      if stream.ulid == statement.id {
        begun.insert(stream)
        try requireHousehold(named: statement.body)
      }
      guard try mayState(statement) else {
        throw WebRefusals.fileUnknown(["noun": stream.family == BudgetFamily.name ? "household" : stream.family])
      }
    }
  }

  /// Sent again: whoever has signed an entry knows it.
  private func stands(_ statement: Statement) throws -> Bool {
    try office.bookkeeper.ledger.store.read { log in
      try log.position(of: statement.id).map { try log.stored(at: $0).logged().entry.actor == viewer.id } ?? false
    }
  }

  private func mayState(_ statement: Statement) throws -> Bool {
    let stream = statement.stream
    if access.side(of: stream) != nil { return true }
    // A voucher is known by its number: whichever shop holds the paper may ask whether it is still good.
    if statement.kind == VoucherRedeemed.kind, viewer.holds(.host) { return true }
    // A creditor who lets hours stand for what is owed is named in the agreement.
    if stream.family == ServiceState.family,
      try office.partners.files([ServiceState.family], naming: viewer.member, office.bookkeeper).contains(stream)
    {
      return true
    }
    let (first, household) = try office.bookkeeper.ledger.store.read { log in
      let first = try log.positions(of: stream, after: 0).first.map { try log.stored(at: $0).logged().entry }
      return (first, try log.household(of: stream))
    }
    guard let first else {
      // A budget is begun under the family's id, everything else under its first entry's.
      return try stream.ulid == statement.id || (stream.family == BudgetFamily.name && household.map(mayKnow) ?? false)
    }
    return try isOwn(first) || household.map(mayKnow) ?? false
  }

  private func requireHousehold(named body: [UInt8]) throws {
    guard let household = try JSON.parse(body, form: .relaxed).household else {
      return
    }
    guard try mayKnow(household) else { throw WebRefusals.fileUnknown(["noun": "household"]) }
  }

  /// A family that lets the viewer see anything of it, their own one, and one that they or their body have registered.
  private func mayKnow(_ household: ULID) throws -> Bool {
    let stream = StreamID("household", household)
    let state: HouseholdState = try office.bookkeeper.state(stream)
    guard state.isRegistered else { return false }
    let access = HouseholdAccess(of: household, state, for: viewer, on: day)
    if access.isOwn || !access.scopes.isEmpty { return true }
    return try office.bookkeeper.ledger.store.read { log in
      try log.positions(of: stream, after: 0).first.map { isOwn(try log.stored(at: $0).logged().entry) } ?? false
    }
  }

  private func isOwn(_ entry: Entry) -> Bool {
    entry.actor == viewer.id || entry.header.onBehalfOf.map { viewer.member.bodies.contains($0) } ?? false
  }
}

extension WriteAccess.Statement {
  init(_ request: EntryRequest) {
    self.init(id: request.id, kind: request.kind, stream: request.stream, body: request.body)
  }

  init(_ signed: SignedEntry) {
    self.init(
      id: signed.entry.id, kind: signed.entry.kind, stream: signed.entry.stream, body: signed.entry.body)
  }
}
