public import LedgerCore

/// No more hours are done here. Nobody needs a reason that is theirs to keep, and no other help depends on it.
///
/// What the fund had committed is free again, but for hours that were done already: those are still answered and credited.
/// Before everybody has said yes, this withdraws the agreement.
public struct ServiceEnded: EntryBody {
  public static let kind: Kind = "service.ended"
  public static let roles: Set<Role> = [.household, .operator]

  /// Closed list; none of them counts against anybody.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case completed
    case hostStepsBack = "host-steps-back"
    case householdStepsBack = "household-steps-back"
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public static let refusals = [ServiceRules.wrongState, ServiceRules.hiddenFromHost]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    guard let work = state.work, state.endedOn == nil else { throw ServiceRules.wrongState(state, context) }
    try context.requireHidden(fromHostOf: work)
    if context.header.role == .household {
      try context.requireVoice(of: context.family(work).everyone, attestation: nil)
    }
    guard let terms = state.terms, state.termsEntry != nil else { return .none }
    let released = state.totalLeft - state.stillCreditable
    return try Effects {
      $0.letGo(released, of: terms, work, ServiceRules.id(context), year: state.assistanceYear)
    }
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.endedOn = entry.header.effective
    state.reserved = state.stillCreditable
    state.lastEntryOn = entry.header.effective
  }
}
