import Funds
import LedgerCore
import Testing

@Suite struct CapacityTests {
  private func books() throws -> Books { try Books.fixture(rulebook: StubAssessments.rulebook) }

  private func propose(
    _ monthly: Int, _ plan: StreamID, _ books: Books, override: Bool = false, assessment: ULID? = StubAssessments.entry
  ) throws -> LoggedEntry {
    try books.propose(
      try books.planTerms(plan, monthly: monthly, assessment: assessment, override: override), plan)
  }

  private func code(_ act: () throws -> Void) -> String? {
    do {
      try act()
      return nil
    } catch {
      return (error as? Refusal)?.code.id
    }
  }

  @Test func `a plan fits what the educator has signed, to the cent`() throws {
    let books = try books()
    let plan = try books.openPlan(of: StubAssessments.assessed)
    #expect(code { _ = try propose(19_972, plan, books) } == "capacity.exceeded")
    _ = try propose(19_971, plan, books)
  }

  @Test func `only what came after the assessment counts against it`() throws {
    let books = try books()
    let first = try books.activePlan(monthly: 15_000, of: StubAssessments.assessed)
    let other = [PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)]
    let second = try books.openPlan(other, of: StubAssessments.assessed)
    #expect(code { _ = try propose(4_972, second, books) } == "capacity.exceeded")
    _ = try propose(4_971, second, books)
    #expect(code { _ = try propose(19_972, first, books) } == "capacity.exceeded")
    _ = try propose(19_971, first, books)
  }

  @Test func `the capacity is asked again when the plan comes into force`() throws {
    let books = try books()
    let first = try books.openPlan(of: StubAssessments.assessed)
    let waiting = try propose(15_000, first, books)
    try books.agree(waiting)
    let other = [PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)]
    let second = try books.openPlan(other, of: StubAssessments.assessed)
    let faster = try propose(10_000, second, books)
    try books.accept(faster, Creditor.collector, by: .olga, paper: books.paper(Creditor.collector))
    try books.accept(faster, nil, by: .fina)
    try books.activate(faster)
    #expect(code { try books.activate(waiting) } == "capacity.exceeded")
  }

  @Test func `an override never stands above a valid assessment`() throws {
    let books = try books()
    let plan = try books.openPlan(of: StubAssessments.assessed)
    #expect(
      code { _ = try propose(3_000, plan, books, override: true, assessment: nil) } == "capacity.override-not-allowed")
    books.pass(days: 180)
    #expect(
      code { _ = try propose(3_000, plan, books, override: true, assessment: nil) } == "capacity.override-not-allowed")
    let later = try Books.fixture(rulebook: StubAssessments.rulebook)
    let other = try later.openPlan(of: StubAssessments.later)
    let proposal = try later.proposed(other)
    try later.agree(proposal)
    later.pass(days: 10)
    #expect(code { try later.activate(proposal) } == "capacity.override-not-allowed")
  }

  @Test func `two persons stand in for an assessment that is too old, and what they allow counts against it`() throws {
    let books = try books()
    let plan = try books.openPlan(of: StubAssessments.assessed)
    books.pass(days: 181)
    let proposal = try propose(3_000, plan, books, override: true, assessment: nil)
    try books.override(proposal)
    try books.agree(proposal)
    #expect(code { try books.activate(proposal) } == "plan.override-incomplete")
    try books.override(proposal, by: .carlo)
    try books.activate(proposal)
    #expect(try books.balance(Chart.promised(StubAssessments.entry)) == 3_000)
  }

  @Test func `nobody stands in while the capacity is suspended: a suspension is no way around an educator`() throws {
    let books = try books()
    let plan = try books.openPlan(of: StubAssessments.troubled)
    books.pass(until: "2026-04-02")
    #expect(code { _ = try propose(3_000, plan, books, override: true, assessment: nil) } == "capacity.suspended")
  }

  @Test func `an old assessment blocks what is new, also by an earlier date, and nothing that stands`() throws {
    let books = try books()
    let plan = try books.activePlan(monthly: 10_000, of: StubAssessments.assessed)
    books.pass(days: 181)
    #expect(code { _ = try propose(10_001, plan, books) } == "capacity.stale")
    let other = [PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)]
    let second = try books.openPlan(other, of: StubAssessments.assessed)
    let terms = try books.planTerms(second, monthly: 1_000, assessment: StubAssessments.entry, override: false)
    #expect(
      code {
        try books.record(PlanProposed(terms), second, by: .olga, on: books.today.adding(days: -30))
      } == "capacity.stale")
    try books.payDirectly(6_000, plan)
    try books.freeze(plan)
    let smaller = try books.propose(try books.planTerms(plan, monthly: 9_000, override: false), plan)
    try books.agree(smaller)
    try books.renegotiate(smaller)
  }

  @Test func `a suspended capacity lets no plan lapse`() throws {
    let books = try books()
    let plan = try books.brokenPlan(of: StubAssessments.troubled)
    books.pass(days: 40)
    #expect(code { try books.lapse(plan) } == "plan.capacity-suspended")
    #expect(code { _ = try propose(10_001, plan, books) } == "capacity.suspended")
    _ = try propose(5_000, plan, books)
  }

  @Test func `where the policy lets nobody override, nobody does`() throws {
    let books = try books()
    var policy = PolicyText()
    policy.version = "2026-strict"
    policy.sections["households"] = ["assessmentValidDays": 180, "overridePersons": 0, "retentionDays": 3_653]
    try books.adopt(policy)
    let plan = try books.openPlan()
    #expect(code { _ = try propose(3_000, plan, books, override: true, assessment: nil) } == "capacity.not-assessed")
  }

  @Test func `a family that was merged keeps its promises, and its assessment is the new household's`() throws {
    let books = try books()
    let plan = try books.activePlan(monthly: 15_000, of: StubAssessments.assessed)
    let old = StubAssessments.assessed
    let other = StubAssessments.other
    try books.register([Party.donor], in: other)
    try books.leave(old, Party.otherFamily)
    try books.join(other, Party.family)
    try books.merge(old, into: other)
    let next = [PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)]
    let second = try books.openPlan(next, of: other)
    let assessment = StubAssessments().assessment(of: other)
    #expect(code { _ = try propose(4_972, second, books, assessment: assessment) } == "capacity.exceeded")
    let fits = try propose(4_971, second, books, assessment: assessment)
    #expect(code { _ = try propose(15_000, plan, books, assessment: assessment) } == nil)
    try books.accept(fits, Creditor.collector, by: .olga, paper: books.paper(Creditor.collector))
    try books.accept(fits, nil, by: .fina)
    try books.activate(fits)
    #expect(code { _ = try propose(15_001, plan, books, assessment: assessment) } == "capacity.exceeded")
  }
}
