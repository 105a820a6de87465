public import LedgerCore

/// An operator asks the fund to stand behind a household's rent: which landlord, how much, for which months.
public struct GuaranteeRequested: EntryBody {
  public static let kind: Kind = "guarantee.requested"
  public static let roles: Set<Role> = [.operator]

  public let attestation: Attestation?
  /// Commitment of the sealed dossier with the lease, where there is one.
  public let dossier: Fingerprint?
  public let fund: Slug
  /// The tenant.
  public let household: ULID
  public let landlord: ULID
  /// The body whose members speak for the landlord, where it is one of the ledger's.
  public let landlordBody: Slug?
  /// Whose guarantee reserve answers.
  public let restriction: Slug
  public let terms: GuaranteeTerms

  public init(
    _ terms: GuaranteeTerms, from purse: Restriction, household: ULID, landlord: ULID, landlordBody: Slug? = nil,
    dossier: Fingerprint? = nil, attestation: Attestation? = nil
  ) {
    self.attestation = attestation
    self.dossier = dossier
    fund = purse.fund
    self.household = household
    self.landlord = landlord
    self.landlordBody = landlordBody
    restriction = purse.name
    self.terms = terms
  }

  public var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public static let refusals =
    [GuaranteeRules.wrongState] + GuaranteeTerms.refusals + [MemberRules.bodyUnknown, Voice.otherParty]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else {
      throw GuaranteeRules.wrongState(["guarantee": context.header.stream.key, "state": state.status.rawValue])
    }
    _ = try terms.check(purse, in: context)
    let home = try context.requireHousehold(household)
    try context.requireParty(landlord)
    if let landlordBody, context.governing.bodies[landlordBody] == nil {
      throw MemberRules.bodyUnknown(["body": landlordBody])
    }
    if let attestation { try context.requireVoice(of: home.members, attestation: attestation) }
    return try Effects { $0.enlist(context, with: household) }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.status = .requested
    state.request = self
    state.requestedForBody = entry.header.onBehalfOf
    state.requestedOn = entry.header.effective
    state.requesters.add(entry, attestation: attestation)
  }
}
