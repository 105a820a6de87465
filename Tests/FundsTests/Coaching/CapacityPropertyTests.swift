import Coaching
import Funds
import LedgerCore
import SeededRandom
import Sodium
import Testing

/// Several bodies, one family, whatever they try.
@Suite struct CapacityPropertyTests {
  /// A reservation as a child would keep it on paper.
  private struct Slip {
    let id: ULID
    let body: Slug
    let cents: Int
    let through: CivilDate
  }

  /// What is written on paper beside the ledger, by another way of counting.
  private struct Paper {
    var capacity = 0
    var slips: [Slip] = []
    /// Plans in force, with what they promise on the strength of the newest assessment.
    var plans: [(stream: StreamID, cents: Int)] = []
    var isSuspended = false

    func reserved(on day: CivilDate) -> Int { slips.reduce(0) { $0 + ($1.through >= day ? $1.cents : 0) } }
    var promised: Int { plans.reduce(0) { $0 + $1.cents } }
  }

  @Test(.timeLimit(.minutes(5)))
  func `no sequence of assessments, reservations and promises exceeds the capacity`() throws {
    var random = SeededGenerator(seed: SeededGenerator.printedSeed())
    let books = try Books.coaching()
    let budget = try books.assessedBudget(20_000)
    var paper = Paper(capacity: 20_000)
    var accepted = 0
    for _ in 0..<500 {
      if random.chance(10) { books.pass(days: Int.random(in: 1...9, using: &random)) }
      let before = paper
      do {
        try step(budget, books, &paper, &random)
        accepted += 1
      } catch is Refusal {
        paper = before
      }
      try check(budget, books, paper)
    }
    #expect(accepted > 100, "too few commands were accepted to say anything")
    #expect(try Rebuilt(books).differences(from: books) == [])
  }

  private func check(_ budget: StreamID, _ books: Books, _ paper: Paper) throws {
    let state = try books.budget(budget)
    let assessment = try #require(state.assessment)
    #expect(assessment.capacity >= .zero)
    #expect(assessment.capacity.cents == paper.capacity)
    #expect(try books.balance(Chart.promised(assessment.id)) == paper.promised)
    #expect(paper.promised + paper.reserved(on: books.today) <= paper.capacity)
    let left = paper.capacity - paper.promised - paper.reserved(on: books.today)
    #expect(try books.capacityLeft(budget)?.cents == left)
    #expect((state.suspension != nil) == paper.isSuspended)
  }

  private func step(
    _ budget: StreamID, _ books: Books, _ paper: inout Paper, _ random: inout SeededGenerator
  ) throws {
    let cents = Int.random(in: 1...9_000, using: &random)
    let (person, body): (Person, Slug) = random.chance(50) ? (.mona, "emporio") : (.remo, "banca")
    switch Int.random(in: 0..<11, using: &random) {
    case 0: try assess(budget, Int.random(in: -500...20_000, using: &random), books, &paper)
    case 1, 2, 3, 4:
      let days = Int.random(in: -1...32, using: &random)
      let entry = try books.reserveCapacity(cents, budget, days: days, by: person, for: body)
      paper.slips.append(Slip(id: entry.id, body: body, cents: cents, through: books.today.adding(days: days)))
    case 5, 6:
      guard let slip = paper.slips.randomElement(using: &random) else { return }
      try books.releaseCapacity(slip.id, budget, by: person, for: body)
      paper.slips.removeAll { $0.id == slip.id }
    case 7, 8:
      let slip = random.chance(60) ? paper.slips.filter { $0.body == "emporio" }.randomElement(using: &random) : nil
      let debts = [PlanDebt(amount: .eur(900), creditor: Creditor.utility, nature: .utility, contract: contract(books))]
      let wanted = max(1_000, cents)
      let plan = try books.promisedPlan(wanted, of: budget, reservation: slip?.id, debts: debts)
      paper.plans.append((plan, wanted))
      paper.slips.removeAll { $0.id == slip?.id }
    case 9:
      guard let plan = paper.plans.randomElement(using: &random) else { return }
      try books.withdraw(plan.stream, by: .fina)
      paper.plans.removeAll { $0.stream == plan.stream }
    default:
      try books.change(budget)
      paper.isSuspended = true
      if random.chance(80) { try assess(budget, cents * 2, books, &paper) }
    }
  }

  /// Another one every time, so that the debts are not the same.
  private func contract(_ books: Books) -> Fingerprint { Fingerprint(SHA256.hash(Array("\(books.size)".utf8))) }

  private func assess(_ budget: StreamID, _ cents: Int, _ books: Books, _ paper: inout Paper) throws {
    if paper.isSuspended { try books.confirmSnapshot(try books.takeSnapshot(budget).id, budget) }
    try books.assess(budget, cents)
    paper.capacity = cents
    paper.isSuspended = false
    for index in paper.plans.indices { paper.plans[index].cents = 0 }
    var left = cents
    paper.slips = paper.slips.filter { slip in
      guard slip.through >= books.today, slip.cents <= left else { return false }
      left -= slip.cents
      return true
    }
  }
}
