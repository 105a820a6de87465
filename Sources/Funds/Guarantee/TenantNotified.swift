public import LedgerCore

/// The tenant is told of a claim, and can reply before it is accepted.
public struct TenantNotified: EntryBody {
  public static let kind: Kind = "guarantee.tenant-notified"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public let claim: ULID
  /// SHA-256 of the letter.
  public let document: Fingerprint

  public init(claim: ULID, document: Fingerprint) {
    self.claim = claim
    self.document = document
  }

  static let again = RefusalCode(
    "guarantee.already-notified", "the tenant was notified of the claim {claim} on {day}",
    hint: "nothing is left to do; the days to reply run from then")

  public static let refusals = [
    GuaranteeRules.wrongState, GuaranteeRules.claimUnknown, GuaranteeRules.claimDecided, again,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    _ = try GuaranteeRules.request(of: state, in: [.issued], context)
    let open = try GuaranteeRules.openClaim(claim, of: state, context)
    if let day = open.notifiedOn { throw Self.again(["claim": claim, "day": day]) }
    return .none
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.change(claim) { $0.notifiedOn = entry.header.effective }
  }
}
