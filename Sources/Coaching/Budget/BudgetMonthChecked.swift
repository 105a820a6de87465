public import LedgerCore

/// A month that the family and its coach have looked at together, plan against actual, and what comes next.
public struct BudgetMonthChecked: EntryBody {
  public static let kind: Kind = "budget.month-checked"
  public static let roles: Set<Role> = [.educator]
  public static let isReversible = true

  /// What comes next, from a closed list.
  public enum NextStep: String, Codable, Sendable, CaseIterable {
    case keepGoing = "keep-going"
    case adjustPlan = "adjust-plan"
    case newSnapshot = "new-snapshot"
    case assessAgain = "assess-again"
    case talkToCreditors = "talk-to-creditors"
    case checkBenefits = "check-benefits"
    case close
  }

  public let month: CivilMonth
  public let nextStep: NextStep
  /// Commitment of the sealed figures of the month.
  public let record: Fingerprint
  public let session: SessionType

  public init(month: CivilMonth, nextStep: NextStep, record: Fingerprint, session: SessionType) {
    self.month = month
    self.nextStep = nextStep
    self.record = record
    self.session = session
  }

  static let future = RefusalCode(
    "budget.month-in-future", "{month} has not begun yet", hint: "check a month that is over, or the current one")
  static let withoutPlan = RefusalCode(
    "budget.month-without-plan", "no plan that the family has agreed to has {month}",
    hint: "check a month of the plan: `mastro budget show` names its months")
  static let again = RefusalCode(
    "budget.month-already-checked", "{month} was checked already, on {day}",
    hint: "`mastro reverse` takes a wrong check back, while it is the newest entry")

  public static let refusals =
    BudgetRules.educator + [
      future, withoutPlan, again,
    ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    try context.requireEducator()
    guard month <= CivilMonth(min(context.effective, context.header.recorded.date)) else {
      throw Self.future(["month": month])
    }
    guard state.plan(for: month) != nil else { throw Self.withoutPlan(["month": month]) }
    if let check = state.checks.first(where: { $0.month == month }) {
      throw Self.again(["month": month, "day": check.day])
    }
    return Effects(postings: .none, claims: [Claim("budget-month", "\(context.family)/\(month)")])
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    state.checks.append(
      BudgetState.MonthCheck(
        id: entry.id, day: entry.header.effective, month: month, nextStep: nextStep, record: record, session: session))
  }
}
