public import Coaching
public import Funds
public import LedgerCore

/// The register of households answers what coaching asks of it.
extension FundGovernance: FamilyRegister {
  public func requireFamily(_ household: ULID, in context: Admission) throws(Refusal) {
    try context.requireHousehold(household)
  }

  public func isOfFamily(_ member: ULID, _ household: ULID, in context: Admission) -> Bool {
    guard let party = context.governing.members[member]?.party else { return false }
    let state: HouseholdState = context.state(of: StreamID("household", household))
    return state.members.contains(party)
  }

  public func isEducator(_ member: ULID, in context: Admission) -> Bool {
    guard let member = context.governing.members[member] else { return false }
    return member.roles.contains(.educator) && !member.isRevoked
  }

  /// An earlier date does not bring a consent back that is over.
  public func letsBudget(of household: ULID, beSeenBy body: Slug, in context: Admission) -> Bool {
    let state: HouseholdState = context.state(of: StreamID("household", household))
    return state.lets(body, see: .budget, on: max(context.effective, context.header.recorded.date))
  }

  public func requireFamilyVoice(
    of household: ULID, attestation: Attestation?, besides signers: Set<ULID>, in context: Admission
  ) throws(Refusal) {
    try context.requireVoice(ofFamily: household, attestation: attestation, besides: signers)
  }

  public func coachingRules(in context: Admission) throws(Refusal) -> CoachingRules {
    let policy = try context.coachingPolicy()
    return CoachingRules(
      assessmentDays: context.governing.policy.households?.assessmentValidDays ?? 0,
      parameters: Dictionary(policy.parameters.map { ($0.version, $0.digest) }) { first, _ in first },
      reservationDays: policy.reservationDays)
  }

  public func runningInstalments(of household: ULID, in context: Admission) -> Money {
    context.runningInstalments(of: household)
  }

  public func promised(on assessment: ULID, by household: ULID, in context: Admission) -> Money {
    context.promised(on: assessment, household: household)
  }

  public func isUsed(reservation: ULID, in context: Admission) -> Bool { context.isUsed(reservation: reservation) }

  public func enlisting(_ household: ULID, in context: Admission) throws(Refusal) -> Effects {
    try context.enlisting(household)
  }
}
