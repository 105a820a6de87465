public import LedgerCore

/// The family has moved, or something else in its sealed record is another now.
public struct HouseholdUpdated: EntryBody {
  public static let kind: Kind = "household.updated"
  public static let roles: Set<Role> = [.operator, .educator, .administrator]

  public let municipality: MunicipalityCode?
  /// Commitment of the whole sealed record as it is from now on.
  public let record: Fingerprint

  public init(municipality: MunicipalityCode?, record: Fingerprint) {
    self.municipality = municipality
    self.record = record
  }

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try HouseholdRules.requireStanding(state, context.header.stream.key)
    return .none
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.municipality = municipality
    state.record = record
  }
}
