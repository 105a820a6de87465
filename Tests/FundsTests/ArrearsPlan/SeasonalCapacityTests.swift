import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// A family that earns in summer: what the months have left counts, and no month may ask for more.
@Suite struct SeasonalCapacityTests {
  let board = AssessmentBoard()

  /// 300.00 from June to September, nothing in the other months: 100.00 on average.
  private func summer(_ cents: Int = 30_000, average: Int = 10_000) -> AffordableInstalment.Seasons {
    AffordableInstalment.Seasons(
      average: Money(cents: average),
      months: (1...12).map { (6...9).contains($0) ? Money(cents: cents) : .zero })
  }

  private func family(
    _ seasons: AffordableInstalment.Seasons? = nil, reservations: [AffordableInstalment.Reservation] = []
  ) throws -> (books: Books, household: StreamID, assessment: ULID) {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 0, books, seasons: seasons ?? summer(), reservations: reservations)
    return (books, household, assessment)
  }

  @Test func `what the good months leave pays the instalments of the others`() throws {
    let (books, household, assessment) = try family()
    let plan = try books.openPlan(of: household, contract: 1)
    try books.propose(
      try books.offer(10_000, 12, plan, resting: assessment, first: books.day("2026-06-05")), plan)
  }

  @Test func `a month that comes before the good ones cannot pay, and is named`() throws {
    let (books, household, assessment) = try family()
    let plan = try books.openPlan(of: household, contract: 1)
    let refused = try books.message {
      try books.propose(
        try books.offer(10_000, 12, plan, resting: assessment, first: books.day("2026-05-31")), plan)
    }
    #expect(
      refused == "100.00 through 2026-05 is above the 0.00 that household \(household.key) can still promise")
  }

  @Test func `the first month is named in which the sums part, not only the first of all`() throws {
    let (books, household, assessment) = try family()
    let plan = try books.openPlan(of: household, contract: 1)
    let refused = try books.message {
      try books.propose(
        try books.offer(10_000, 12, plan, resting: assessment, first: books.day("2026-07-05")), plan)
    }
    #expect(
      refused == "1000.00 through 2027-04 is above the 900.00 that household \(household.key) can still promise",
      "the June before the first instalment is not counted")
    try books.propose(
      try books.offer(10_000, 9, plan, resting: assessment, first: books.day("2026-07-05")), plan)
  }

  @Test func `good months alone do not lift the average of the year`() throws {
    let (books, household, assessment) = try family()
    let plan = try books.openPlan(of: household, contract: 1)
    let refused = try books.message {
      try books.propose(
        try books.offer(30_000, 4, plan, resting: assessment, first: books.day("2026-06-05")), plan)
    }
    #expect(
      refused
        == "1200.00 over the whole time is above the 400.00 that household \(household.key) can still promise")
    let (lower, home, other) = try family(summer(average: 8_000))
    let second = try lower.openPlan(of: home, contract: 1)
    let first = lower.day("2026-06-05")
    #expect(
      try lower.code { try lower.propose(try lower.offer(8_001, 12, second, resting: other, first: first), second) }
        == "capacity.exceeded")
    try lower.propose(try lower.offer(8_000, 12, second, resting: other, first: first), second)
  }

  @Test func `unequal instalments are added up month by month, also several in one month`() throws {
    let (books, household, assessment) = try family()
    let plan = try books.openPlan(of: household, contract: 1)
    func dues(_ last: Int) -> [(due: CivilDate, cents: Int)] {
      [
        (books.day("2026-06-01"), 15_000), (books.day("2026-06-30"), 15_000), (books.day("2026-08-15"), 30_000),
        (books.day("2027-05-31"), last),
      ]
    }
    #expect(
      try books.code { try books.propose(try books.offer(dues(60_001), plan, resting: assessment), plan) }
        == "capacity.exceeded")
    try books.propose(try books.offer(dues(60_000), plan, resting: assessment), plan)
    let early = [(due: books.day("2026-06-01"), cents: 15_000), (due: books.day("2026-06-30"), cents: 15_001)]
    let refused = try books.message { try books.propose(try books.offer(early, plan, resting: assessment), plan) }
    #expect(refused?.contains("300.01 through 2026-06 is above the 300.00") == true)
  }

  @Test func `what is promised since and what others have reserved counts in every month`() throws {
    let (books, household, assessment) = try family()
    try run(6_000, of: household, contract: 1, resting: assessment, books)
    board.reserve(1_000, of: household, for: "emporio", days: 60, books)
    let plan = try books.openPlan(of: household, contract: 2)
    let first = books.day("2026-06-05")
    #expect(
      try books.code { try books.propose(try books.offer(3_001, 12, plan, resting: assessment, first: first), plan) }
        == "capacity.exceeded")
    try books.propose(try books.offer(3_000, 12, plan, resting: assessment, first: first), plan)
  }

  @Test func `what replaces a promise of the same assessment has its place free`() throws {
    let (books, household, assessment) = try family()
    let plan = try run(6_000, of: household, contract: 1, resting: assessment, books)
    let first = books.day("2026-06-05")
    #expect(
      try books.code { try books.propose(try books.offer(10_001, 12, plan, resting: assessment, first: first), plan) }
        == "capacity.exceeded")
    let proposal = try books.propose(try books.offer(10_000, 12, plan, resting: assessment, first: first), plan)
    try books.agreeBoth(proposal)
    try books.renegotiate(proposal)
    #expect(try books.promised(under: assessment) == 10_000)
  }

  @Test func `what replaces an older promise has its place free in the months in which that was due`() throws {
    let (books, household) = try board.family()
    let plan = try books.runningPlan(5_000, 10, of: household, contract: 1, resting: nil, override: true)
    let assessment = board.assess(
      household, 0, books,
      seasons: .init(average: .eur(60), months: [Money](repeating: .eur(10), count: 12)))
    let refused = try books.message { try books.propose(try books.offer(6_000, 11, plan, resting: assessment), plan) }
    #expect(refused?.contains("660.00 through 2027-02 is above the 610.00") == true)
    #expect(
      try books.code { try books.propose(try books.offer(6_001, 10, plan, resting: assessment), plan) }
        == "capacity.exceeded")
    try books.propose(try books.offer(6_000, 10, plan, resting: assessment), plan)
    try books.propose(try books.offer(5_000, 80, plan, resting: nil), plan)
  }

  @Test func `a loan is asked by its schedule`() throws {
    for (start, fits) in [("2026-05-04", true), ("2026-04-04", false)] {
      let (books, household, _) = try family()
      books.pass(until: start)
      var loan = LoanTry()
      (loan.amount, loan.instalments, loan.rate, loan.method) = (120_000, 12, "0", .interestFree)
      loan.borrower = .household(household.id)
      try books.receive(120_000)
      let stream = try books.apply(loan)
      let code = try books.code {
        try books.approveLoan(stream, loan)
        try books.approveLoan(stream, loan, by: .carlo)
        try books.accept(stream)
      }
      #expect(code == (fits ? nil : "capacity.exceeded"), "from \(start)")
    }
  }

  @Test func `an assessment that does not name twelve months promises nothing in the others`() throws {
    let (books, household, assessment) = try family(.init(average: .eur(100), months: [.eur(100)]))
    let plan = try books.openPlan(of: household, contract: 1)
    #expect(
      try books.code { try books.propose(try books.offer(500, 12, plan, resting: assessment), plan) }
        == "capacity.exceeded")
  }

  /// A plan of twelve instalments from June on that is in force.
  @discardableResult
  private func run(
    _ monthly: Int, of household: StreamID, contract: UInt8, resting assessment: ULID, _ books: Books
  ) throws -> StreamID {
    let plan = try books.openPlan(of: household, contract: contract)
    let proposal = try books.propose(
      try books.offer(monthly, 12, plan, resting: assessment, first: books.day("2026-06-05")), plan)
    try books.agreeBoth(proposal)
    try books.activate(proposal)
    return plan
  }
}
