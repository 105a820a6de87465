public import LedgerCore

/// The family says yes to a plan; what it promises must still fit.
public struct BudgetPlanAgreed: EntryBody {
  public static let kind: Kind = "budget.plan-agreed"
  public static let roles: Set<Role> = [.household, .operator]

  public let attestation: Attestation?
  /// The entry that proposes it.
  public let plan: ULID

  public init(plan: ULID, attestation: Attestation?) {
    self.attestation = attestation
    self.plan = plan
  }

  static let unknown = RefusalCode(
    "budget.plan-unknown", "no plan {plan} waits for the yes of household {household}",
    hint: "`mastro budget show` names the plan that waits; `mastro budget plan` proposes one", .notFound)

  public static let refusals = [
    BudgetRules.notOpen, unknown, BudgetRules.suspended, BudgetRules.stale, BudgetPlanProposed.aboveCapacity,
  ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    guard let waiting = state.proposedPlan, waiting.id == plan else {
      throw Self.unknown(["plan": plan, "household": context.family])
    }
    try context.families.requireFamilyVoice(
      of: context.family, attestation: attestation, besides: [waiting.proposer], in: context)
    try BudgetPlanProposed.requireLeft(waiting.promised, of: state, asking: waiting.body, context)
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    guard var plan = state.proposedPlan else { return }
    plan.agreed = entry.header.effective
    state.agreedPlans.append(plan)
    state.proposedPlan = nil
  }
}
