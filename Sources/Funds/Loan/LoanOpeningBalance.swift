public import FinancialArithmetic
public import LedgerCore

/// A loan that was granted before this ledger moves in with what is left of it; without effect until another person has
/// confirmed its batch.
public struct LoanOpeningBalance: EntryBody {
  public static let kind: Kind = "loan.opening-balance"
  public static let roles: Set<Role> = [.administrator, .treasurer]
  public static let isReversible = true

  /// Interest that is due and unpaid.
  public let accrued: Money
  /// Principal and interest that were due before the day and are unpaid.
  public let arrears: Money
  public let borrower: Borrower
  /// SHA-256 of the old contract, where there is one at hand.
  public let contract: Fingerprint?
  public let fund: Slug
  public let group: TargetGroup?
  /// Which loan of the batch this is, from 1.
  public let number: Int
  /// Principal that is not repaid.
  public let outstanding: Money
  /// The terms of the old contract, or of what is left of it.
  public let plan: ScheduleTerms
  /// The batch.
  public let portfolio: ULID
  public let purpose: Slug
  public let restriction: Slug
  /// Every instalment of `plan`; the oldest ones are paid as far as `outstanding` and `accrued` say.
  public let schedule: Schedule

  public init(
    plan: ScheduleTerms, schedule: Schedule, outstanding: Money, accrued: Money, arrears: Money, of purse: Restriction,
    purpose: Slug, borrower: Borrower, portfolio: ULID, number: Int, group: TargetGroup? = nil,
    contract: Fingerprint? = nil
  ) {
    self.accrued = accrued
    self.arrears = arrears
    self.borrower = borrower
    self.contract = contract
    fund = purse.fund
    self.group = group
    self.number = number
    self.outstanding = outstanding
    self.plan = plan
    self.portfolio = portfolio
    self.purpose = purpose
    restriction = purse.name
    self.schedule = schedule
  }

  public var purse: Restriction { Restriction(fund: fund, name: restriction) }

  static let invalid = RefusalCode(
    "loan.opening-invalid", "the opening balance does not close: {reason}", hint: "mend the row, and import it again")

  public static let refusals = [LoanRules.wrongState, PortfolioRules.wrongState, invalid]

  /// The claim under which a loan stands in its batch.
  public static func claim(_ number: Int, of portfolio: ULID) -> Claim {
    Claim("portfolio-row", "\(portfolio)/\(number)")
  }

  /// What is due before a day and unpaid, with what is accrued by then: the figures that the body states.
  public static func arrears(
    _ schedule: Schedule, outstanding: Money, accrued: Money, on day: CivilDate
  ) -> Money {
    let paid = schedule.totals.principal - outstanding
    let due = schedule.rows.filter { $0.due < day }.reduce(Money.zero) { $0 + $1.principal }
    let interestToday = schedule.rows.filter { $0.due == day }.reduce(Money.zero) { $0 + $1.interest }
    return max(.zero, due - paid) + max(.zero, accrued - interestToday)
  }

  /// What is wrong with the figures; nil where they close.
  public func fault(on day: CivilDate) -> String? {
    if let fault = schedule.fault(for: plan) { return fault }
    if plan.disbursed > day { return "it was paid out on \(plan.disbursed), after \(day)" }
    if outstanding < .zero || outstanding > schedule.totals.principal {
      return "\(outstanding) outstanding of \(schedule.totals.principal)"
    }
    let due = schedule.rows.filter { $0.due <= day }.reduce(Money.zero) { $0 + $1.interest }
    if accrued < .zero || accrued > due { return "\(accrued) of interest is unpaid, and \(due) was due" }
    let rule = Self.arrears(schedule, outstanding: outstanding, accrued: accrued, on: day)
    if arrears != rule { return "arrears of \(arrears), where instalments and payments leave \(rule)" }
    return nil
  }

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else { throw LoanRules.wrongState(state, context) }
    let batch: PortfolioState = context.state(of: StreamID("portfolio", portfolio))
    guard batch.status == .proposed, let count = batch.proposal?.count, (1...count).contains(number) else {
      throw PortfolioRules.wrongState(["batch": portfolio, "state": batch.status.rawValue])
    }
    _ = try LoanRules.policy(context)
    try context.requireRestriction(purse, paysFor: purpose)
    try context.requireBorrower(borrower)
    if let fault = fault(on: context.effective) { throw Self.invalid(["reason": fault]) }
    let id = context.header.stream.ulid ?? context.header.id
    return try Effects(claims: [Self.claim(number, of: portfolio)]) { journal in
      if let household = borrower.household { journal.enlist(context, with: household) }
      journal.post(Chart.loan(purse, id), Chart.opening(purse), outstanding)
      journal.post(Chart.accruedInterest(purse, id), Chart.opening(purse), accrued)
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .running
    state.portfolio = portfolio
    state.contract = LoanContract(
      id: entry.entry.stream.ulid ?? entry.id, borrower: borrower, purse: purse, purpose: purpose,
      amount: plan.principal, group: group, body: entry.header.onBehalfOf, since: plan.disbursed)
    state.agreed = plan.principal
    state.paidOut = plan.principal
    let due = schedule.rows.filter { $0.due <= entry.header.effective }.reduce(Money.zero) { $0 + $1.interest }
    state.begin(schedule, plan: plan, carried: due, on: plan.disbursed, from: entry)
    state.monthly = .zero
    state.disbursedOn = entry.header.effective
    state.applicants.add(entry)
  }
}
