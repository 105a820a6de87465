public import LedgerCore

/// Somebody is born into the family, or moves in.
public struct HouseholdMemberJoined: EntryBody {
  public static let kind: Kind = "household.member-joined"
  public static let roles: Set<Role> = [.operator, .educator, .administrator]

  public let party: ULID
  public let relation: HouseholdMember.Relation

  public init(_ member: HouseholdMember) {
    party = member.party
    relation = member.relation
  }

  static let alreadyThere = RefusalCode(
    "household.already-a-member", "{party} belongs to the household {household} already",
    hint: "`mastro household show` lists who does")

  public static let refusals = [alreadyThere]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try HouseholdRules.requireStanding(state, context.header.stream.key)
    try context.requirePerson(party)
    guard !state.members.contains(party) else {
      throw Self.alreadyThere(["party": party, "household": context.header.stream.key])
    }
    return try Effects { $0.settle(party) }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.take(HouseholdMember(party: party, relation: relation))
  }
}
