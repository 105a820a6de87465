public import LedgerCore

/// The coaching of a family begins, or begins again after it was closed.
///
/// The family has said yes before: a consent with the scope `budget` stands for the educator's body.
public struct BudgetOpened: EntryBody {
  public static let kind: Kind = "budget.opened"
  public static let roles: Set<Role> = [.educator]

  /// The member who works with the family.
  public let coach: ULID
  public let session: SessionType

  public init(coach: ULID, session: SessionType) {
    self.coach = coach
    self.session = session
  }

  static let again = RefusalCode(
    "budget.already-open", "the budget of household {household} is open, with {coach} as its coach",
    hint: "go on with it: `mastro budget snapshot`, or close it first")
  static let coachUnknown = RefusalCode(
    "budget.coach-unknown", "{coach} is no educator of this ledger",
    hint: "name an educator; `mastro member list` shows them", .notFound)

  public static let refusals = [
    again, coachUnknown, BudgetRules.bodyMissing, BudgetRules.ownFamily, BudgetRules.noConsent,
  ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.families.requireFamily(context.family, in: context)
    guard !state.isOpen else {
      throw Self.again(["household": context.family, "coach": state.coach?.description ?? "nobody"])
    }
    guard context.families.isEducator(coach, in: context) else { throw Self.coachUnknown(["coach": coach]) }
    try context.requireEducator()
    return state.status == .new ? try context.families.enlisting(context.family, in: context) : .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    state.status = .open
    state.coach = coach
    state.openedFor = entry.header.onBehalfOf
    state.openedOn = entry.header.effective
    state.closedOn = nil
    state.outcome = nil
    state.firstSnapshot = state.snapshots.count
  }
}
