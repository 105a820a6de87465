public import FinancialArithmetic
public import LedgerCore

/// Nothing is asked for a while: the days move, and arrears do not grow from `from` up to, not including, `to`.
public struct LoanPaused: EntryBody {
  public static let kind: Kind = "loan.paused"
  public static let roles: Set<Role> = [.operator, .committee]
  public static let isReversible = true

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case jobLoss = "job-loss"
    case illness
    case birth
    case bereavement
    case moratorium
    case other
  }

  /// Interest accrued and unpaid that the new schedule takes over.
  public let carried: Money
  public let from: CivilDate
  public let reason: Reason
  public let schedule: Schedule
  public let to: CivilDate

  public init(from: CivilDate, to: CivilDate, reason: Reason, schedule: Schedule, carried: Money) {
    self.carried = carried
    self.from = from
    self.reason = reason
    self.schedule = schedule
    self.to = to
  }

  public static let refusals = LoanRules.running + [LoanRules.termsInvalid]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    guard from < to else { throw LoanRules.termsInvalid(["reason": "the pause ends on \(to), before it begins"]) }
    guard carried == position.interest else {
      throw LoanRules.termsInvalid(["reason": "\(position.interest) of interest is accrued, not \(carried)"])
    }
    try LoanRules.requireSound(
      schedule, principal: position.outstanding + position.undisbursed, carried: carried, on: context.effective)
    try requireShifted(state, position)
    let grounds = try LoanRules.grounds(for: schedule, of: state, contract, context)
    return try Effects { journal in
      journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth, on: grounds)
    }
  }

  /// Nothing is due during the pause, principal stays as it was, and interest grows by the days of the pause at most.
  private func requireShifted(_ state: LoanState, _ position: LoanPosition) throws(Refusal) {
    if let due = schedule.rows.first(where: { $0.due >= from && $0.due < to && $0.instalment.isPositive })?.due {
      throw LoanRules.termsInvalid(["reason": "an instalment is due on \(due), during the pause"])
    }
    let before = position.rows.map { $0.principal - $0.paidPrincipal }.filter(\.isPositive)
    guard schedule.rows.map(\.principal).filter(\.isPositive) == before else {
      throw LoanRules.termsInvalid(["reason": "a pause moves days, not principal"])
    }
    let rest = position.rows.reduce(Money.zero) { $0 + ($1.interest - $1.paidInterest) }
    let months = max(1, (to.year - from.year) * 12 + to.month - from.month + 1)
    let most = try? Accrual.interest(
      on: position.outstanding + position.undisbursed, at: state.plan?.annualRatePercent ?? .zero, from: from,
      to: from.adding(months: months), dayCount: state.plan?.dayCount ?? .thirty360)
    guard schedule.totals.interest - rest <= most ?? .zero else {
      throw LoanRules.termsInvalid(["reason": "the pause costs more than its interest"])
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.begin(schedule, plan: nil, carried: carried, on: entry.header.effective, from: entry)
    state.pauses.append(ArrearsPause(from: from, to: to))
  }
}
