public import LedgerCore

/// The plan is given up: before it is in force by whoever opened it, afterwards only with the family's word.
public struct PlanWithdrawn: EntryBody {
  public static let kind: Kind = "plan.withdrawn"
  public static let roles: Set<Role> = [.household, .operator, .educator]

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case familyWithdrew = "family-withdrew"
    case mistake
    case noAgreement = "no-agreement"
    case settledOtherwise = "settled-otherwise"
  }

  public let attestation: Attestation?
  public let reason: Reason

  public init(reason: Reason, attestation: Attestation?) {
    self.attestation = attestation
    self.reason = reason
  }

  public static let refusals = [PlanRules.wrongState, Voice.notTheirs, PlanRules.stillHeld]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    if state.status != .opened || attestation != nil || context.header.role == .household {
      try context.requireVoice(ofHousehold: household, in: state, attestation: attestation)
    }
    try PlanRules.requireNothingHeld(context)
    return try Effects { $0.close(state, household: household) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.voices.add(entry, attestation: attestation)
    state.end(.withdrawn, by: entry)
  }
}
