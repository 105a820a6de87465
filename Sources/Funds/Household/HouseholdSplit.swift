public import LedgerCore

/// Some of a family live by themselves from now on: they leave this household for another one, which was registered for
/// them or knows them already.
///
/// Instruments stay where they are: who owes is a question for those who agreed on them, not for this entry.
public struct HouseholdSplit: EntryBody {
  public static let kind: Kind = "household.split"
  public static let roles: Set<Role> = [.operator, .educator, .administrator]

  public let into: ULID
  /// Who leaves, in the order of their ids.
  public let leaving: [ULID]

  public init(leaving: [ULID], into: ULID) {
    self.into = into
    self.leaving = leaving.sorted()
  }

  public static let refusals = [
    HouseholdRules.membersInvalid, HouseholdRules.membersMissing, HouseholdRules.lastMember,
  ]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    let household = context.header.stream.key
    try HouseholdRules.requireStanding(state, household)
    guard !leaving.isEmpty, zip(leaving, leaving.dropFirst()).allSatisfy({ $0 < $1 }), into != context.ownHousehold
    else { throw HouseholdRules.membersInvalid() }
    let other = try context.requireHousehold(into)
    for party in leaving {
      guard state.members.contains(party) else {
        throw HouseholdRules.notAMember(["party": party, "household": household])
      }
      guard other.members.contains(party) else {
        throw HouseholdRules.membersMissing(["party": party, "into": into])
      }
    }
    guard state.members.count > leaving.count else { throw HouseholdRules.lastMember(["household": household]) }
    return try Effects { journal in for party in leaving { journal.unsettle(party) } }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    for party in leaving { state.lose(party) }
  }
}
