public import LedgerCore

/// A family is known to the funds: pseudonyms and relations here, names and address in the sealed record.
public struct HouseholdRegistered: EntryBody {
  public static let kind: Kind = "household.registered"
  public static let roles: Set<Role> = [.operator, .educator, .administrator]

  /// In the order of their ids.
  public let members: [HouseholdMember]
  public let municipality: MunicipalityCode?
  /// Commitment of the sealed record.
  public let record: Fingerprint

  public init(members: [HouseholdMember], municipality: MunicipalityCode?, record: Fingerprint) {
    self.members = members.sorted { $0.party < $1.party }
    self.municipality = municipality
    self.record = record
  }

  static let again = RefusalCode(
    "household.already-registered", "the household {household} is registered already",
    hint: "leave out --id, or add to it with `mastro household join`")

  public static let refusals = [again, HouseholdRules.membersInvalid]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    guard !state.isRegistered else { throw Self.again(["household": context.header.stream.key]) }
    try HouseholdRules.check(members, context)
    return try Effects { journal in for member in members { journal.settle(member.party) } }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.isRegistered = true
    state.record = record
    state.municipality = municipality
    for member in members { state.take(member) }
  }
}
