public import LedgerCore

/// What the money was used for, by the digest of the receipt.
public struct GrantEvidenced: EntryBody {
  public static let kind: Kind = "grant.evidenced"
  public static let roles: Set<Role> = [.operator, .treasurer]
  public static let isReversible = true

  public let attestation: Attestation?
  /// SHA-256 of the receipt, which is kept outside the ledger.
  public let document: Fingerprint

  public init(document: Fingerprint, attestation: Attestation?) {
    self.document = document
    self.attestation = attestation
  }

  public static let refusals = [GrantRules.wrongState]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    _ = try GrantRules.request(of: state, in: [.paid, .evidenced], context)
    var chain = state.requesters
    chain.formUnion(state.payers)
    try context.requireSound(attestation, in: chain, approvers: state.approvers)
    return .none
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.status = .evidenced
    state.settledOn = max(state.settledOn ?? entry.header.effective, entry.header.effective)
    state.payers.add(entry, attestation: attestation)
  }
}
