public import LedgerCore

/// Somebody promises money.
public struct ContributionPledged: EntryBody {
  public static let kind: Kind = "contribution.pledged"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  public let amount: Money
  public let attestation: Attestation?
  /// True where the money is due only if something happens: it then stays out of the balance sheet.
  public let conditional: Bool
  /// The donor's party record; absent for an anonymous donor.
  public let donor: ULID?
  public let fund: Slug
  public let restriction: Slug

  public init(amount: Money, to restriction: Restriction, donor: ULID?, conditional: Bool, attestation: Attestation?) {
    self.amount = amount
    self.attestation = attestation
    self.conditional = conditional
    self.donor = donor
    fund = restriction.fund
    self.restriction = restriction.name
  }

  public static let refusals = [ContributionRules.wrongState]

  private var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    guard state.restriction == nil else {
      throw ContributionRules.wrongState(["contribution": context.header.stream.key, "state": "already begun"])
    }
    try context.requirePositive(amount)
    try context.requireRestriction(purse)
    if let donor { try context.requireParty(donor) }
    try context.requireSound(attestation, in: Persons())
    return try Effects { journal in
      if conditional {
        journal.post(Chart.conditionalPledges(purse), Chart.conditionalPledgesContra(purse), amount)
      } else {
        journal.post(Chart.receivable, Chart.pledged(purse), amount)
      }
    }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) {
    state.restriction = purse
    state.donor = donor
    state.isPledged = true
    state.isConditional = conditional
    state.outstanding = amount
    state.pledgers.add(entry, attestation: attestation)
  }
}
