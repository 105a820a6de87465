public import LedgerCore

/// The landlord gives the guarantee back before its time; nobody else can take it from them.
public struct GuaranteeReleased: EntryBody {
  public static let kind: Kind = "guarantee.released"
  public static let roles: Set<Role> = [.creditor, .operator]

  public let attestation: Attestation?

  public init(attestation: Attestation? = nil) { self.attestation = attestation }

  public static let refusals = [
    GuaranteeRules.wrongState, Voice.notTheirs, Voice.otherParty, GuaranteeRules.claimOpen,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    try context.requireLandlord(of: request, attestation, state)
    return try GuaranteeRules.end(state, request.purse, context)
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.status = .released
    state.newestOn = entry.header.effective
  }
}
