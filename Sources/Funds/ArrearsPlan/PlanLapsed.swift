public import LedgerCore

/// A broken plan ends: after the notice and the time to cure, by another person than the one who gave the notice, and
/// never while the family's capacity is suspended.
public struct PlanLapsed: EntryBody {
  public static let kind: Kind = "plan.lapsed"
  public static let roles: Set<Role> = [.committee]

  public init() {}

  static let cureRuns = RefusalCode(
    "plan.cure-runs", "the family can make up for it through {through}", hint: "wait until that day is over")
  static let kept = RefusalCode(
    "plan.kept", "nothing is missed any more", hint: "`mastro plan cure` lets the plan go on")
  static let capacitySuspended = RefusalCode(
    "plan.capacity-suspended", "the capacity of household {household} is suspended, so its plan does not lapse",
    hint: "the educator assesses again first; `mastro plan propose` can make the instalments smaller")

  public static let refusals = [
    PlanRules.wrongState, cureRuns, kept, capacitySuspended, PlanRules.stillHeld,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: [.breached], context)
    guard let breach = state.breach, let rules = state.agreed?.terms.breach else { return .none }
    let through = breach.noticed.adding(days: rules.cureDays)
    guard context.deadlineDay > through else { throw Self.cureRuns(["through": through]) }
    let standing = state.standing(asOf: context.deadlineDay, held: PlanRules.held(context))
    guard !standing.isKept else { throw Self.kept() }
    guard context.affordableInstalment(of: household)?.isSuspended != true else {
      throw Self.capacitySuspended(["household": household])
    }
    try context.requireAnotherPerson(than: breach.declarers)
    try context.requireDisinterested(in: state.debts, of: household)
    try PlanRules.requireNothingHeld(context)
    return try Effects { $0.close(state, household: household) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.end(.lapsed, by: entry)
  }
}
