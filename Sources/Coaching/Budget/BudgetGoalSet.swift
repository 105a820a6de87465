public import LedgerCore

/// What the family wants to reach, in its own words, which stay sealed.
public struct BudgetGoalSet: EntryBody {
  public static let kind: Kind = "budget.goal-set"
  public static let roles: Set<Role> = [.educator]
  public static let isReversible = true

  public let by: CivilMonth?
  /// Commitment of the sealed goal.
  public let record: Fingerprint

  public init(by: CivilMonth?, record: Fingerprint) {
    self.by = by
    self.record = record
  }

  static let past = RefusalCode(
    "budget.goal-past", "the goal was to be reached by {by}, which is over", hint: "give a month to come with --by")

  public static let refusals = BudgetRules.educator + [past]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    try context.requireEducator()
    if let by, by < CivilMonth(context.effective) { throw Self.past(["by": by]) }
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    state.goals.append(
      BudgetState.GoalRecord(id: entry.id, day: entry.header.effective, by: by, record: record))
  }
}
