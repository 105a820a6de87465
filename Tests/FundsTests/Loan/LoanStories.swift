import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// What an educator would have assessed, for tests.
struct StubLoanAssessments: CapacityAssessments {
  var capacity: AffordableInstalment?
  func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment? { capacity }
}

/// A loan as a test wants it; 12 months at 12 % from the purse for rent, unless it says otherwise.
struct LoanTry {
  var amount = 120_000
  var instalments = 12
  var purse = Restriction.rent
  var purpose: Slug = "arrears"
  var pack: Slug = "social"
  var rate = "12"
  var method = RepaymentMethod.french
  var borrower: Borrower = .party(Party.family)
  var payee = Party.landlord
  var fee = 0
  var security = LoanSecurity.none
  var tutor: ULID?
  var businessPlan: Fingerprint?
  /// Paid out later: day and amount.
  var tranche: (day: CivilDate, amount: Int)?
  var interestOnly = 0
  var overriding = false

  var application: LoanApplied {
    LoanApplied(
      amount: Money(cents: amount), instalments: instalments, from: purse, purpose: purpose, pack: pack,
      borrower: borrower, payee: payee, security: security, tutor: tutor, businessPlan: businessPlan)
  }

  func plan(on day: CivilDate) throws -> ScheduleTerms {
    ScheduleTerms(
      method: method, principal: Money(cents: amount), annualRatePercent: try AnnualRate(parsing: rate), disbursed: day,
      due: .every(.monthly, first: nil, count: instalments), interestOnly: interestOnly,
      tranches: tranche.map { [ScheduleTerms.Tranche(date: $0.day, amount: Money(cents: $0.amount))] })
  }
}

extension Books {
  var loanPolicy: LoanPolicy {
    get throws {
      let state: LedgerState = try ledger.state(of: .ledger)
      return try #require(state.policy.loans)
    }
  }

  func terms(_ loan: LoanTry, on day: CivilDate? = nil) throws -> LoanTerms {
    let policy = try loanPolicy
    return try LoanTerms(
      plan: try loan.plan(on: day ?? today), pack: try #require(policy.pack(loan.pack)), payee: loan.payee,
      fee: Money(cents: loan.fee), thresholds: policy.usury, on: today)
  }

  @discardableResult
  func apply(_ loan: LoanTry = LoanTry(), by person: Person = .olga, in stream: StreamID? = nil) throws -> StreamID {
    try record(loan.application, stream ?? self.stream("loan"), by: person, as: .operator).entry.stream
  }

  @discardableResult
  func approveLoan(_ stream: StreamID, _ loan: LoanTry = LoanTry(), by person: Person = .carla) throws -> LoggedEntry {
    try record(LoanApproved(try terms(loan), overriding: loan.overriding), stream, by: person, as: .committee)
  }

  @discardableResult
  func accept(_ stream: StreamID, for party: ULID = Party.family, by person: Person = .omar) throws -> LoggedEntry {
    try record(LoanAccepted(attestation: paper(party)), stream, by: person, as: .operator)
  }

  @discardableResult
  func disburse(
    _ stream: StreamID, _ amount: Int = 120_000, payee: ULID = Party.landlord, by person: Person = .teo,
    schedule: Schedule? = nil
  ) throws -> LoggedEntry {
    try record(
      LoanDisbursed(amount: Money(cents: amount), payee: payee, account: "main", schedule: schedule), stream,
      by: person,
      as: .treasurer)
  }

  /// Approved by as many as the policy asks for, and accepted.
  func acceptedLoan(_ loan: LoanTry = LoanTry()) throws -> StreamID {
    try receive(loan.amount, loan.purse)
    let stream = try apply(loan)
    try approveLoan(stream, loan)
    if loan.amount > 100_000 { try approveLoan(stream, loan, by: .carlo) }
    try accept(stream)
    return stream
  }

  /// Paid out, but for a later tranche.
  func runningLoan(_ loan: LoanTry = LoanTry()) throws -> StreamID {
    let stream = try acceptedLoan(loan)
    try disburse(stream, loan.amount - (loan.tranche?.amount ?? 0))
    if loan.fee > 0 {
      try record(
        LoanCostCharged(amount: Money(cents: loan.fee), nature: .agreedFee, due: today), stream, by: .teo)
    }
    return stream
  }

  func loanState(_ stream: StreamID) throws -> LoanState { try ledger.state(of: stream) }

  func position(_ stream: StreamID) throws -> LoanPosition {
    let state = try loanState(stream)
    let balances = Dictionary(uniqueKeysWithValues: try balances().map { ($0.key.account, $0.amount) })
    return try #require(LoanPosition(state, balance: { balances[$0] ?? 0 }))
  }

  /// Interest due through a day, or through now where something is closed.
  @discardableResult
  func accrue(_ stream: StreamID, closing: Bool = false) throws -> LoggedEntry {
    let amount = LoanInterestAccrued.amount(
      try loanState(stream), try position(stream), through: today, closing: closing)
    return try record(
      LoanInterestAccrued(amount: amount, through: today, closing: closing), stream, by: .teo)
  }

  /// What is due is accrued, and the money is spread by the rule.
  @discardableResult
  func repay(_ stream: StreamID, _ amount: Int, consent: Fingerprint? = nil) throws -> LoggedEntry {
    if try position(stream).unaccrued(through: today).isPositive { try accrue(stream) }
    let rule = try position(stream).allocation(
      of: Money(cents: amount), on: today, order: LoanRepaid.order(consent: consent))
    return try record(
      LoanRepaid(amount: Money(cents: amount), account: "main", allocation: rule.payment, consent: consent), stream,
      by: .teo)
  }

  @discardableResult
  func prepay(_ stream: StreamID, _ amount: Int, keepingInstalment: Bool = false) throws -> LoggedEntry {
    let (state, before) = (try loanState(stream), try position(stream))
    if LoanInterestAccrued.amount(state, before, through: today, closing: true).isPositive {
      try accrue(stream, closing: true)
    }
    let position = try position(stream)
    let rule = position.prepayment(of: Money(cents: amount), on: today)
    let isLast = rule.payment.principal == position.outstanding + position.undisbursed
    let new = try #require(NewSchedule(try loanState(stream), position, on: today))
    return try record(
      LoanPrepaid(
        amount: Money(cents: amount), held: .zero, account: "main", allocation: rule.payment,
        schedule: isLast
          ? nil : try new.afterRepaying(rule.payment.principal, keepingInstalment: keepingInstalment)), stream, by: .teo
    )
  }

  func newSchedule(_ stream: StreamID) throws -> NewSchedule {
    try #require(NewSchedule(try loanState(stream), try position(stream), on: today))
  }

  /// A new schedule of so many months, beginning next month.
  func rescheduling(_ stream: StreamID, months: Int, persons: Int = 2) throws -> LoanRescheduled {
    let (state, position) = (try loanState(stream), try position(stream))
    let old = try #require(state.plan)
    let plan = ScheduleTerms(
      method: old.method, principal: position.outstanding + position.undisbursed,
      annualRatePercent: old.annualRatePercent, disbursed: today, due: .every(.monthly, first: nil, count: months))
    return LoanRescheduled(
      plan: plan, schedule: try newSchedule(stream).rescheduled(plan), carried: position.interest, persons: persons)
  }

  func pausing(_ stream: StreamID, from: CivilDate, months: Int) throws -> LoanPaused {
    LoanPaused(
      from: from, to: from.adding(months: months), reason: .jobLoss,
      schedule: try newSchedule(stream).paused(from: from, months: months), carried: try position(stream).interest)
  }

  func accelerating(_ stream: StreamID) throws -> LoanAccelerated {
    LoanAccelerated(
      reason: .arrears, schedule: try newSchedule(stream).accelerated(), carried: try position(stream).interest)
  }

  /// Puts hours worth `amount` at a loan's disposal, as a service agreement would: what it posts, by hand.
  func pass(to day: String) { while today < self.day(day) { pass(days: 1) } }
}
