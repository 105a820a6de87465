public import FinancialArithmetic
public import LedgerCore

/// All that is owed gets new days; by one person or by two, as the policy says.
public struct LoanRescheduled: EntryBody, Hashable {
  public static let kind: Kind = "loan.rescheduled"
  public static let roles: Set<Role> = [.operator, .committee]
  public static let isReversible = true

  /// Interest accrued and unpaid that the new schedule takes over.
  public let carried: Money
  /// How many persons sign it, as the policy in force says.
  public let persons: Int
  public let plan: ScheduleTerms
  public let schedule: Schedule

  public init(plan: ScheduleTerms, schedule: Schedule, carried: Money, persons: Int) {
    self.carried = carried
    self.persons = persons
    self.plan = plan
    self.schedule = schedule
  }

  public static let refusals = LoanRules.running + [LoanRules.termsInvalid]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    let policy = try LoanRules.policy(context)
    guard persons == policy.reschedulePersons else {
      throw LoanRules.termsInvalid(["reason": "the policy asks for \(policy.reschedulePersons) persons"])
    }
    try requireTerms(state, position, context)
    var grounds = CapacityGrounds.none
    if let household = contract.borrower.household {
      grounds = try context.requireAffordable(state.offer(schedule, to: household))
    }
    let isSecond = try LoanRules.isSecond(.rescheduled(self), state, context)
    guard persons == 1 || isSecond else { return .none }
    return try Effects { journal in
      journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth, on: grounds)
    }
  }

  private func requireTerms(
    _ state: LoanState, _ position: LoanPosition, _ context: Admission
  ) throws(Refusal) {
    guard carried == position.interest else {
      throw LoanRules.termsInvalid(["reason": "\(position.interest) of interest is accrued, not \(carried)"])
    }
    guard plan.annualRatePercent <= state.plan?.annualRatePercent ?? .zero else {
      throw LoanRules.termsInvalid(["reason": "the rate rises to \(plan.annualRatePercent) percent"])
    }
    guard plan.principal == position.outstanding + position.undisbursed, plan.due.count == schedule.rows.count else {
      throw LoanRules.termsInvalid(["reason": "the plan is not the one of this schedule"])
    }
    if let first = schedule.rows.first?.due, first <= context.effective {
      throw LoanRules.termsInvalid(["reason": "the first instalment, on \(first), is not after today"])
    }
    try LoanRules.requireSound(
      schedule, principal: position.outstanding + position.undisbursed, carried: carried, on: context.effective)
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    guard persons == 1 || state.pending?.decision == .rescheduled(self) else {
      return state.propose(.rescheduled(self), by: entry)
    }
    state.begin(schedule, plan: plan, carried: carried, on: entry.header.effective, from: entry)
    state.isRescheduled = true
  }
}
