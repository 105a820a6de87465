public import FinancialArithmetic
public import LedgerCore

/// The whole loan falls due: never by itself, but by two persons in two roles, after a notice and time to answer it.
public struct LoanAccelerated: EntryBody, Hashable {
  public static let kind: Kind = "loan.accelerated"
  public static let roles: Set<Role> = [.operator, .treasurer, .committee, .administrator]
  public static let isReversible = true

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case arrears
    case insolvency
  }

  /// Interest accrued and unpaid that the new schedule takes over.
  public let carried: Money
  public let reason: Reason
  /// What is overdue on its days, and all the rest now.
  public let schedule: Schedule

  public init(reason: Reason, schedule: Schedule, carried: Money) {
    self.carried = carried
    self.reason = reason
    self.schedule = schedule
  }

  static let noNotice = RefusalCode(
    "loan.no-notice", "acceleration takes a notice and {days} days after it; {given}",
    hint: "`mastro loan notice` records the letter to the borrower")
  static let sameRole = RefusalCode(
    "loan.same-role", "the role {role} has already signed this; the second signature is another role's",
    hint: "let somebody sign who holds another role: --role")

  public static let refusals =
    LoanRules.running + [LoanAccelerationNoticed.notInArrears, noNotice, LoanRules.termsInvalid, sameRole]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    try LoanAccelerationNoticed.requireArrears(state, position, context)
    let days = try LoanRules.policy(context).accelerationNoticeDays
    guard let noticed = state.noticedOn else { throw Self.noNotice(["days": days, "given": "none was given"]) }
    guard context.effective >= noticed.adding(days: days) else {
      throw Self.noNotice(["days": days, "given": "it was given on \(noticed)"])
    }
    guard carried == position.interest, state.undisbursed == .zero, schedule.fault == nil,
      let day = schedule.rows.last?.due, noticed.adding(days: days) <= day, day <= context.effective,
      schedule == NewSchedule(state, position, on: day)?.accelerated()
    else { throw LoanRules.termsInvalid(["reason": "acceleration makes due what is owed, no more and no less"]) }
    guard try LoanRules.isSecond(.accelerated(self), state, context) else { return .none }
    guard state.pending?.role != context.header.role else {
      throw Self.sameRole(["role": context.header.role.rawValue])
    }
    return try Effects { journal in
      journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth)
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    guard state.pending?.decision == .accelerated(self) else { return state.propose(.accelerated(self), by: entry) }
    state.begin(schedule, plan: nil, carried: carried, on: entry.header.effective, from: entry)
    state.isAccelerated = true
  }
}
