public import LedgerCore

/// The family takes a consent back; anybody who belongs to it may, and nobody is asked why.
public struct ConsentWithdrawn: EntryBody {
  public static let kind: Kind = "consent.withdrawn"
  public static let roles: Set<Role> = [.household, .operator, .educator]

  public let attestation: Attestation?
  /// The entry that gave it.
  public let consent: ULID

  public init(consent: ULID, attestation: Attestation?) {
    self.attestation = attestation
    self.consent = consent
  }

  static let unknown = RefusalCode(
    "consent.unknown", "the household has given no consent {consent} that stands",
    hint: "`mastro consent list` shows them", .notFound)

  public static let refusals = [unknown]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try HouseholdRules.requireStanding(state, context.header.stream.key)
    guard state.consents[consent] != nil else { throw Self.unknown(["consent": consent]) }
    try context.requireVoice(of: state.members, attestation: attestation)
    return .none
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) { state.consents[consent] = nil }
}
