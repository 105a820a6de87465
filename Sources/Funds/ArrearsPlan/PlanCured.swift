public import LedgerCore

/// The family has made up for everything that it had missed, and the plan goes on.
public struct PlanCured: EntryBody {
  public static let kind: Kind = "plan.cured"
  public static let roles: Set<Role> = [.operator, .committee, .treasurer]
  public static let isReversible = true

  public init() {}

  static let stillMissed = RefusalCode(
    "plan.still-missed", "{instalments} instalments and {rents} rents are still missed",
    hint: "record what was paid, or propose new instalments with `mastro plan propose`")

  public static let refusals = [PlanRules.wrongState, stillMissed]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    try PlanRules.household(of: state, in: [.breached], context)
    let standing = state.standing(asOf: context.deadlineDay, held: PlanRules.held(context))
    guard standing.isKept else {
      throw Self.stillMissed([
        "instalments": standing.missedInstalments, "rents": standing.missedRents.count,
      ])
    }
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.status = .active
    state.breach = nil
  }
}
