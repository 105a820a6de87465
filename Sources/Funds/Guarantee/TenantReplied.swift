public import LedgerCore

/// What the tenant says to a claim; whoever has replied need not be waited for.
public struct TenantReplied: EntryBody {
  public static let kind: Kind = "guarantee.tenant-replied"
  public static let roles: Set<Role> = [.household, .operator]
  public static let isReversible = true

  /// From a closed list: the letter itself stays outside the log.
  public enum Reply: String, Codable, Sendable, CaseIterable {
    case agrees
    case disputes
    case hasPaid = "has-paid"
    case asksForPlan = "asks-for-plan"
  }

  public let attestation: Attestation?
  public let claim: ULID
  /// SHA-256 of the tenant's letter or receipts.
  public let document: Fingerprint?
  public let reply: Reply

  public init(claim: ULID, reply: Reply, document: Fingerprint? = nil, attestation: Attestation? = nil) {
    self.attestation = attestation
    self.claim = claim
    self.document = document
    self.reply = reply
  }

  public static let refusals = [
    GuaranteeRules.wrongState, GuaranteeRules.claimUnknown, GuaranteeRules.claimDecided,
    ClaimAccepted.tenantNotNotified, Voice.notTheirs, Voice.otherParty,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    let open = try GuaranteeRules.openClaim(claim, of: state, context)
    guard open.notifiedOn != nil else { throw ClaimAccepted.tenantNotNotified(["claim": claim]) }
    try context.requireVoice(
      of: context.tenants(of: request), attestation: attestation, in: state.sides, approvers: state.deciders)
    return .none
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.change(claim) { $0.reply = reply }
    state.claimants.add(entry, attestation: attestation)
  }
}
