public import LedgerCore

/// Months as the family could live them, with what it would promise; a new proposal takes the place of one that waits.
public struct BudgetPlanProposed: EntryBody {
  public static let kind: Kind = "budget.plan-proposed"
  public static let roles: Set<Role> = [.educator]
  /// Until the family has agreed, for then it is not the newest entry any more.
  public static let isReversible = true

  public let from: CivilMonth
  public let months: Int
  /// New instalments on which it rests, per month; 0.00 asks for none.
  public let promised: Money
  /// Commitment of the sealed sheet.
  public let record: Fingerprint
  public let session: SessionType

  public init(from: CivilMonth, months: Int, promised: Money, record: Fingerprint, session: SessionType) {
    self.from = from
    self.months = months
    self.promised = promised
    self.record = record
    self.session = session
  }

  static let mostMonths = 60

  static let invalid = RefusalCode(
    "budget.plan-invalid", "a plan of {months} months from {from} on cannot be",
    hint: "a plan begins this month or later, and has 1 to 60 months")
  static let aboveCapacity = RefusalCode(
    "budget.plan-above-capacity", "the plan promises {promised} a month, above the {left} that is left",
    hint: "promise less; `mastro capacity show` says what is left, `mastro capacity explain` why")

  public static let refusals =
    BudgetRules.educator + [
      BudgetRules.snapshotNotConfirmed, invalid,
      BudgetRules.amountInvalid, BudgetRules.notAssessed, BudgetRules.suspended, BudgetRules.stale, aboveCapacity,
    ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    let body = try context.requireEducator()
    guard state.confirmedSnapshot != nil else {
      throw BudgetRules.snapshotNotConfirmed(["household": context.family, "snapshot": "a snapshot"])
    }
    guard from >= CivilMonth(context.effective), (1...Self.mostMonths).contains(months) else {
      throw Self.invalid(["months": months, "from": from])
    }
    try BudgetRules.check(promised, "promise")
    try Self.requireLeft(promised, of: state, asking: body, context)
    return .none
  }

  /// What a plan promises fits beside what others were promised or keep; whoever promises nothing needs no capacity.
  static func requireLeft(
    _ promised: Money, of state: BudgetState, asking body: Slug, _ context: Admission
  ) throws(Refusal) {
    guard promised.isPositive else { return }
    let left = try context.requireCapacityLeft(of: state, asking: body)
    guard promised <= left else { throw aboveCapacity(["promised": promised, "left": left]) }
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    guard let body = entry.header.onBehalfOf else { return }
    state.proposedPlan = BudgetState.Plan(
      id: entry.id, day: entry.header.effective, from: from, months: months, promised: promised, record: record,
      session: session, proposer: entry.actor, body: body)
  }
}
