public import LedgerCore

/// The instalments go on; those that had not fallen due move on by the days that the plan was suspended.
public struct PlanResumed: EntryBody {
  public static let kind: Kind = "plan.resumed"
  public static let roles: Set<Role> = [.committee, .educator, .operator]
  public static let isReversible = true

  public init() {}

  static let tooEarly = RefusalCode(
    "plan.resumed-too-early", "the plan is suspended from {from} on", hint: "resume it on a later day")

  public static let refusals = [PlanRules.wrongState, tooEarly]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    try PlanRules.household(of: state, in: [.suspended], context)
    if let from = state.suspensions.last?.from, context.effective < from { throw Self.tooEarly(["from": from]) }
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.status = .active
    guard let last = state.suspensions.indices.last else { return }
    state.suspensions[last].to = entry.header.effective
  }
}
