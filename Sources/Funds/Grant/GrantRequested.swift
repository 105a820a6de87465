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
  /// The household in which the beneficiary lives; absent where they live in none.
  public let household: ULID?
  /// Who gets the money: a landlord, a shop, the person.
  public let payee: ULID
  public let purpose: Slug
  public let restriction: Slug

  public init(
    amount: Money, from restriction: Restriction, purpose: Slug, beneficiary: ULID, payee: ULID,
    dossier: Fingerprint? = nil, attestation: Attestation? = nil, household: ULID? = nil
  ) {
    self.amount = amount
    self.attestation = attestation
    self.beneficiary = beneficiary
    self.dossier = dossier
    fund = restriction.fund
    self.household = household
    self.payee = payee
    self.purpose = purpose
    self.restriction = restriction.name
  }

  public var purse: Restriction { Restriction(fund: fund, name: restriction) }

  /// Under whom it counts as help: the household, where there is one.
  var counted: ULID { household ?? beneficiary }

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
    try context.requireResidence(of: beneficiary, in: household)
    guard let household else { return .none }
    return try Effects { $0.enlist(context, with: household) }
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.status = .requested
    state.request = self
    state.requestedFor = entry.header.onBehalfOf
    state.requestedOn = entry.header.effective
    state.requesters.add(entry, attestation: attestation)
  }
}
