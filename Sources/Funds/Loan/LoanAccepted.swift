public import LedgerCore

/// The borrower agrees to the approved terms; from here on the instalment counts in the family's month.
public struct LoanAccepted: EntryBody {
  public static let kind: Kind = "loan.accepted"
  public static let roles: Set<Role> = [.operator, .household, .committee, .treasurer]
  public static let isReversible = true

  public let attestation: Attestation?

  public init(attestation: Attestation?) { self.attestation = attestation }

  static let expired = RefusalCode(
    "loan.approval-expired", "the approval was valid through {through}",
    hint: "let it lapse with `mastro loan lapse`, and apply again")

  public static let refusals = [LoanRules.wrongState, expired]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.approved], context)
    let through = LoanRules.validThrough(state.approvedOn, context)
    guard context.effective <= through else { throw Self.expired(["through": through]) }
    try context.requireVoice(
      of: context.people(of: contract.borrower), attestation: attestation, in: state.applicants,
      approvers: state.approvers)
    let grounds = try affordable(state, contract, context)
    return try Effects { $0.changeInstalment(contract, from: state.promise, to: state.monthly, on: grounds) }
  }

  /// An assessment that was made since the approval binds, whoever stood in for it.
  private func affordable(
    _ state: LoanState, _ contract: LoanContract, _ context: Admission
  ) throws(Refusal) -> CapacityGrounds {
    guard let household = contract.borrower.household, let schedule = state.schedule else { return .none }
    var offer = state.offer(schedule, to: household)
    offer.isOverridden = state.isOverride && !context.isAssessed(household)
    offer.body = state.offeringBody
    offer.reservation = state.reservation
    return try context.requireAffordable(offer)
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .accepted
    state.acceptedOn = entry.header.effective
    state.promise.follow(entry)
    state.applicants.add(entry, attestation: attestation)
  }
}
