import Funds
import LedgerCore
import Testing

@Suite struct CapacityReservationTests {
  let board = AssessmentBoard()

  @Test func `what others have reserved counts against an offer, and its own reservation does not`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let own = board.reserve(6_000, of: household, for: "comune", books)
    board.reserve(3_000, of: household, for: "emporio", books)
    let plan = try books.openPlan(of: household, contract: 1)
    #expect(try refused(1_001, plan, assessment, nil, books) == "capacity.exceeded")
    #expect(try refused(7_001, plan, assessment, own, books) == "capacity.exceeded")
    #expect(try refused(7_000, plan, assessment, own, books) == nil)
    #expect(try refused(1_000, plan, assessment, nil, books) == nil)
  }

  @Test func `a reservation is used once, by the entry that binds, and counts no more then`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let reservation = board.reserve(6_000, of: household, for: "comune", books)
    try books.runningPlan(
      4_000, of: household, contract: 1, resting: assessment, reservation: reservation, body: "comune")
    let other = try books.openPlan(of: household, contract: 2)
    #expect(try refused(1_000, other, assessment, reservation, books) == "capacity.reservation-used")
    #expect(try refused(6_001, other, assessment, nil, books) == "capacity.exceeded")
    #expect(try refused(6_000, other, assessment, nil, books) == nil, "what was reserved beyond the plan is free again")
  }

  @Test func `of two proposals that name a reservation, the first in force has it`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let reservation = board.reserve(3_000, of: household, for: "comune", books)
    let proposals = try (UInt8(1)...2).map { contract in
      let plan = try books.openPlan(of: household, contract: contract)
      let proposal = try books.propose(
        try books.offer(3_000, plan, resting: assessment, reservation: reservation), plan, onBehalfOf: "comune")
      try books.agreeBoth(proposal)
      return proposal
    }
    try books.activate(proposals[1])
    #expect(try books.code { try books.activate(proposals[0]) } == "capacity.reservation-used")
  }

  @Test func `a reservation is the body's that made it, whoever signs for another one or for none`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let reservation = board.reserve(6_000, of: household, for: "comune", books)
    let plan = try books.openPlan(of: household, contract: 1)
    for body: Slug? in ["emporio", nil] {
      #expect(
        try refused(1_000, plan, assessment, reservation, books, for: body) == "capacity.reservation-not-theirs")
    }
    #expect(try refused(1_000, plan, assessment, Party.unknown, books) == "capacity.reservation-unknown")
  }

  @Test func `a reservation ends with its last day of recording, whatever day an entry takes effect on`() throws {
    let (books, household) = try board.family()
    let assessment = board.assess(household, 10_000, books)
    let reservation = board.reserve(6_000, of: household, for: "comune", days: 3, books)
    let plan = try books.openPlan(of: household, contract: 1)
    books.pass(days: 3)
    #expect(try refused(4_001, plan, assessment, nil, books) == "capacity.exceeded")
    let waiting = try books.propose(
      try books.offer(6_000, plan, resting: assessment, reservation: reservation), plan, onBehalfOf: "comune")
    try books.agreeBoth(waiting)
    books.pass(days: 1)
    #expect(
      try books.code {
        try books.record(PlanActivated(proposal: waiting.id), plan, by: .olga, on: books.today.adding(days: -1))
      } == "capacity.reservation-expired")
    let other = try books.openPlan(of: household, contract: 2)
    #expect(try refused(1_000, other, assessment, reservation, books) == "capacity.reservation-expired")
    #expect(try refused(10_000, other, assessment, nil, books) == nil)
  }

  @Test func `an offer that adds nothing asks for no reservation and uses none`() throws {
    let (books, household) = try board.family()
    let plan = try books.runningPlan(5_000, of: household, contract: 1, resting: nil, override: true)
    let assessment = board.assess(household, 10_000, books)
    let reservation = board.reserve(6_000, of: household, for: "comune", books)
    let proposal = try books.propose(
      try books.offer(4_000, plan, resting: assessment, reservation: reservation), plan, onBehalfOf: "comune")
    try books.agreeBoth(proposal)
    try books.renegotiate(proposal)
    #expect(try books.plan(plan).monthly == .eur(40))
    let other = try books.openPlan(of: household, contract: 2)
    #expect(try refused(10_000, other, assessment, reservation, books) == nil)
  }

  @Test func `who stands in for an assessment rests on nothing that was reserved`() throws {
    let (books, household) = try board.family()
    let plan = try books.openPlan(of: household, contract: 1)
    let code = try books.code {
      try books.propose(
        try books.offer(1_000, 12, plan, resting: nil, override: true, reservation: Party.unknown), plan,
        onBehalfOf: "comune")
    }
    #expect(code == "capacity.reservation-unknown")
  }

  private func refused(
    _ monthly: Int, _ plan: StreamID, _ assessment: ULID, _ reservation: ULID?, _ books: Books,
    for body: Slug? = "comune"
  ) throws -> String? {
    try books.code {
      try books.propose(
        try books.offer(monthly, plan, resting: assessment, reservation: reservation), plan, onBehalfOf: body)
    }
  }
}
