public import LedgerCore

/// A claim is not admitted; its months can be claimed again, with what was missing.
public struct ClaimRefused: EntryBody {
  public static let kind: Kind = "guarantee.claim-refused"
  public static let roles: Set<Role> = [.committee]

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case incomplete
    case notDue = "not-due"
    case tenantHasPaid = "tenant-has-paid"
    case disputed
    case outsideScheme = "outside-scheme"
  }

  public let claim: ULID
  public let reason: Reason

  public init(claim: ULID, reason: Reason) {
    self.claim = claim
    self.reason = reason
  }

  public static let refusals = [
    GuaranteeRules.wrongState, GuaranteeRules.claimUnknown, GuaranteeRules.claimDecided, Persons.samePerson,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    _ = try GuaranteeRules.openClaim(claim, of: state, context)
    try context.requireAnotherPerson(than: state.requesters, state.claimants)
    try context.requireDisinterested(in: request)
    return .none
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.change(claim) { $0.status = .refused }
  }
}
