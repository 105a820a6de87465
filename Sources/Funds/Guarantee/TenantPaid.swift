public import LedgerCore

/// The tenant has paid the landlord what the fund had already admitted: a smaller loss.
///
/// Before the fund has paid it is the mirror of the acceptance, and the cap is whole again. Afterwards nothing is posted,
/// and the formula nets it from the landlord's next claim; what the landlord hands on to the fund is a recovery instead.
public struct TenantPaid: EntryBody {
  public static let kind: Kind = "guarantee.tenant-paid"
  public static let roles: Set<Role> = [.creditor, .operator]
  public static let isReversible = true

  /// What the landlord has got.
  public let amount: Money
  public let attestation: Attestation?

  public init(amount: Money, attestation: Attestation? = nil) {
    self.amount = amount
    self.attestation = attestation
  }

  static let exceedsAdmitted = RefusalCode(
    "guarantee.exceeds-admitted", "{amount} is more than the {open} that was admitted and the tenant still owed",
    hint: "record what was paid for months that were admitted; of a claim that is still open, admit less")

  public static let refusals = [
    GuaranteeRules.wrongState, Voice.notTheirs, Voice.otherParty, SpendingRules.amountNotPositive, exceedsAdmitted,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    try context.requireLandlord(of: request, attestation, state)
    try context.requirePositive(amount)
    let open = state.admitted - state.recovered
    guard amount <= open else { throw Self.exceedsAdmitted(["amount": amount, "open": open]) }
    guard var amounts = state.amounts else { return .none }
    amounts.recovered += amount
    let excess = GuaranteeRules.excess(amounts, over: state)
    return try Effects { GuaranteeRules.takeBack(excess, from: state, request.purse, context, in: &$0) }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.recovered += amount
    state.claimants.add(entry, attestation: attestation)
    state.takeBack(as: entry)
  }
}
