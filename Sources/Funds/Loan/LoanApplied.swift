public import LedgerCore

/// An operator asks for credit for a family or a party: how much, over how long, under which pack, from which purse.
public struct LoanApplied: EntryBody, Hashable {
  public static let kind: Kind = "loan.applied"
  public static let roles: Set<Role> = [.operator]

  public let amount: Money
  public let attestation: Attestation?
  public let borrower: Borrower
  /// SHA-256 of the business plan, where the pack asks for one.
  public let businessPlan: Fingerprint?
  /// Commitment of the sealed dossier, where there is one.
  public let dossier: Fingerprint?
  public let fund: Slug
  public let group: TargetGroup?
  public let instalments: Int
  public let pack: Slug
  /// Who gets the money.
  public let payee: ULID
  public let purpose: Slug
  public let restriction: Slug
  public let security: LoanSecurity
  /// Who tutors the borrower, where the pack asks for it.
  public let tutor: ULID?

  public init(
    amount: Money, instalments: Int, from purse: Restriction, purpose: Slug, pack: Slug, borrower: Borrower,
    payee: ULID, security: LoanSecurity = .none, group: TargetGroup? = nil, tutor: ULID? = nil,
    businessPlan: Fingerprint? = nil, dossier: Fingerprint? = nil, attestation: Attestation? = nil
  ) {
    self.amount = amount
    self.attestation = attestation
    self.borrower = borrower
    self.businessPlan = businessPlan
    self.dossier = dossier
    fund = purse.fund
    self.group = group
    self.instalments = instalments
    self.pack = pack
    self.payee = payee
    self.purpose = purpose
    restriction = purse.name
    self.security = security
    self.tutor = tutor
  }

  public var purse: Restriction { Restriction(fund: fund, name: restriction) }

  static let packUnknown = RefusalCode(
    "loan.unknown-pack", "the policy has no pack {pack}; it has {known}",
    hint: "choose one of them, or adopt a policy with --add PACKFILE", .notFound)
  static let needNotListed = RefusalCode(
    "loan.need-not-listed", "the pack {pack} does not lend for {purpose}, only for {needs}",
    hint: "choose another pack, or help with a grant")
  static let realSecurity = RefusalCode(
    "loan.real-security", "the pack {pack} takes no real security", hint: "lend without a mortgage or pledge")
  static let evidenceMissing = RefusalCode(
    "loan.evidence-missing", "the pack {pack} asks for {missing}", hint: "add it to the application")

  public static let refusals = [
    LoanRules.wrongState, packUnknown, LoanRules.abovePack, needNotListed, realSecurity, evidenceMissing,
  ]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else { throw LoanRules.wrongState(state, context) }
    try context.requirePositive(amount)
    try context.requireRestriction(purse, paysFor: purpose)
    try context.requireBorrower(borrower)
    try context.requireParty(payee)
    try requirePack(try LoanRules.policy(context))
    if let tutor { try context.requireParty(tutor) }
    try context.requireSound(attestation, in: Persons())
    guard let household = borrower.household else { return .none }
    return try Effects { $0.enlist(context, with: household) }
  }

  private func requirePack(_ policy: LoanPolicy) throws(Refusal) {
    guard let pack = policy.pack(pack) else {
      throw Self.packUnknown([
        "pack": pack, "known": policy.packs.map(\.name.text).joined(separator: ", "),
      ])
    }
    guard amount <= pack.maximumAmount else {
      throw LoanRules.abovePack([
        "what": "an amount", "given": amount, "limit": pack.maximumAmount, "pack": pack.name,
      ])
    }
    guard pack.needs.isEmpty || pack.needs.contains(purpose) else {
      throw Self.needNotListed([
        "pack": pack.name, "purpose": purpose, "needs": pack.needs.map(\.text).joined(separator: ", "),
      ])
    }
    guard pack.realSecurity || security != .real else { throw Self.realSecurity(["pack": pack.name]) }
    if pack.tutoring, tutor == nil { throw Self.evidenceMissing(["pack": pack.name, "missing": "a tutor"]) }
    if pack.businessPlan, businessPlan == nil {
      throw Self.evidenceMissing(["pack": pack.name, "missing": "a business plan"])
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .applied
    state.application = self
    state.contract = LoanContract(
      id: entry.entry.stream.ulid ?? entry.id, borrower: borrower, purse: purse, purpose: purpose, amount: amount,
      group: group, body: entry.header.onBehalfOf, since: entry.header.effective)
    state.applicants.add(entry, attestation: attestation)
  }
}
