public import LedgerCore

/// What coaching must know about a family and the rules of the house: declared here, supplied by the application from the
/// register of households, so that coaching and the funds do not know each other.
public protocol FamilyRegister: Sendable {
  /// Refuses a household that is unknown, erased or merged into another.
  func requireFamily(_ household: ULID, in context: Admission) throws(Refusal)
  /// True for a member who is known to live in the household.
  func isOfFamily(_ member: ULID, _ household: ULID, in context: Admission) -> Bool
  /// True for a member who holds the role of an educator and was not revoked.
  func isEducator(_ member: ULID, in context: Admission) -> Bool
  /// True where a consent that stands lets a body work on the family's budget on the entry's day.
  func letsBudget(of household: ULID, beSeenBy body: Slug, in context: Admission) -> Bool
  /// Somebody of the family signs with a key of their own, or an operator attests it who is none of `signers`: nobody
  /// signs for two sides of one agreement.
  func requireFamilyVoice(
    of household: ULID, attestation: Attestation?, besides signers: Set<ULID>, in context: Admission
  ) throws(Refusal)
  /// What the policy in force says about coaching; refuses where it says nothing.
  func coachingRules(in context: Admission) throws(Refusal) -> CoachingRules
  /// The instalments to the funds and under plans that the family has promised already, per month.
  func runningInstalments(of household: ULID, in context: Admission) -> Money
  /// The instalments that were promised on the strength of an assessment and still run, per month.
  func promised(on assessment: ULID, by household: ULID, in context: Admission) -> Money
  /// True where an instrument has come into force on the strength of the reservation, which is spent then.
  func isUsed(reservation: ULID, in context: Admission) -> Bool
  /// Puts a stream into the family's list, so that whoever forgets the family finds it: done by a stream's first entry.
  func enlisting(_ household: ULID, in context: Admission) throws(Refusal) -> Effects
}

/// What the policy in force says about coaching.
public struct CoachingRules: Sendable, Hashable {
  /// An assessment binds new promises for so many days.
  public let assessmentDays: Int
  /// Digests of the parameter files by which capacity may be assessed, by their version.
  public let parameters: [String: Fingerprint]
  /// A reservation of capacity lasts at most so many days.
  public let reservationDays: Int

  public init(assessmentDays: Int, parameters: [String: Fingerprint], reservationDays: Int) {
    self.assessmentDays = assessmentDays
    self.parameters = parameters
    self.reservationDays = reservationDays
  }
}

extension Admission {
  /// The register of families; a ledger with coaching kinds is always composed with one.
  var families: any FamilyRegister {
    guard let register = governance as? any FamilyRegister else {
      preconditionFailure("a rulebook with coaching kinds needs a governance that is a FamilyRegister")
    }
    return register
  }

  /// The family in whose own stream (`budget/<household>`) the entry stands; a stream of this family has a ULID.
  var family: ULID { header.stream.ulid ?? header.id }
}
