import Funds
import LedgerCore
import Testing

/// Only what was promised after the assessment counts against it; what ended since does not raise it.
@Suite struct CapacityTallyTests {
  let board = AssessmentBoard()

  @Test func `of a capacity of 199.71 a plan of 150 leaves 49.71`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 19_971, books)
    try books.runningPlan(15_000, of: household, contract: 1, resting: assessment)
    let other = try books.openPlan(of: household, contract: 2)
    let refused = try books.message { try books.propose(try books.offer(4_972, other, resting: assessment), other) }
    #expect(
      refused == "49.72 more per month is above the 49.71 that household \(household.key) can still promise")
    try books.propose(try books.offer(4_971, other, resting: assessment), other)
  }

  @Test func `what was promised before the assessment and ends after it frees nothing`() throws {
    let (books, household) = try board.family()
    let old = try books.runningPlan(5_000, of: household, contract: 1, resting: nil, override: true)
    let assessment = board.assess(household, 10_000, books)
    try books.runningPlan(10_000, of: household, contract: 2, resting: assessment)
    try books.withdraw(old, by: .fina)
    #expect(try books.balance(Chart.instalments(household.id)) == 10_000)
    #expect(try books.promised(under: assessment) == 10_000)
    let next = try books.openPlan(of: household, contract: 3)
    #expect(
      try books.code { try books.propose(try books.offer(500, next, resting: assessment), next) } == "capacity.exceeded"
    )
  }

  @Test func `what was promised after the assessment and ends gives its part back`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let plan = try books.runningPlan(10_000, of: household, contract: 1, resting: assessment)
    try books.withdraw(plan, by: .fina)
    #expect(try books.promised(under: assessment) == 0)
    try books.runningPlan(10_000, of: household, contract: 2, resting: assessment)
  }

  @Test func `a replacement counts the difference, and a lower instalment always passes`() throws {
    let (books, household) = try board.family()
    let plan = try books.runningPlan(8_000, of: household, contract: 1, resting: nil, override: true)
    let assessment = board.assess(household, 2_000, books)
    #expect(
      try books.code { try books.propose(try books.offer(10_001, plan, resting: assessment), plan) }
        == "capacity.exceeded")
    try replace(plan, 10_000, resting: assessment, books)
    #expect(try books.promised(under: assessment) == 2_000)
    board.assess(household, 0, books, suspended: true)
    try replace(plan, 10_000, resting: nil, books)
    try replace(plan, 9_000, resting: nil, books)
    #expect(try books.balance(Chart.instalments(household.id)) == 9_000)
  }

  @Test func `lowering gives back to the newest assessment first, and no assessment gets more than it gave`() throws {
    let (books, household) = try board.family()
    let plan = try books.runningPlan(5_000, of: household, contract: 1, resting: nil, override: true)
    let first = board.assess(household, 3_000, books)
    try replace(plan, 8_000, resting: first, books)
    let second = board.assess(household, 2_000, books)
    try replace(plan, 10_000, resting: second, books)
    #expect(try (books.promised(under: first), books.promised(under: second)) == (3_000, 2_000))
    try replace(plan, 9_000, resting: nil, books)
    #expect(try (books.promised(under: first), books.promised(under: second)) == (3_000, 1_000))
    try replace(plan, 6_000, resting: nil, books)
    #expect(try (books.promised(under: first), books.promised(under: second)) == (1_000, 0))
    #expect(try books.plan(plan).promise.assessments == [first])
    try replace(plan, 8_000, resting: second, books)
    #expect(try (books.promised(under: first), books.promised(under: second)) == (1_000, 2_000))
    try books.withdraw(plan, by: .fina)
    #expect(try (books.promised(under: first), books.promised(under: second)) == (0, 0))
    #expect(try books.balance(Chart.instalments(household.id)) == 0)
  }

  @Test func `a new assessment counts nothing that was promised before it`() throws {
    let (books, household) = try board.family()
    let first = board.assess(household, 10_000, books)
    try books.runningPlan(10_000, of: household, contract: 1, resting: first)
    let second = board.assess(household, 1_000, books)
    try books.runningPlan(1_000, of: household, contract: 2, resting: second)
    #expect(try (books.promised(under: first), books.promised(under: second)) == (10_000, 1_000))
  }

  @Test func `of two drafts that each fit alone, the one that is sent second is refused`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let activations = try (UInt8(1)...2).map { contract in
      let plan = try books.openPlan(of: household, contract: contract)
      let proposal = try books.propose(try books.offer(6_000, plan, resting: assessment), plan)
      try books.agreeBoth(proposal)
      return try EntryRequest(
        PlanActivated(proposal: proposal.id), stream: plan, actor: Person.olga.id, role: .operator,
        effective: books.today, id: books.id())
    }
    let key = try Person.olga.key()
    let drafts = try activations.map { request in
      try books.ledger.prepare([request], recorded: books.clock) { SignedEntry($0.entry, with: key) }
    }
    _ = try books.ledger.submit(drafts[0], now: books.clock)
    #expect(
      try books.code { _ = try books.ledger.submit(drafts[1], now: books.clock) } == "capacity.exceeded")
    #expect(try books.promised(under: assessment) == 6_000)
  }

  @Test func `a family that joins brings along what it has promised; what comes later counts once`() throws {
    let (books, household) = try board.family()
    let theirs = board.assess(household, 5_000, books)
    let plan = try books.runningPlan(5_000, of: household, contract: 1, resting: theirs)
    let other = try books.register([Party.donor])
    let ours = board.assess(other, 9_000, books)
    for party in [Party.family, Party.otherFamily] { try books.join(other, party) }
    try books.merge(household, into: other)
    let next = try books.openPlan(of: other, contract: 2)
    #expect(
      try books.code { try books.propose(try books.offer(4_001, next, resting: ours), next) } == "capacity.exceeded")
    try replace(plan, 6_000, resting: ours, books)
    #expect(try (books.promised(under: theirs), books.promised(under: ours)) == (5_000, 1_000))
    #expect(
      try books.code { try books.propose(try books.offer(3_001, next, resting: ours), next) } == "capacity.exceeded")
    try books.propose(try books.offer(3_000, next, resting: ours), next)
    let anew = board.assess(other, 1_000, books, by: try books.newest())
    #expect(
      try books.code { try books.propose(try books.offer(1_001, next, resting: anew), next) } == "capacity.exceeded")
    try books.propose(try books.offer(1_000, next, resting: anew), next)
  }

  private func replace(_ plan: StreamID, _ monthly: Int, resting assessment: ULID?, _ books: Books) throws {
    let proposal = try books.propose(try books.offer(monthly, plan, resting: assessment), plan)
    try books.agreeBoth(proposal)
    try books.renegotiate(proposal)
  }
}
