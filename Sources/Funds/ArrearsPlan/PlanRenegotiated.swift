public import LedgerCore

/// A new proposal, to which everybody has said yes, takes the place of the plan in force; also of one that was broken.
public struct PlanRenegotiated: EntryBody {
  public static let kind: Kind = "plan.renegotiated"
  public static let roles: Set<Role> = [.operator, .educator, .committee]

  public let proposal: ULID

  public init(proposal: ULID) { self.proposal = proposal }

  public static let refusals = [
    PlanRules.wrongState, PlanRules.noProposal, PlanRules.notAccepted, Capacity.overrideNeedless, Capacity.suspended,
    Capacity.stale, Capacity.reservationUsed, Capacity.reservationExpired, Capacity.exceeded,
    PlanRules.overrideIncomplete,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.running, context)
    let (monthly, grounds) = try PlanRules.requireAgreed(proposal, of: state, household, context)
    return try Effects { $0.promise(household, from: state.promise, to: monthly, on: grounds) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) { state.putInForce(by: entry) }
}
