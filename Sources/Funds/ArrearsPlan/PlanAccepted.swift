public import LedgerCore

/// One of those who take part says yes: a creditor to its own share, the household to the whole.
public struct PlanAccepted: EntryBody {
  public static let kind: Kind = "plan.accepted"
  public static let roles: Set<Role> = [.creditor, .household, .operator, .educator]
  public static let isReversible = true

  /// The creditor's share in all, or everything that the household pays.
  public let amount: Money
  public let attestation: Attestation?
  /// Absent where the household accepts.
  public let creditor: ULID?
  public let proposal: ULID

  public init(proposal: ULID, creditor: ULID?, amount: Money, attestation: Attestation?) {
    self.amount = amount
    self.attestation = attestation
    self.creditor = creditor
    self.proposal = proposal
  }

  static let again = RefusalCode(
    "plan.already-accepted", "the proposal {proposal} has that acceptance already", hint: "nothing is left to do here")

  public static let refusals = [
    PlanRules.wrongState, PlanRules.noProposal, PlanRules.creditorUnknown, again, ChainRules.amountDiffers,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    let waiting = try PlanRules.proposal(proposal, of: state, context)
    let asked = try PlanAccepted.requireSide(creditor, of: waiting, state)
    let done = creditor.map { waiting.acceptedBy.contains($0) } ?? waiting.isAcceptedByHousehold
    guard !done else { throw Self.again(["proposal": proposal]) }
    guard amount == asked else { throw ChainRules.amountDiffers(["given": amount, "agreed": asked]) }
    if let creditor {
      try context.requireVoice(ofCreditor: creditor, in: state, attestation: attestation)
      try context.requireAnotherPerson(than: waiting.householdVoices, attesting: attestation)
    } else {
      try context.requireVoice(ofHousehold: household, in: state, attestation: attestation)
      try context.requireAnotherPerson(than: waiting.creditorVoices, attesting: attestation)
    }
    return .none
  }

  /// What a side is asked to agree to.
  static func requireSide(
    _ creditor: ULID?, of proposal: PlanState.Proposal, _ state: PlanState
  ) throws(Refusal) -> Money {
    guard let creditor else { return proposal.terms.total }
    guard state.creditors(of: proposal.terms).contains(creditor) else {
      throw PlanRules.creditorUnknown(["creditor": creditor])
    }
    return state.share(of: creditor, in: proposal.terms)
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.voices.add(entry, attestation: attestation)
    if let creditor {
      state.proposal?.acceptedBy.insert(creditor)
      state.proposal?.creditorVoices.add(entry, attestation: attestation)
    } else {
      state.proposal?.isAcceptedByHousehold = true
      state.proposal?.householdVoices.add(entry, attestation: attestation)
    }
  }
}
