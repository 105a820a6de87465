public import FinancialArithmetic
public import LedgerCore

/// The borrower pays before it is due: everything, or a part after which a new schedule repays the rest.
public struct LoanPrepaid: EntryBody {
  public static let kind: Kind = "loan.prepaid"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let allocation: LoanPayment
  public let amount: Money
  /// Money that we held and that pays as well.
  public let held: Money
  /// Absent where nothing is left.
  public let schedule: Schedule?

  public init(amount: Money, held: Money = .zero, account: Slug, allocation: LoanPayment, schedule: Schedule?) {
    self.account = account
    self.allocation = allocation
    self.amount = amount
    self.held = held
    self.schedule = schedule
  }

  public static let refusals =
    LoanRules.running + [
      LoanRules.interestFirst, LoanRules.exceedsOwed, LoanRules.allocationDiffers, LoanRules.termsInvalid,
    ]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    guard held >= .zero, held <= max(.zero, position.unallocated) else {
      throw LoanRules.exceedsOwed(["amount": held, "owed": position.unallocated])
    }
    let paid = amount + held
    let missing = LoanInterestAccrued.amount(state, position, through: context.effective, closing: true)
    guard !missing.isPositive else {
      throw LoanRules.interestFirst(["amount": missing, "date": context.effective])
    }
    guard paid <= position.owed else {
      throw LoanRules.exceedsOwed(["amount": paid, "owed": position.owed])
    }
    let rule = position.prepayment(of: paid, on: context.effective)
    try allocation.requireSame(as: rule.payment)
    guard rule.early.isPositive else {
      throw LoanRules.termsInvalid(["reason": "no principal is paid early; record it as a repayment"])
    }
    try RestOfLoan(state, position, paid: allocation).require(schedule, context)
    let grounds = try LoanRules.grounds(for: schedule, of: state, contract, context)
    return try Effects { journal in
      journal.post(Chart.bank(account), Chart.unallocated(contract.id), amount)
      journal.receive(contract, allocation, debit: Chart.unallocated(contract.id), at: position)
      if let schedule {
        journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth, on: grounds)
      }
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    if let schedule { state.begin(schedule, plan: nil, carried: .zero, on: entry.header.effective, from: entry) }
  }
}

/// What is left of a loan after a payment that goes beyond its dues.
struct RestOfLoan {
  let principal: Money
  /// Accrued and still unpaid.
  let interest: Money
  /// The most that the old schedule would still have asked for.
  let dearest: Money

  init(_ state: LoanState, _ position: LoanPosition, paid: LoanPayment) {
    principal = position.outstanding + position.undisbursed - paid.principal
    interest = position.interest - paid.interest
    dearest = position.rows.reduce(Money.zero) { $0 + ($1.interest - $1.paidInterest) } - paid.interest
  }

  /// The rest has a schedule exactly where there is one, and it costs no more than the old one did.
  func require(_ schedule: Schedule?, _ context: Admission) throws(Refusal) {
    guard principal.isPositive else {
      guard schedule == nil else { throw LoanRules.termsInvalid(["reason": "nothing is left to repay"]) }
      return
    }
    guard let schedule else { throw LoanRules.termsInvalid(["reason": "\(principal) is left without a schedule"]) }
    try LoanRules.requireSound(schedule, principal: principal, carried: interest, on: context.effective)
    guard schedule.totals.interest <= max(dearest, interest) else {
      throw LoanRules.termsInvalid(["reason": "the new schedule is dearer than the old one"])
    }
  }
}
