public import LedgerCore

/// The coaching ends. Its assessment binds nobody any more, and what was reserved of it falls; what was promised stays.
/// What is suspended stays suspended, so that nobody closes a budget to promise what the educator would not have signed.
///
/// Educators of the body that has opened it can still close it when the family's consent was withdrawn; those of another
/// body only where the family lets them see its budget.
public struct BudgetClosed: EntryBody {
  public static let kind: Kind = "budget.closed"
  public static let roles: Set<Role> = [.educator]

  /// How it ended, from a closed list.
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    case goalsReached = "goals-reached"
    case standsAlone = "stands-alone"
    case referred
    case familyLeft = "family-left"
    case contactLost = "contact-lost"
    case mistake
  }

  public let outcome: Outcome
  public let session: SessionType

  public init(outcome: Outcome, session: SessionType) {
    self.outcome = outcome
    self.session = session
  }

  public static let refusals = BudgetRules.educator

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    guard try context.requireBody() == state.openedFor else {
      try context.requireEducator()
      return .none
    }
    try context.requireOutsider()
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    state.status = .closed
    state.closedOn = entry.header.effective
    state.outcome = outcome
    if state.suspension == nil { state.assessment = nil }
    state.proposedPlan = nil
    state.endReservations()
  }
}
