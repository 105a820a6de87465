public import LedgerCore

/// What a member may sign from now on, and for which bodies they act; a second administrator confirms.
public struct MemberRolesChanged: EntryBody {
  public static let kind: Kind = "member.roles-changed"
  public static let roles: Set<Role> = [.administrator]

  public let bodies: [Slug]
  public let member: ULID
  public let roles: [Role]

  public init(member: ULID, roles: [Role], bodies: [Slug]) {
    self.member = member
    self.roles = roles.sorted()
    self.bodies = bodies.sorted()
  }

  public static let refusals = MemberRules.refusals

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    let holder = try MemberRules.member(member, in: state)
    try MemberRules.check(roles: roles, bodies: bodies, in: state)
    if !roles.contains(.administrator) { try MemberRules.requireAdministratorsLeft(without: holder, in: state) }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.propose(.roles(member: member, roles: roles, bodies: bodies), by: entry)
  }
}
