public import LedgerCore

/// Two families are one now, or one family was registered twice: this household ends in the other one.
///
/// Everybody belongs to the other household before. What this one has been given counts there from now on: it is entered
/// into the other's list of instruments, so that nothing is forgotten without it.
public struct HouseholdMerged: EntryBody {
  public static let kind: Kind = "household.merged"
  public static let roles: Set<Role> = [.operator, .educator, .administrator]

  public let into: ULID

  public init(into: ULID) { self.into = into }

  static let itself = RefusalCode(
    "household.merged-into-itself", "the household {household} cannot be merged into itself",
    hint: "name the other household with --into")

  public static let refusals = [itself, HouseholdRules.membersMissing]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try HouseholdRules.requireStanding(state, context.header.stream.key)
    guard into != context.ownHousehold else { throw Self.itself(["household": into]) }
    let other = try context.requireHousehold(into)
    for party in state.members.sorted() where !other.members.contains(party) {
      throw HouseholdRules.membersMissing(["party": party, "into": into])
    }
    return try Effects { journal in
      for party in state.members.sorted() { journal.unsettle(party) }
      journal.enlist(context, with: into)
    }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.mergedInto = into
    state.mergedAt = entry.position
    for party in state.members { state.lose(party) }
  }
}
