import Funds
import LedgerCore
import Testing

@Suite struct PlanTests {
  private func refused(_ code: String, _ books: Books, _ act: () throws -> Void) throws {
    let size = books.size
    let refusal = #expect(throws: Refusal.self) { try act() }
    #expect(refusal?.code.id == code)
    #expect(books.size == size)
  }

  @Test func `a plan goes from a list of debts to its last cent`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan(
      [PlanDebt(amount: .eur(250), creditor: Party.landlord, nature: .rent)], monthly: 10_000)
    #expect(try books.plan(plan).status == .active)
    for (index, amount) in [10_000, 10_000, 5_000].enumerated() {
      books.pass(days: 31)
      try books.payDirectly(amount, plan)
      try books.confirmRent("2026-0\(4 + index)", plan)
    }
    try books.record(PlanCompleted(), plan, by: .olga)
    #expect(try books.plan(plan).status == .completed)
    #expect(try books.promised(plan) == 0)
    #expect(try books.debt(plan, to: Party.landlord) == 0)
    #expect(try books.plan(plan).obligation == .ended(books.today))
  }

  @Test func `a creditor who refuses is left out of the next proposal`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    let proposal = try books.proposed(plan)
    try books.accept(proposal, Party.landlord, by: .lara)
    try books.record(
      PlanRefused(
        proposal: proposal.id, creditor: Creditor.utility, reason: .tooLong,
        attestation: books.paper(Creditor.utility)), plan, by: .omar)
    try refused("plan.no-proposal", books) { try books.activate(proposal) }
    let next = try books.proposed(plan, without: [3])
    try books.agree(next)
    try books.activate(next)
    let state = try books.plan(plan)
    #expect(state.agreed?.terms.debts == [1, 2])
    #expect(state.debts[2].outstanding == .eur(900))
  }

  @Test func `two persons of the committee stand in, and neither has made the plan`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan(by: .pia)
    let proposal = try books.propose(try books.planTerms(plan), plan, by: .olga)
    try refused("approval.same-person", books) { try books.override(proposal, by: .pia) }
    try books.override(proposal, by: .carla)
    try refused("approval.same-person", books) { try books.override(proposal, by: .carla) }
    try books.agree(proposal)
    try refused("plan.override-incomplete", books) { try books.activate(proposal) }
    try books.override(proposal, by: .carlo)
    try books.activate(proposal)
  }

  @Test func `nobody attests two sides, nor speaks for two`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    let proposal = try books.proposed(plan)
    try books.accept(proposal, Creditor.utility, by: .omar, paper: books.paper(Creditor.utility))
    try refused("attestation.both-sides", books) {
      try books.accept(proposal, nil, by: .omar, paper: books.paper(Party.family))
    }
    try refused("attestation.both-sides", books) {
      try books.accept(proposal, Party.landlord, by: .omar, paper: books.paper(Party.landlord))
    }
    try refused("voice.not-theirs", books) { try books.accept(proposal, Party.landlord, by: .cora) }
    try refused("voice.not-theirs", books) { try books.accept(proposal, nil, by: .lara) }
    try refused("voice.other-party", books) {
      try books.accept(proposal, nil, by: .olga, paper: books.paper(Party.landlord))
    }
    let both = Person(164, "both", .household, .creditor)
    try books.enrol(both, bodies: ["condominio"], party: Party.otherFamily)
    try books.record(
      PlanAccepted(
        proposal: proposal.id, creditor: Creditor.condominium, amount: .eur(300), attestation: nil), plan, by: both,
      as: .creditor, onBehalfOf: "condominio")
    try refused("approval.same-person", books) { try books.accept(proposal, nil, by: both) }
  }

  @Test func `who attests in a plan neither overrides in it nor confirms its rents`() throws {
    let books = try Books.fixture()
    let many = Person(165, "many", .operator, .committee)
    try books.enrol(many)
    let plan = try books.openPlan()
    let proposal = try books.propose(try books.planTerms(plan), plan)
    try books.accept(proposal, nil, by: many, paper: books.paper(Party.family))
    try refused("attestation.both-sides", books) { try books.override(proposal, by: many) }
    for person in [Person.carla, .carlo] { try books.override(proposal, by: person) }
    for creditor in [Party.landlord, Creditor.condominium, Creditor.utility] { try books.acceptFor(creditor, proposal) }
    try books.activate(proposal)
    try refused("attestation.both-sides", books) { try books.confirmRent("2026-04", plan, by: many) }
    try books.confirmRent("2026-04", plan, by: .lara)
    books.pass(until: "2026-04-20")
    try refused("voice.not-theirs", books) { try books.confirmRent("2026-05", plan, by: .cora) }
  }

  @Test func `a debt stands in one plan of a family only, as far as one can tell`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    let household = StreamID("household", try #require(books.plan(plan).household))
    let again = [PlanDebt(amount: .eur(10), creditor: Creditor.utility, nature: .utility)]
    try refused("plan.debt-elsewhere", books) { try books.openPlan(again, of: household) }
    func contract(_ number: UInt8) -> PlanDebt {
      PlanDebt(
        amount: .eur(10), creditor: Creditor.utility, nature: .utility, contract: Books.fingerprint(number))
    }
    try refused("plan.debt-elsewhere", books) { try books.openPlan([contract(1)], of: household) }
    try books.withdraw(plan)
    try books.openPlan([contract(1), contract(2)], of: household)
    try refused("plan.debt-elsewhere", books) { try books.openPlan([contract(2)], of: household) }
    try books.openPlan([contract(3)], of: household)
  }

  @Test func `a plan is broken by its rule, cured, or lapses after notice and time`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    try books.confirmRent("2026-04", plan)
    try refused("plan.not-broken", books) { try books.breach(plan) }
    books.pass(until: "2026-05-15")
    try refused("plan.not-broken", books) { try books.breach(plan) }
    books.pass(until: "2026-05-16")
    try books.breach(plan)
    try refused("plan.still-missed", books) { try books.record(PlanCured(), plan, by: .olga) }
    try refused("plan.cure-runs", books) { try books.lapse(plan) }
    try books.hold(20_000, plan)
    try books.confirmRent("2026-05", plan)
    try books.record(PlanCured(), plan, by: .olga)
    try books.forward(20_000, plan)
    books.pass(until: "2026-07-17")
    try books.breach(plan)
    books.pass(until: "2026-08-16")
    try refused("plan.cure-runs", books) { try books.lapse(plan) }
    books.pass(until: "2026-08-17")
    try refused("approval.same-person", books) { try books.lapse(plan, by: .carla) }
    try books.lapse(plan)
    #expect(try books.promised(plan) == 0)
    #expect(try books.balance("memo:contra:debts") == 0)
  }

  @Test func `a notice that is dated back shortens no time to cure`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    books.pass(until: "2026-06-20")
    try books.breach(plan, on: books.day("2026-05-21"))
    books.pass(until: "2026-06-25")
    try refused("plan.cure-runs", books) { try books.lapse(plan) }
  }

  @Test func `both instalment and rent are asked for`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan(
      [PlanDebt(amount: .eur(250), creditor: Party.landlord, nature: .rent)], monthly: 10_000)
    try books.payDirectly(25_000, plan)
    books.pass(until: "2026-05-21")
    let standing = try books.plan(plan).standing(asOf: books.today, held: .zero)
    #expect(standing.missedInstalments == 0)
    #expect(standing.missedRents.map(\.description) == ["2026-04", "2026-05"])
    try refused("plan.unpaid", books) { try books.record(PlanCompleted(), plan, by: .olga) }
    try books.breach(plan)
  }

  @Test func `suspended instalments wait and move on; the rent does not`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    books.pass(until: "2026-04-01")
    try books.record(PlanSuspended(reason: .illness), plan, by: .carla)
    books.pass(until: "2026-06-01")
    var standing = try books.plan(plan).standing(asOf: books.today, held: .zero)
    #expect(standing.missedInstalments == 0)
    #expect(standing.missedRents.count == 2)
    try refused("plan.wrong-state", books) { try books.breach(plan) }
    try books.record(PlanResumed(), plan, by: .carla)
    let due = try books.plan(plan).instalments(held: .zero).prefix(2).map { $0.due?.description }
    #expect(due == ["2026-06-05", "2026-07-05"])
    standing = try books.plan(plan).standing(asOf: books.day("2026-06-16"), held: .zero)
    #expect(standing.missedInstalments == 1)
  }

  @Test func `a broken plan is negotiated anew, and the new one counts for what it adds`() throws {
    let books = try Books.fixture()
    let plan = try books.brokenPlan()
    let proposal = try books.propose(try books.planTerms(plan, monthly: 6_000, override: false), plan)
    try books.agree(proposal)
    try books.renegotiate(proposal)
    let state = try books.plan(plan)
    #expect(state.status == .active)
    #expect(state.breach == nil)
    #expect(try books.promised(plan) == 6_000)
    #expect(state.standing(asOf: books.today, held: .zero).isKept)
  }

  @Test func `a changed debt voids what waits, and what was corrected away is not missing`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan([PlanDebt(amount: .eur(300), creditor: Creditor.utility, nature: .utility)])
    let first = try books.proposed(plan)
    try books.adjust(1, by: -5_000, plan)
    try refused("plan.no-proposal", books) {
      try books.accept(first, Creditor.utility, by: .omar, paper: books.paper(Creditor.utility), amount: .eur(300))
    }
    let second = try books.proposed(plan)
    try books.agree(second)
    try books.activate(second)
    try books.adjust(1, by: -15_000, plan)
    try books.payDirectly(10_000, plan)
    books.pass(days: 200)
    try books.record(PlanCompleted(), plan, by: .olga)
  }

  @Test func `a claim that was sold stays in the plan, owed to somebody else`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    try books.assign(3, to: Creditor.collector, plan)
    #expect(try books.debt(plan, to: Creditor.utility) == 0)
    #expect(try books.debt(plan, to: Creditor.collector) == 90_000)
    let state = try books.plan(plan)
    let terms = try #require(state.agreed?.terms)
    #expect(state.share(of: Creditor.collector, in: terms) == .eur(900))
    #expect(try state.parts(of: .eur(50), to: Creditor.collector) == [PlanPart(.eur(50), off: 3)])
  }

  @Test func `who makes a plan does not pay it out`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    let proposal = try books.propose(try books.planTerms(plan), plan, by: .pia)
    for person in [Person.carla, .carlo] { try books.override(proposal, by: person) }
    try books.agree(proposal)
    try books.activate(proposal)
    try books.hold(10_000, plan)
    try refused("approval.same-person", books) { try books.forward(6_000, plan, by: .pia) }
    try books.forward(6_000, plan)
  }

  @Test func `a payment of the fund counts once, for the creditor it paid, and is not reversed under a plan`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    try books.receive(20_000)
    let household = StreamID("household", try #require(books.plan(plan).household))
    let grant = try books.grant(10_000, in: household)
    try refused("plan.source-unknown", books) { try books.payByGrant(grant, 10_000, off: 3, plan) }
    try refused("plan.exceeds-source", books) { try books.payByGrant(grant, 10_001, plan) }
    try books.payByGrant(grant, 4_000, plan)
    try refused("plan.source-taken", books) { try books.payByGrant(grant, 4_000, plan) }
    try refused("reversal.pinned", books) { try books.proposeReversal(of: grant, by: .teo) }
    try books.bounce(grant)
  }

  @Test func `money that the fund holds counts as paid, and is passed on or given back before the end`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    books.pass(until: "2026-05-21")
    try books.hold(20_000, plan)
    for month in ["2026-04", "2026-05"] { try books.confirmRent(month, plan) }
    let held = Money.eur(200)
    #expect(try books.plan(plan).standing(asOf: books.today, held: held).isKept)
    #expect(try books.plan(plan).standing(asOf: books.today, held: .zero).missedInstalments == 2)
    try refused("plan.not-broken", books) { try books.breach(plan) }
    try refused("plan.still-held", books) { try books.withdraw(plan, paper: books.paper(Party.family)) }
    try refused("plan.exceeds-held", books) { try books.forward(20_001, plan) }
  }

  @Test func `a freeze lasts until its day, unless the family agrees or the plan is broken`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    try books.freeze(plan, until: books.day("2026-06-01"))
    try refused("eviction.freeze-runs", books) { try books.thaw(plan, .over) }
    try refused("eviction.conditions-kept", books) { try books.thaw(plan, .broken) }
    try refused("voice.not-theirs", books) { try books.thaw(plan, .agreed, by: .lara) }
    try books.freeze(plan, until: books.day("2026-07-01"))
    #expect(try books.plan(plan).obligation == .running(until: books.day("2026-07-01")))
    books.pass(until: "2026-05-21")
    try books.breach(plan)
    try books.thaw(plan, .broken)
    try refused("eviction.not-frozen", books) { try books.thaw(plan, .over) }
  }

  @Test func `a plan in force is given up only with the family's word`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    try refused("voice.not-theirs", books) { try books.withdraw(plan) }
    try books.withdraw(plan, by: .fina)
    #expect(try books.plan(plan).status == .withdrawn)
    #expect(try books.promised(plan) == 0)
  }

  @Test func `a reversed payment is owed again`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    let paid = try books.payDirectly(6_000, plan)
    try books.reverse(paid, by: .omar)
    #expect(try books.plan(plan).debts[0].outstanding == .eur(1_200))
    #expect(try books.debt(plan, to: Party.landlord) == 120_000)
  }
}
