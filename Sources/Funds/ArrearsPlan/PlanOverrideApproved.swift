public import LedgerCore

/// A person of the committee stands in where no educator has assessed the household.
///
/// Never above an assessment, and never alone: the policy says how many different persons it takes.
public struct PlanOverrideApproved: EntryBody {
  public static let kind: Kind = "plan.override-approved"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  /// What the household would pay a month.
  public let monthly: Money
  public let proposal: ULID

  public init(proposal: ULID, monthly: Money) {
    self.monthly = monthly
    self.proposal = proposal
  }

  static let notAsked = RefusalCode(
    "plan.override-not-asked", "the proposal does not ask for an override",
    hint: "where nobody has assessed the household, propose with --override")

  public static let refusals = [
    PlanRules.wrongState, PlanRules.noProposal, notAsked, ChainRules.amountDiffers, Capacity.overrideNeedless,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    let waiting = try PlanRules.proposal(proposal, of: state, context)
    guard waiting.terms.override == true else { throw Self.notAsked() }
    guard monthly == waiting.terms.monthly else {
      throw ChainRules.amountDiffers(["given": monthly, "agreed": waiting.terms.monthly])
    }
    try context.requireAnotherPerson(than: state.handlers, waiting.overriders)
    try context.requireAttestedNothing(in: state.voices)
    try context.requireDisinterested(in: state.debts, of: household)
    try context.requireAffordable(state.offer(waiting.terms, to: household, by: waiting.body))
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.proposal?.overriders.add(entry)
    state.approvers.add(entry)
  }
}
