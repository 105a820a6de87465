import LedgerSQLite
import Bookkeeping
public import Funds
public import LedgerCore

/// Who may see what of a family, decided in one place.
public struct HouseholdAccess: Sendable {
  public let id: ULID
  public let state: HouseholdState
  /// What may be seen.
  public let scopes: Set<ConsentGiven.Scope>
  /// True where the viewer belongs to the family.
  public let isOwn: Bool

  /// Whether names and addresses may be told.
  public var showsRecord: Bool { isOwn || scopes.contains(.record) }
  public var showsInstruments: Bool { isOwn || scopes.contains(.instruments) }
  public var showsBudget: Bool { isOwn || scopes.contains(.budget) }
}

extension Visit {
  /// Opens a family's page for the viewer, and notes in the access log who has read what of it.
  ///
  /// The fund's own people see the families of the fund. Whoever acts for other bodies sees a family only where it lets
  /// one of these see it. Members of the family see all of it. For everybody else there is no such page.
  /// - Parameters:
  ///   - scope: what the page shows.
  ///   - page: what is noted as read, such as `timeline` or `budget`.
  public func household(_ id: ULID, for scope: ConsentGiven.Scope, page: String) throws -> HouseholdAccess {
    let person = try person
    let state: HouseholdState = try bookkeeper.state(StreamID("household", id))
    guard state.isRegistered else { throw WebRefusals.pageUnknown() }
    let access = HouseholdAccess(of: id, state, for: person, on: today)
    guard access.isOwn || access.scopes.contains(scope) else { throw WebRefusals.pageUnknown() }
    if !access.isOwn {
      try bookkeeper.vault.noteAccess(to: id, by: person.id, page: page, at: now)
    }
    return access
  }

  /// The families to which the viewer belongs.
  public func ownHouseholds() throws -> [ULID] {
    guard let party = try person.member.party else { return [] }
    return try bookkeeper.households(of: party)
  }
}

extension HouseholdAccess {
  /// What `viewer` may see of a family; nothing is noted.
  public init(of id: ULID, _ state: HouseholdState, for viewer: Visitor, on day: CivilDate) {
    self.id = id
    self.state = state
    isOwn = viewer.member.party.map { state.members.contains($0) } ?? false
    var scopes: Set<ConsentGiven.Scope> = viewer.isStaff ? [.instruments, .overlaps, .record] : []
    for scope in ConsentGiven.Scope.allCases
    where viewer.member.bodies.contains(where: { state.lets($0, see: scope, on: day) }) {
      scopes.insert(scope)
    }
    if !viewer.holds(anyOf: [.educator, .committee, .operator]) { scopes.remove(.budget) }
    if !viewer.holds(anyOf: [.administrator, .operator, .committee, .treasurer, .educator]) { scopes = [] }
    self.scopes = scopes
  }
}
