public import LedgerCore

/// An operator asks for help for somebody: how much, what for, from which restriction, to be paid to whom.
public struct GrantRequested: EntryBody {
  public static let kind: Kind = "grant.requested"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public let amount: Money
  public let attestation: Attestation?
  /// Who is helped.
  public let beneficiary: ULID
  /// Commitment of the sealed dossier, where there is one.
  public let dossier: Fingerprint?
  public let fund: Slug
  /// Who gets the money: a landlord, a shop, the person.
  public let payee: ULID
  public let purpose: Slug
  public let restriction: Slug

  public init(
    amount: Money, from restriction: Restriction, purpose: Slug, beneficiary: ULID, payee: ULID,
    dossier: Fingerprint? = nil, attestation: Attestation? = nil
  ) {
    self.amount = amount
    self.attestation = attestation
    self.beneficiary = beneficiary
    self.dossier = dossier
    fund = restriction.fund
    self.payee = payee
    self.purpose = purpose
    self.restriction = restriction.name
  }

  public var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public static let refusals = [GrantRules.wrongState]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else {
      throw GrantRules.wrongState(["grant": context.header.stream.key, "state": state.status.rawValue])
    }
    try context.requirePositive(amount)
    try context.requireRestriction(purse, paysFor: purpose)
    try context.requireParty(beneficiary)
    try context.requireParty(payee)
    try context.requireSound(attestation, in: Persons())
    return .none
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.status = .requested
    state.request = self
    state.requesters.add(entry, attestation: attestation)
  }
}
