public import LedgerCore

/// Somebody does not belong to the family any more; why is nobody's business here.
public struct HouseholdMemberLeft: EntryBody {
  public static let kind: Kind = "household.member-left"
  public static let roles: Set<Role> = [.operator, .educator, .administrator]

  public let party: ULID

  public init(party: ULID) { self.party = party }

  public static let refusals = [HouseholdRules.lastMember]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    let household = context.header.stream.key
    try HouseholdRules.requireStanding(state, household)
    guard state.members.contains(party) else {
      throw HouseholdRules.notAMember(["party": party, "household": household])
    }
    guard state.members.count > 1 else { throw HouseholdRules.lastMember(["household": household]) }
    return try Effects { $0.unsettle(party) }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) { state.lose(party) }
}
