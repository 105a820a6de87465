public import LedgerCore

/// The instalments wait from this day on: somebody fell ill, a job was lost. The current rent does not wait.
public struct PlanSuspended: EntryBody {
  public static let kind: Kind = "plan.suspended"
  public static let roles: Set<Role> = [.committee, .educator, .operator]
  public static let isReversible = true

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case agreed
    case capacitySuspended = "capacity-suspended"
    case illness
    case jobLoss = "job-loss"
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  static let overlaps = RefusalCode(
    "plan.suspension-overlaps", "the plan was suspended until {to}", hint: "suspend it from that day on, or later")

  public static let refusals = [PlanRules.wrongState, overlaps]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    try PlanRules.household(of: state, in: [.active], context)
    if let to = state.suspensions.last?.to, context.effective < to { throw Self.overlaps(["to": to]) }
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.status = .suspended
    state.suspensions.append(.init(from: entry.header.effective, to: nil))
  }
}
