public import FinancialArithmetic
public import LedgerCore

/// Hours of service take something off a loan: the restriction that admits service bears it.
public struct LoanServiceCredited: EntryBody {
  public static let kind: Kind = "loan.service-credited"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  /// The service agreement whose credit this is.
  public let agreement: ULID
  public let allocation: LoanPayment
  public let amount: Money
  /// Interest accrued and unpaid that the new schedule takes over; absent where the schedule stays.
  public let carried: Money?
  public let fund: Slug
  /// Which admits service, and committed its cap at the agreement.
  public let restriction: Slug
  /// What is left to repay, where the hours go beyond what is due; absent otherwise.
  public let schedule: Schedule?

  /// The entry that the rule makes of a credit: what is due first, then principal to come, with a schedule for the rest.
  public init(
    amount: Money, agreement: ULID, bornBy purse: Restriction, to state: LoanState, at position: LoanPosition,
    on day: CivilDate
  ) throws(CalculationError) {
    let (payment, early) = position.prepayment(of: amount, on: day)
    self.agreement = agreement
    allocation = payment
    self.amount = amount
    fund = purse.fund
    restriction = purse.name
    guard early.isPositive, payment.principal < position.outstanding + position.undisbursed,
      let new = NewSchedule(state, position, on: day)
    else {
      carried = nil
      schedule = nil
      return
    }
    let unpaid = position.interest - payment.interest
    carried = unpaid
    schedule = try new.afterRepaying(
      payment.principal, keepingInstalment: false, carried: unpaid + new.runningInterest)
  }

  static let otherFund = RefusalCode(
    "loan.other-fund", "{restriction} belongs to another fund than the loan, which is {fund}'s",
    hint: "hours are borne by a restriction of the fund that has lent")

  public static let refusals =
    LoanRules.running + [
      otherFund, LoanRules.interestFirst, LoanRules.exceedsOwed, LoanRules.allocationDiffers, LoanRules.termsInvalid,
    ]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    let bearer = Restriction(fund: fund, name: restriction)
    try context.requirePositive(amount)
    try context.requireRestriction(bearer)
    guard fund == contract.purse.fund else {
      throw Self.otherFund(["restriction": bearer, "fund": contract.purse.fund])
    }
    try LoanRules.requireAccrued(position, through: context.effective)
    guard amount <= position.owed else { throw LoanRules.exceedsOwed(["amount": amount, "owed": position.owed]) }
    let rule = position.prepayment(of: amount, on: context.effective)
    try allocation.requireSame(as: rule.payment)
    let rest = RestOfLoan(state, position, paid: allocation)
    if rule.early.isPositive, rest.principal.isPositive {
      try rest.require(schedule, context)
      guard carried == rest.interest else {
        throw LoanRules.termsInvalid(["reason": "\(rest.interest) of interest is accrued"])
      }
    } else if schedule != nil || carried != nil {
      throw LoanRules.termsInvalid(["reason": "the hours pay what is due, so the schedule stays"])
    }
    let grounds = try LoanRules.grounds(for: schedule, of: state, contract, context)
    return try Effects { journal in
      journal.receive(contract, allocation, debit: Chart.forgiven(contract.purse.fund), at: position)
      journal.post(Chart.available(bearer), Chart.released(bearer), amount)
      journal.post(Chart.serviceCreditContra, Chart.serviceCredit(agreement, for: contract.id), amount)
      journal.release(bearer, agreement, amount)
      if let schedule {
        journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth, on: grounds)
      }
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    guard let schedule, let carried else { return }
    state.begin(schedule, plan: nil, carried: carried, on: entry.header.effective, from: entry)
  }
}
