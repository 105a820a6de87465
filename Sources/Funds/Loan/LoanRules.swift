import FinancialArithmetic
import LedgerCore

/// What the entries of a loan have in common.
enum LoanRules {
  static let wrongState = RefusalCode(
    "loan.wrong-state", "the loan {loan} is {state}, so this step cannot follow",
    hint: "`mastro loan show` tells which step comes next")
  static let closed = RefusalCode(
    "loan.closed", "the loan {loan} was closed on {date}",
    hint: "check which loan the money is for; nothing more is owed on this one")
  static let unconfirmed = RefusalCode(
    "loan.opening-unconfirmed", "the opening balance of loan {loan} waits for a second person",
    hint: "`mastro import confirm BATCH --digest DIGEST` confirms the batch in which it came")
  static let beforeDisbursement = RefusalCode(
    "loan.before-disbursement", "{date} is before {disbursed}, when the first tranche was paid out",
    hint: "check the date")
  static let termsDiffer = RefusalCode(
    "loan.terms-differ", "these are not the terms that {count} before you have approved",
    hint: "leave the terms out to approve the same, or reverse the earlier approvals")
  static let termsInvalid = RefusalCode(
    "loan.terms-invalid", "the schedule or its terms are not sound: {reason}", hint: "change the terms, and try again")
  static let abovePack = RefusalCode(
    "loan.above-pack", "{what} of {given} is above {limit}, the most that the pack {pack} allows",
    hint: "stay below it, or choose another pack: `mastro policy show` lists them")
  static let interestFirst = RefusalCode(
    "loan.interest-due-first", "interest of {amount} that was due through {date} is not accrued yet",
    hint: "`mastro loan accrue` accrues it; `mastro loan repay` does both at once")
  static let allocationDiffers = RefusalCode(
    "loan.allocation-differs", "the rule takes {costs} of costs, {interest} of interest, {principal} of principal",
    hint: "draft it again: something was recorded on the loan in between")
  static let exceedsOwed = RefusalCode(
    "loan.exceeds-owed", "{amount} is more than the {owed} still owed", hint: "check the amount and the loan")
  static let nothingDue = RefusalCode(
    "loan.nothing-due", "there is nothing to do on the loan {loan} through {date}",
    hint: "`mastro loan schedule` shows when what falls due")

  /// The refusals of every step on a loan that is paid out.
  static let running = [wrongState, closed, unconfirmed, beforeDisbursement]

  static func wrongState(_ state: LoanState, _ context: Admission) -> Refusal {
    wrongState(["loan": context.header.stream.key, "state": state.status.rawValue])
  }

  static func contract(
    of state: LoanState, in statuses: Set<LoanState.Status>, _ context: Admission
  ) throws(Refusal) -> LoanContract {
    guard let contract = state.contract, statuses.contains(state.status) else { throw wrongState(state, context) }
    return contract
  }

  /// A loan that is paid out, confirmed if it moved in, and not ended; and what is owed on it.
  static func running(
    _ state: LoanState, _ context: Admission, or others: LoanState.Status...
  ) throws(Refusal) -> (contract: LoanContract, position: LoanPosition) {
    if state.status == .closed, let date = state.endedOn {
      throw closed(["loan": context.header.stream.key, "date": date])
    }
    guard state.status == .running || others.contains(state.status), let contract = state.contract,
      let position = LoanPosition(state, balance: { context.balance($0) }), let disbursed = state.disbursedOn
    else { throw wrongState(state, context) }
    if let portfolio = state.portfolio {
      let batch: PortfolioState = context.state(of: StreamID("portfolio", portfolio))
      guard batch.status == .confirmed else { throw unconfirmed(["loan": context.header.stream.key]) }
    }
    guard context.effective >= disbursed else {
      throw beforeDisbursement(["date": context.effective, "disbursed": disbursed])
    }
    return (contract, position)
  }

  /// Payments are spread over what is accrued, so that nobody pays principal while interest is due.
  static func requireAccrued(_ position: LoanPosition, through day: CivilDate) throws(Refusal) {
    let missing = position.unaccrued(through: day)
    guard !missing.isPositive else { throw interestFirst(["amount": missing, "date": day]) }
  }

  /// A new schedule repays exactly what is lent and not repaid, and begins with what is already owed.
  static func requireSound(
    _ schedule: Schedule, principal: Money, carried: Money, on day: CivilDate
  ) throws(Refusal) {
    if let fault = schedule.fault { throw termsInvalid(["reason": fault]) }
    guard schedule.totals.principal == principal else {
      throw termsInvalid(["reason": "the instalments repay \(schedule.totals.principal), not \(principal)"])
    }
    guard schedule.totals.interest >= carried else {
      throw termsInvalid(["reason": "\(carried) of interest is accrued and not among the instalments"])
    }
  }

  /// A schedule that comes with something else, without asking the family, weighs no more in a month than the one before,
  /// but for interest; where it does, it asks for capacity like any other promise.
  static func grounds(
    for schedule: Schedule?, of state: LoanState, _ contract: LoanContract, _ context: Admission
  ) throws(Refusal) -> CapacityGrounds {
    guard let schedule, let household = contract.borrower.household else { return .none }
    let interest = schedule.rows.map(\.interest).max() ?? .zero
    guard schedule.heaviestMonth > (state.schedule?.heaviestMonth ?? .zero) + interest else { return .none }
    return try context.requireAffordable(state.offer(schedule, to: household))
  }

  /// True where this is the second of two equal signatures by different persons.
  static func isSecond(
    _ decision: LoanState.Decision, _ state: LoanState, _ context: Admission
  ) throws(Refusal) -> Bool {
    guard let pending = state.pending, pending.decision == decision else { return false }
    try context.requireAnotherPerson(than: pending.persons)
    return true
  }

  static func validThrough(_ since: CivilDate?, _ context: Admission) -> CivilDate {
    (since ?? context.effective).adding(days: context.governing.policy.approvalValidDays)
  }

  /// Undoes an approval of which nothing was paid out.
  static func release(_ state: LoanState, _ contract: LoanContract) throws(Refusal) -> Effects {
    guard let year = state.assistanceYear else { return .none }
    return try Effects { journal in
      journal.release(contract.purse, contract.id, state.undisbursed)
      journal.discountAssistance(contract.borrower.id, year, state.undisbursed)
      journal.changeInstalment(contract, from: state.promise, to: .zero)
    }
  }

  static func policy(_ context: Admission) throws(Refusal) -> LoanPolicy { try context.section(\.loans, "loans") }
}
