import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// Loans of a family ask for the same capacity as its plans.
@Suite struct LoanCapacityTests {
  let board = AssessmentBoard()

  /// 600.00 without interest in six instalments of 100.00.
  private func loan(of household: StreamID, months: Int = 6) -> LoanTry {
    var loan = LoanTry()
    (loan.amount, loan.instalments, loan.rate, loan.method) = (60_000, months, "0", .interestFree)
    loan.borrower = .household(household.id)
    return loan
  }

  @Test func `a loan counts from the family's word on, and plans and loans share what is left`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 15_000, books)
    try books.receive(60_000)
    let stream = try books.apply(loan(of: household))
    try books.approveLoan(stream, loan(of: household))
    #expect(try books.promised(under: assessment) == 0)
    try books.accept(stream)
    #expect(try books.promised(under: assessment) == 10_000)
    #expect(try books.loanState(stream).promise.assessments == [assessment])
    let plan = try books.openPlan(of: household, contract: 1)
    #expect(
      try books.code { try books.propose(try books.offer(5_001, plan, resting: assessment), plan) }
        == "capacity.exceeded")
    try books.propose(try books.offer(5_000, plan, resting: assessment), plan)
  }

  @Test func `what is promised elsewhere meanwhile is asked for again when the family agrees`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 15_000, books)
    try books.receive(60_000)
    let stream = try books.apply(loan(of: household))
    try books.approveLoan(stream, loan(of: household))
    try books.runningPlan(6_000, of: household, contract: 1, resting: assessment)
    #expect(try books.code { try books.accept(stream) } == "capacity.exceeded")
  }

  @Test func `whatever ends a loan gives its part back, and taking the end back takes it again`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 15_000, books)
    let accepted = try books.acceptedLoan(loan(of: household))
    let withdrawn = try books.record(LoanWithdrawn(), accepted, by: .olga)
    #expect(try books.promised(under: assessment) == 0)
    try books.reverse(withdrawn, by: .olga)
    #expect(try books.promised(under: assessment) == 10_000)
    books.pass(days: 31)
    try books.record(LoanApprovalLapsed(), accepted, by: .olga)
    #expect(try books.promised(under: assessment) == 0)
    let running = try books.runningLoan(loan(of: household))
    #expect(try books.promised(under: assessment) == 10_000)
    try books.prepay(running, 30_000)
    #expect(try books.promised(under: assessment) == 5_000)
    try books.prepay(running, 30_000)
    try books.record(LoanClosed(), running, by: .teo)
    #expect(try books.promised(under: assessment) == 0)
    #expect(try books.balance(Chart.instalments(household.id)) == 0)
  }

  @Test func `a reservation is used by the family's word, and given back with it`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 15_000, books)
    let reservation = board.reserve(10_000, of: household, for: "comune", books)
    board.reserve(5_000, of: household, for: "emporio", books)
    try books.receive(60_000)
    let stream = try books.record(
      loan(of: household).application, books.stream("loan"), by: .olga, onBehalfOf: "comune"
    )
    .entry.stream
    let terms = try books.terms(loan(of: household))
    #expect(
      try books.code { try books.record(LoanApproved(terms), stream, by: .carla) } == "capacity.exceeded")
    try books.record(LoanApproved(terms, reservation: reservation), stream, by: .carla)
    let accepted = try books.accept(stream)
    let plan = try books.openPlan(of: household, contract: 1)
    func propose() throws {
      try books.propose(
        try books.offer(1_000, plan, resting: assessment, reservation: reservation), plan, onBehalfOf: "comune")
    }
    #expect(try books.code(propose) == "capacity.reservation-used")
    try books.reverse(accepted, by: .omar)
    #expect(try books.promised(under: assessment) == 0)
    #expect(try books.code(propose) == nil)
    try books.accept(stream)
  }

  @Test func `whoever approves with another reservation approves something else`() throws {
    let (books, household) = try board.family()
    board.assess(household, 50_000, books)
    let reservation = board.reserve(40_000, of: household, for: "comune", books)
    var large = loan(of: household, months: 12)
    large.amount = 240_000
    try books.receive(240_000)
    let stream = try books.record(large.application, books.stream("loan"), by: .olga, onBehalfOf: "comune").entry.stream
    let terms = try books.terms(large)
    try books.record(LoanApproved(terms, reservation: reservation), stream, by: .carla)
    #expect(try books.code { try books.record(LoanApproved(terms), stream, by: .carlo) } == "loan.terms-differ")
    try books.record(LoanApproved(terms, reservation: reservation), stream, by: .carlo)
  }

  @Test func `only a family's capacity is reserved`() throws {
    let books = try Books.fixture()
    try books.receive(120_000)
    let stream = try books.apply()
    let terms = try books.terms(LoanTry())
    #expect(
      try books.code { try books.record(LoanApproved(terms, reservation: Party.unknown), stream, by: .carla) }
        == "loan.terms-invalid")
  }

  @Test func `a new schedule asks for what it adds, and what a pause costs is not asked for`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 12_000, books)
    let stream = try books.runningLoan(loan(of: household))
    #expect(
      try books.code { try books.record(try books.rescheduling(stream, months: 4), stream, by: .carla) }
        == "capacity.exceeded")
    let fits = try books.rescheduling(stream, months: 5)
    for person in [Person.carla, .carlo] { try books.record(fits, stream, by: person) }
    #expect(try books.promised(under: assessment) == 12_000)
    let longer = try books.rescheduling(stream, months: 10)
    for person in [Person.carla, .carlo] { try books.record(longer, stream, by: person) }
    #expect(try books.promised(under: assessment) == 6_000)
    try books.record(try books.pausing(stream, from: books.today.adding(days: 10), months: 2), stream, by: .olga)
    #expect(try books.promised(under: assessment) == 6_000)
  }

  @Test func `interest of a pause raises the instalment, and neither takes capacity nor gives any`() throws {
    let (books, household) = try board.family()
    var dear = LoanTry()
    dear.borrower = .household(household.id)
    let assessment = board.assess(household, 11_000, books)
    let stream = try books.runningLoan(dear)
    let before = try books.promised(under: assessment)
    try books.record(try books.pausing(stream, from: books.today.adding(days: 10), months: 2), stream, by: .olga)
    let monthly = try books.loanState(stream).monthly.cents
    #expect(monthly == before + 2_400)
    #expect(try books.promised(under: assessment) == before)
    #expect(try books.balance(Chart.instalments(household.id)) == monthly)
  }

  @Test func `the treasurer's schedule is no way around the capacity`() throws {
    let (books, household) = try board.family()
    board.assess(household, 10_000, books)
    let stream = try books.acceptedLoan(loan(of: household))
    let sooner = try books.terms(loan(of: household, months: 3)).schedule
    #expect(try books.code { try books.disburse(stream, 60_000, schedule: sooner) } == "capacity.exceeded")
    let same = try books.terms(loan(of: household), on: books.today.adding(days: 1)).schedule
    try books.disburse(stream, 60_000, schedule: same)
  }

  @Test func `two persons stand in where the assessment is too old, and an assessment made meanwhile binds`() throws {
    let (books, household) = try board.family()
    board.assess(household, 0, books)
    books.pass(days: 181)
    var overridden = loan(of: household)
    overridden.overriding = true
    try books.receive(60_000)
    let stream = try books.apply(overridden)
    #expect(try books.code { try books.approveLoan(stream, loan(of: household)) } == "capacity.stale")
    for person in [Person.carla, .carlo] { try books.approveLoan(stream, overridden, by: person) }
    board.assess(household, 9_999, books)
    #expect(try books.code { try books.accept(stream) } == "capacity.exceeded")
    let assessment = board.assess(household, 10_000, books)
    try books.accept(stream)
    #expect(try books.promised(under: assessment) == 10_000)
  }
}
