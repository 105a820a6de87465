import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// Ways around what a family can promise, tried by somebody who knows the rules, or does not.
@Suite struct CapacityAttackTests {
  let board = AssessmentBoard()

  /// 600.00 without interest in six instalments of 100.00.
  private func loan(of household: StreamID) -> LoanTry {
    var loan = LoanTry()
    (loan.amount, loan.instalments, loan.rate, loan.method) = (60_000, 6, "0", .interestFree)
    loan.borrower = .household(household.id)
    return loan
  }

  @Test func `a longer schedule that is taken back has no room where somebody else has promised`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 20_000, books)
    let stream = try books.runningLoan(loan(of: household))
    let longer = try books.rescheduling(stream, months: 20)
    try books.record(longer, stream, by: .carla)
    let second = try books.record(longer, stream, by: .carlo)
    #expect(try books.promised(under: assessment) == 3_000)
    try books.runningPlan(17_000, of: household, contract: 1, resting: assessment)
    #expect(try books.code { try books.reverse(second, by: .carlo) } == "capacity.exceeded")
    #expect(try books.promised(under: assessment) == 20_000)
  }

  @Test func `a withdrawal that is taken back is a promise like any other`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 15_000, books)
    let stream = try books.acceptedLoan(loan(of: household))
    let withdrawn = try books.record(LoanWithdrawn(), stream, by: .olga)
    func refusal() throws -> String? { try books.code { try books.reverse(withdrawn, by: .olga) } }
    board.reserve(5_001, of: household, for: "emporio", books)
    #expect(try refusal() == "capacity.exceeded")
    board.assess(household, 15_000, books)
    #expect(try refusal() == "capacity.other-assessment", "the educator did not know of it")
    board[household.id] = AffordableInstalment(
      assessment: assessment, amount: .eur(150), assessed: books.today, isSuspended: true)
    #expect(try refusal() == "capacity.suspended")
    board[household.id] = AffordableInstalment(
      assessment: assessment, amount: .eur(150), assessed: books.today, isSuspended: false)
    #expect(try refusal() == nil)
    #expect(try books.promised(under: assessment) == 10_000)
  }

  @Test func `a loan that was closed by mistake is open again, whatever was promised meanwhile`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let stream = try books.runningLoan(loan(of: household))
    try books.prepay(stream, 60_000)
    let closed = try books.record(LoanClosed(), stream, by: .teo)
    try books.runningPlan(10_000, of: household, contract: 1, resting: assessment)
    try books.reverse(closed, by: .teo)
    #expect(try books.promised(under: assessment) == 20_000)
    let plan = try books.openPlan(of: household, contract: 2)
    #expect(
      try books.code { try books.propose(try books.offer(500, plan, resting: assessment), plan) }
        == "capacity.exceeded")
  }

  @Test func `a reservation does not come back where somebody has promised what was not needed of it`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 15_000, books)
    let reservation = board.reserve(15_000, of: household, for: "comune", books)
    try books.receive(60_000)
    let stream = try books.record(
      loan(of: household).application, books.stream("loan"), by: .olga, onBehalfOf: "comune"
    ).entry.stream
    try books.record(
      LoanApproved(try books.terms(loan(of: household)), reservation: reservation), stream, by: .carla)
    let accepted = try books.accept(stream)
    try books.runningPlan(5_000, of: household, contract: 1, resting: assessment)
    #expect(try books.code { try books.reverse(accepted, by: .omar) } == "capacity.exceeded")
    try books.record(LoanWithdrawn(), stream, by: .olga)
    #expect(try books.promised(under: assessment) == 5_000)
  }

  /// All that is left of a loan within one month.
  private func inOneMonth(_ rows: [LoanPosition.Row], from day: CivilDate) -> Schedule {
    Schedule(
      rows.enumerated().map { number, row in
        (day.adding(days: number), row.principal - row.paidPrincipal, row.interest - row.paidInterest)
      })
  }

  @Test func `neither a pause nor an early payment heaps the instalments into one month`() throws {
    let (books, household) = try board.family()
    board.assess(household, 15_000, books)
    let stream = try books.runningLoan(loan(of: household))
    let (from, position) = (books.today.adding(days: 10), try books.position(stream))
    let month = CivilMonth(from.adding(months: 2)).firstDay
    #expect(
      try books.code {
        try books.record(
          LoanPaused(
            from: from, to: from.adding(months: 1), reason: .illness,
            schedule: inOneMonth(position.rows, from: month), carried: .zero), stream, by: .olga)
      } == "capacity.exceeded")
    let rule = position.prepayment(of: .eur(60), on: books.today)
    let rest = Schedule([(month, Money(cents: 54_000), .zero)])
    #expect(
      try books.code {
        try books.record(
          LoanPrepaid(amount: .eur(60), held: .zero, account: "main", allocation: rule.payment, schedule: rest), stream,
          by: .teo)
      } == "capacity.exceeded")
    #expect(try books.balance(Chart.instalments(household.id)) == 10_000)
  }

  @Test func `closing and reopening a budget neither lifts a suspension nor frees what is promised`() throws {
    let books = try Books.coaching()
    let budget = try books.assessedBudget(20_000)
    try books.promisedPlan(15_000, of: budget)
    let other = try books.openPlan(
      [PlanDebt(amount: .eur(600), creditor: Creditor.collector, nature: .privateDebt)],
      of: StreamID("household", budget.id))
    func override() throws -> String? {
      try books.code { try books.propose(try books.planTerms(other, monthly: 5_000), other) }
    }
    try books.change(budget)
    try books.closeBudget(budget, .contactLost)
    #expect(try override() == "capacity.suspended")
    try books.openBudget(StreamID("household", budget.id))
    #expect(try override() == "capacity.suspended")
    try books.confirmSnapshot(try books.takeSnapshot(budget).id, budget)
    #expect(try books.code { try books.assess(budget, 20_000) { $0.running = .zero } } == "budget.running-differs")
    try books.assess(budget, 5_000)
    #expect(try books.capacityLeft(budget) == .eur(50))
    try books.closeBudget(budget)
    #expect(try override() == nil, "nobody has assessed the family any more, and the policy lets two persons stand in")
  }

  @Test func `two plans in one submission are two promises`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let requests = try (UInt8(1)...2).map { contract in
      let plan = try books.openPlan(of: household, contract: contract)
      let proposal = try books.propose(try books.offer(6_000, plan, resting: assessment), plan)
      try books.agreeBoth(proposal)
      return try EntryRequest(
        PlanActivated(proposal: proposal.id), stream: plan, actor: Person.olga.id, role: .operator,
        effective: books.today, id: books.id())
    }
    let size = books.size
    #expect(
      try books.code {
        _ = try books.ledger.record(requests, recorded: books.clock) { _ in try Person.olga.key() }
      } == "capacity.exceeded")
    #expect(books.size == size)
  }

  @Test func `an earlier date finds no capacity that is suspended, too old or spent`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let plan = try books.openPlan(of: household, contract: 1)
    let proposal = try books.propose(try books.offer(6_000, plan, resting: assessment), plan)
    try books.agreeBoth(proposal)
    let before = books.today
    func refusal() throws -> String? {
      try books.code { try books.record(PlanActivated(proposal: proposal.id), plan, by: .olga, on: before) }
    }
    books.pass(days: 2)
    board.reserve(4_001, of: household, for: "emporio", books)
    #expect(try refusal() == "capacity.exceeded")
    board.assess(household, 10_000, books, suspended: true)
    #expect(try refusal() == "capacity.suspended")
    board.assess(household, 10_000, books)
    books.pass(days: 181)
    #expect(try refusal() == "capacity.stale")
  }
}
