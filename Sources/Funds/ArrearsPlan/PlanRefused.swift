public import LedgerCore

/// One of those who were asked says no; the proposal is void, and a new one may go without that creditor.
public struct PlanRefused: EntryBody {
  public static let kind: Kind = "plan.refused"
  public static let roles: Set<Role> = [.creditor, .household, .operator, .educator]
  public static let isReversible = true

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case disputed
    case other
    case tooLittle = "too-little"
    case tooLong = "too-long"
    case tooMuch = "too-much"
  }

  public let attestation: Attestation?
  /// Absent where the household refuses.
  public let creditor: ULID?
  public let proposal: ULID
  public let reason: Reason

  public init(proposal: ULID, creditor: ULID?, reason: Reason, attestation: Attestation?) {
    self.attestation = attestation
    self.creditor = creditor
    self.proposal = proposal
    self.reason = reason
  }

  public static let refusals = [PlanRules.wrongState, PlanRules.noProposal, PlanRules.creditorUnknown]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    let waiting = try PlanRules.proposal(proposal, of: state, context)
    _ = try PlanAccepted.requireSide(creditor, of: waiting, state)
    if let creditor {
      try context.requireVoice(ofCreditor: creditor, in: state, attestation: attestation)
    } else {
      try context.requireVoice(ofHousehold: household, in: state, attestation: attestation)
    }
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.voices.add(entry, attestation: attestation)
    state.proposal = nil
  }
}
