public import FinancialArithmetic
public import LedgerCore

/// A part of the loan will not be paid out; the commitment is free again, and the schedule repays what is left.
public struct LoanTrancheCancelled: EntryBody {
  public static let kind: Kind = "loan.tranche-cancelled"
  public static let roles: Set<Role> = [.operator, .treasurer]
  public static let isReversible = true

  public let amount: Money
  /// Interest accrued and unpaid that the new schedule takes over.
  public let carried: Money
  /// What is left to repay.
  public let schedule: Schedule

  public init(amount: Money, carried: Money, schedule: Schedule) {
    self.amount = amount
    self.carried = carried
    self.schedule = schedule
  }

  public static let refusals =
    LoanRules.running + [LoanDisbursed.exceedsApproved, LoanRules.termsInvalid]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    try context.requirePositive(amount)
    guard amount <= state.undisbursed else {
      throw LoanDisbursed.exceedsApproved(["amount": amount, "left": state.undisbursed])
    }
    guard carried == position.interest else {
      throw LoanRules.termsInvalid(["reason": "\(position.interest) of interest is accrued, not \(carried)"])
    }
    try LoanRules.requireSound(
      schedule, principal: position.outstanding + position.undisbursed - amount, carried: carried,
      on: context.effective)
    let grounds = try LoanRules.grounds(for: schedule, of: state, contract, context)
    return try Effects { journal in
      journal.release(contract.purse, contract.id, amount)
      if let year = state.assistanceYear { journal.discountAssistance(contract.borrower.id, year, amount) }
      journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth, on: grounds)
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.agreed -= amount
    state.begin(schedule, plan: nil, carried: carried, on: entry.header.effective, from: entry)
  }
}
