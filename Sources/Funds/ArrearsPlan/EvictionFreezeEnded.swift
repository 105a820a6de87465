public import LedgerCore

/// The eviction does not wait any longer: its time is over, the family agrees, or the plan was broken.
public struct EvictionFreezeEnded: EntryBody {
  public static let kind: Kind = "eviction.freeze-ended"
  public static let roles: Set<Role> = [.creditor, .household, .operator]
  public static let isReversible = true

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    /// The family has left, or does not need it any more.
    case agreed
    /// The plan was broken.
    case broken
    /// Its last day is over.
    case over
  }

  public let attestation: Attestation?
  public let reason: Reason

  public init(reason: Reason, attestation: Attestation?) {
    self.attestation = attestation
    self.reason = reason
  }

  static let notFrozen = RefusalCode(
    "eviction.not-frozen", "no eviction is frozen in the plan {plan}", hint: "`mastro plan show` tells")
  static let runs = RefusalCode(
    "eviction.freeze-runs", "the eviction is frozen through {until}", hint: "wait until that day is over")
  static let conditionsKept = RefusalCode(
    "eviction.conditions-kept", "the plan is {state}, and no rule says that its conditions were broken",
    hint: "`mastro plan breach` checks what was missed")

  public static let refusals = [notFrozen, runs, conditionsKept, Voice.notTheirs]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    guard let freeze = state.freeze, let household = state.household else {
      throw Self.notFrozen(["plan": context.header.stream.key])
    }
    switch reason {
    case .over:
      guard context.deadlineDay > freeze.until else { throw Self.runs(["until": freeze.until]) }
    case .broken:
      guard state.status == .breached || state.status == .lapsed else {
        throw Self.conditionsKept(["state": state.status.rawValue])
      }
    case .agreed: return try agree(household, state, context)
    }
    try context.requireSound(attestation, in: state.voices, approvers: state.approvers)
    return .none
  }

  private func agree(_ household: ULID, _ state: PlanState, _ context: Admission) throws(Refusal) -> Effects {
    try context.requireVoice(ofHousehold: household, in: state, attestation: attestation)
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.voices.add(entry, attestation: attestation)
    state.freeze = nil
  }
}
