import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// The rules of loans, as people meet them.
@Suite struct LoanTests {
  private func interestFree(_ amount: Int = 120_000, _ instalments: Int = 12) -> LoanTry {
    var loan = LoanTry()
    (loan.amount, loan.instalments, loan.rate, loan.method) = (amount, instalments, "0", .interestFree)
    return loan
  }

  @Test func `the frozen schedule, its TAEG and the quarter's threshold stand in the approval`() throws {
    let books = try Books.fixture()
    let loan = try books.acceptedLoan()
    let terms = try #require(try books.loanState(loan).terms)
    #expect(terms.schedule.rows.count == 12)
    #expect(terms.schedule.rows.last?.balance == .zero)
    #expect(terms.schedule.rows[0].instalment == Money(cents: 10_662))
    #expect(terms.taegPercent.description.hasPrefix("12.68"))
    #expect(terms.usury?.percent.description == "18")
  }

  @Test func `an interest-free loan with a fee has a TAEG above zero`() throws {
    let books = try Books.fixture()
    var loan = interestFree()
    #expect(try books.terms(loan).taegPercent == .zero)
    loan.fee = 2_000
    #expect(try books.terms(loan).taegPercent > .zero)
  }

  @Test func `what comes back goes to the restriction that lent it`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    #expect(try books.balance(Chart.available(.rent)) == 0)
    books.pass(to: "2026-04-02")
    try books.repay(loan, 10_662)
    #expect(try books.balance(Chart.available(.rent)) == -10_662)
    #expect(try books.balance(Chart.lent(.rent)) == -(120_000 - 9_462))
  }

  @Test func `a loan paid to the cent on its days ends with nothing owed and is closed`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    for row in try #require(try books.loanState(loan).schedule).rows {
      books.pass(to: row.due.description)
      try books.repay(loan, row.instalment.cents)
    }
    #expect(try books.position(loan).owed == .zero)
    try books.record(LoanClosed(), loan, by: .teo)
    #expect(try books.loanState(loan).status == .closed)
    #expect(try books.balance(Chart.lent(.rent)) == 0)
  }

  @Test func `interest of the two months of a pause is carried, never capitalised`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    let before = try #require(try books.loanState(loan).schedule)
    let pause = try books.pausing(loan, from: books.day("2026-04-02"), months: 2)
    try books.record(pause, loan, by: .olga)
    let after = try #require(try books.loanState(loan).schedule)
    #expect(after.rows[0].due == books.day("2026-06-02"))
    #expect(after.totals.interest - before.totals.interest == .eur(24))
    #expect(after.rows[0].interest == .eur(36))
    #expect(after.totals.principal == before.totals.principal)
  }

  @Test func `days of a pause inside the arrears do not count`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan(interestFree())
    books.pass(to: "2026-04-11")
    let pause = try books.pausing(loan, from: books.day("2026-04-11"), months: 1)
    try books.record(pause, loan, by: .olga)
    let state = try books.loanState(loan)
    #expect(state.schedule?.rows[0].due == books.day("2026-04-02"), "what was overdue stays overdue")
    let ageing = try books.position(loan).ageing(asOf: books.day("2026-05-11"), pauses: state.pauses, graceDays: 0)
    #expect(ageing.daysPastDue == 39)
    #expect(ageing.countedDays == 9)
  }

  @Test func `a part paid early lowers the instalments, or leaves them and ends sooner`() throws {
    for keeping in [false, true] {
      let books = try Books.fixture()
      let loan = try books.runningLoan()
      books.pass(to: "2026-04-02")
      try books.repay(loan, 10_662)
      try books.prepay(loan, 50_000, keepingInstalment: keeping)
      let schedule = try #require(try books.loanState(loan).schedule)
      #expect(schedule.totals.principal == Money(cents: 120_000 - 9_462 - 50_000))
      #expect(keeping ? schedule.rows.count < 11 : schedule.rows.count == 11)
      #expect(schedule.rows.allSatisfy { $0.instalment <= Money(cents: 10_662) })
    }
  }

  @Test func `everything can be paid early, with the interest of the days gone by`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    books.pass(to: "2026-03-17")
    try books.accrue(loan, closing: true)
    #expect(try books.position(loan).interest == Money(cents: 581))
    try books.prepay(loan, 120_581)
    #expect(try books.position(loan).owed == .zero)
    books.pass(to: "2026-06-20")
    let position = try books.position(loan)
    #expect(position.unaccrued(through: books.today) == .zero, "nothing bears interest any more")
    #expect(try position.ageing(asOf: books.today, pauses: [], graceDays: 0).overdue == .zero)
    try books.record(LoanClosed(), loan, by: .teo)
  }

  @Test func `money that is held goes into an early payment`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan(interestFree())
    try books.repay(loan, 3_000)
    let allocation = LoanPayment(costs: .zero, interest: .zero, principal: .eur(1_200))
    try books.record(
      LoanPrepaid(amount: .eur(1_170), held: .eur(30), account: "main", allocation: allocation, schedule: nil), loan,
      by: .teo)
    try books.record(LoanClosed(), loan, by: .teo)
  }

  @Test func `a new schedule takes two persons, keeps what is owed, and puts the loan on watch`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    books.pass(to: "2026-05-10")
    try books.accrue(loan)
    let new = try books.rescheduling(loan, months: 24)
    try books.record(new, loan, by: .olga)
    #expect(try books.loanState(loan).version == 1)
    try books.record(new, loan, by: .carla)
    let state = try books.loanState(loan)
    #expect(state.version == 2 && state.isRescheduled)
    let position = try books.position(loan)
    #expect(position.interest == Money(cents: 2_305))
    #expect(position.rows.reduce(.zero) { $0 + $1.principal } == .eur(1_200))
    #expect(try position.ageing(asOf: books.today, pauses: [], graceDays: 0).daysPastDue == 0)
    books.pass(to: "2026-06-10")
    try books.repay(loan, 100)
    #expect(
      try books.position(loan).interest == position.interest + position.rows[0].interest - Money(cents: 2_305 + 100))
  }

  @Test func `acceleration takes arrears, a notice, time, two persons and two roles`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    books.pass(to: "2026-06-05")
    try books.record(LoanAccelerationNoticed(notice: Books.fingerprint(7)), loan, by: .olga)
    books.pass(days: 15)
    try books.accrue(loan)
    try books.record(try books.accelerating(loan), loan, by: .teo)
    try books.record(try books.accelerating(loan), loan, by: .carla)
    let state = try books.loanState(loan)
    #expect(state.isAccelerated)
    #expect(state.schedule?.rows.last?.due == books.today)
    let ageing = try books.position(loan).ageing(asOf: books.today.adding(days: 1), pauses: [], graceDays: 0)
    #expect(ageing.overdue == .eur(1_200) + (try books.position(loan).interest))
    #expect(
      ageing.daysPastDue == books.today.dayNumber + 1 - books.day("2026-04-02").dayNumber, "arrears keep their age")
  }

  @Test func `a second tranche is cancelled, and the schedule repays what was lent`() throws {
    let books = try Books.fixture()
    var loan = LoanTry()
    loan.interestOnly = 3
    loan.tranche = (books.day("2026-04-20"), 40_000)
    let stream = try books.runningLoan(loan)
    #expect(try books.balance(Chart.commitments(.rent)) == -40_000)
    let new = try books.newSchedule(stream)
    try books.record(
      LoanTrancheCancelled(
        amount: .eur(400), carried: .zero,
        schedule: try new.afterRepaying(.eur(400), keepingInstalment: false)), stream, by: .teo)
    #expect(try books.balance(Chart.commitments(.rent)) == 0)
    #expect(try books.loanState(stream).schedule?.totals.principal == .eur(800))
  }

  @Test func `money that the bank takes back is owed again, also after a new schedule`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan(interestFree())
    books.pass(to: "2026-04-02")
    let repaid = try books.repay(loan, 10_000)
    #expect(try books.position(loan).paidInstalments == 1)
    books.pass(to: "2026-04-10")
    let new = try books.rescheduling(loan, months: 11)
    try books.record(new, loan, by: .olga)
    try books.record(new, loan, by: .carla)
    try books.bounce(repaid)
    let position = try books.position(loan)
    #expect(position.outstanding == .eur(1_200))
    #expect(position.beyond.principal == .eur(100))
    #expect(try position.ageing(asOf: books.day("2026-04-20"), pauses: [], graceDays: 0).overdue == .eur(100))
    books.pass(to: "2026-04-20")
    try books.repay(loan, 10_000)
    #expect(try books.position(loan).beyond.principal == .zero)
  }

  @Test func `money we hold counts as received: nobody is reminded of it`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan(interestFree())
    try books.repay(loan, 10_000)
    let ageing = try books.position(loan).ageing(asOf: books.day("2026-05-01"), pauses: [], graceDays: 0)
    #expect(ageing.overdue == .zero && ageing.daysPastDue == 0)
  }

  @Test func `principal first only with the creditor's recorded consent`() throws {
    let books = try Books.fixture()
    let loan = try books.runningLoan()
    books.pass(to: "2026-04-02")
    try books.repay(loan, 5_000, consent: Books.fingerprint(4))
    #expect(try books.position(loan).outstanding == .eur(1_150))
    try books.repay(loan, 1_000)
    #expect(try books.position(loan).interest == .eur(2))
  }

  @Test func `two cannot stand in for an assessment that exists, and an instalment above it is refused`() throws {
    func tried(_ capacity: AffordableInstalment?, overriding: Bool) throws -> Books {
      let rulebook = Rulebook(
        kinds: Registry.kinds, governance: FundGovernance(assessments: StubLoanAssessments(capacity: capacity)))
      let books = try Books.fixture(rulebook: rulebook)
      var loan = interestFree(60_000, 6)
      loan.borrower = .household(try #require(try books.register().ulid))
      loan.overriding = overriding
      try books.receive(60_000)
      let stream = try books.apply(loan)
      try books.approveLoan(stream, loan)
      try books.approveLoan(stream, loan, by: .carlo)
      return books
    }
    func capacity(_ cents: Int) -> AffordableInstalment {
      AffordableInstalment(
        assessment: ULID(high: 1, low: 1), amount: Money(cents: cents), assessed: Books.start.date, isSuspended: false)
    }
    func code(_ capacity: AffordableInstalment?, overriding: Bool = false) throws -> String? {
      do {
        _ = try tried(capacity, overriding: overriding)
        return nil
      } catch let refusal as Refusal { return refusal.code.id }
    }
    #expect(try code(nil) == "capacity.not-assessed")
    #expect(try code(nil, overriding: true) == nil, "two approvals where one would do")
    #expect(try code(capacity(10_000), overriding: true) == "capacity.override-not-allowed")
    #expect(try code(capacity(9_999)) == "capacity.exceeded")
    #expect(try code(capacity(10_000)) == "loan.wrong-state", "one approval was enough, so the second comes too late")
  }

  @Test func `a batch counts when another person confirms what was imported, and its loans can be repaid then`() throws
  {
    let books = try Books.fixture()
    let batch = try books.movingIn([interestFree(), interestFree(60_000, 6)])
    let loan = try books.newest().entry.stream
    #expect(try books.balance(Chart.lent(.rent)) == 0)
    try books.record(try books.confirmation(of: batch), batch, by: .bruno, as: .administrator)
    #expect(try books.balance(Chart.lent(.rent)) == -180_000)
    #expect(try books.balance(Chart.bank("main")) == 0)
    books.pass(to: "2026-04-02")
    try books.repay(loan, 10_000)
    #expect(try books.position(loan).outstanding == .eur(500))
  }

  @Test func `a confirmed opening balance is not reversed`() throws {
    let books = try Books.fixture()
    let batch = try books.movingIn([interestFree()])
    let opening = try books.newest()
    try books.record(try books.confirmation(of: batch), batch, by: .bruno, as: .administrator)
    let refusal = #expect(throws: Refusal.self) { try books.proposeReversal(of: opening, by: .anna) }
    #expect(refusal?.code.id == "reversal.pinned")
  }
}
