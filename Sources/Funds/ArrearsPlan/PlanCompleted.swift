public import LedgerCore

/// The family has kept the plan: every share is paid, and the current rents, too.
public struct PlanCompleted: EntryBody {
  public static let kind: Kind = "plan.completed"
  public static let roles: Set<Role> = [.operator, .treasurer, .committee]

  public init() {}

  static let unpaid = RefusalCode(
    "plan.unpaid", "{unpaid} of the instalments and {rents} rents are not paid yet",
    hint: "record what was paid; what a creditor lets go of is waived with `mastro plan waive`")

  public static let refusals = [PlanRules.wrongState, unpaid, PlanRules.stillHeld]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.running, context)
    try PlanRules.requireNothingHeld(context)
    let unpaid = state.instalments(held: .zero).flatMap(\.missing).reduce(.zero, +)
    let rents = state.standing(asOf: context.deadlineDay, held: .zero).missedRents.count
    guard unpaid == .zero, rents == 0 else { throw Self.unpaid(["unpaid": unpaid, "rents": rents]) }
    return try Effects { $0.close(state, household: household) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.end(.completed, by: entry)
  }
}
