import Coaching
import Funds
import LedgerCore
import Testing

/// A family's coaching, from consent to closing.
@Suite struct BudgetTests {
  private func given() throws -> Given { Given(books: try Books.coaching()) }

  @Test func `nobody works on a budget that the family does not let them see`() throws {
    let fund = try given()
    let family = try fund.books.coachedFamily(consenting: false)
    try fund.when { try $0.openBudget(family) }.then(.refused("budget.no-consent"))
    let consent = try fund.books.letSeeBudget(family)
    try fund.when { try $0.openBudget(family, coach: Person.enzo.id, by: .enzo, for: "banca") }
      .then(.refused("budget.no-consent"))
    try fund.when { try $0.openBudget(family, by: .sara) }.then(.refused("budget.own-family"))
    try fund.when { try $0.openBudget(family, coach: Person.olga.id) }.then(.refused("budget.coach-unknown"))
    try fund.when { try $0.openBudget(family, for: nil) }.then(.refused("budget.body-missing"))
    let budget = try fund.books.openBudget(family)
    try fund.when { try $0.openBudget(family) }.then(.refused("budget.already-open"))
    try fund.books.withdraw(consent)
    try fund.when { try $0.takeSnapshot(budget) }.then(.refused("budget.no-consent"))
    try fund.when { try $0.closeBudget(budget, by: .enzo, for: "banca") }.then(.refused("budget.no-consent"))
    try fund.books.closeBudget(budget, .familyLeft)
    #expect(try fund.books.budget(budget).outcome == .familyLeft)
  }

  @Test func `a consent that is over is not brought back by an earlier date`() throws {
    let fund = try given()
    let family = try fund.books.coachedFamily(consenting: false)
    try fund.books.letSeeBudget(family, days: 10)
    let budget = try fund.books.openBudget(family)
    fund.books.pass(days: 11)
    let over = fund.books.today.adding(days: -2)
    try fund.when {
      try $0.record(
        BudgetGoalSet(by: nil, record: Books.fingerprint(94)), budget, by: .edda, on: over, onBehalfOf: "comune")
    }.then(.refused("budget.no-consent"))
  }

  @Test func `a snapshot counts once the family has confirmed it, by another person than who took it`() throws {
    let fund = try given()
    let budget = try fund.books.openBudget()
    let first = try fund.books.takeSnapshot(budget)
    try fund.when { try $0.assess(budget) }.then(.refused("budget.snapshot-not-confirmed"))
    try fund.when { try $0.proposeMonths(0, budget) }.then(.refused("budget.snapshot-not-confirmed"))
    try fund.when { try $0.confirmSnapshot(first.id, budget, by: .olga) }.then(.refused("voice.not-theirs"))
    try fund.when { try $0.confirmSnapshot(first.id, budget, by: .olga, paper: $0.paper(Party.landlord)) }
      .then(.refused("voice.other-party"))
    try fund.books.confirmSnapshot(first.id, budget, by: .olga, paper: fund.books.paper(Party.family))
    try fund.when { try $0.confirmSnapshot(first.id, budget) }.then(.refused("budget.snapshot-already-confirmed"))
    let second = try fund.books.takeSnapshot(budget)
    #expect(try fund.books.budget(budget).confirmedSnapshot?.id == first.id, "the newest confirmed one stays")
    try fund.when { try $0.confirmSnapshot(first.id, budget) }.then(.refused("budget.snapshot-outdated"))
    try fund.books.confirmSnapshot(second.id, budget)
    try fund.when { try $0.assess(budget) { $0.snapshot = first.id } }.then(.refused("budget.snapshot-outdated"))
    try fund.books.assess(budget) { $0.snapshot = second.id }
  }

  @Test func `whoever took a snapshot does not attest the family's word for it`() throws {
    let fund = try given()
    let both = Person(187, "both", .educator, .operator)
    try fund.books.enrol(both, bodies: ["comune"])
    let budget = try fund.books.openBudget()
    let snapshot = try fund.books.takeSnapshot(budget, by: both)
    let outcome = try fund.when {
      try $0.confirmSnapshot(snapshot.id, budget, by: both, paper: $0.paper(Party.family))
    }
    #expect(["approval.same-person", "attestation.both-sides"].contains(outcome.refusal?.code.id))
    try fund.books.confirmSnapshot(snapshot.id, budget)
    let plan = try fund.books.proposeMonths(0, budget, by: both)
    let agreed = try fund.when { try $0.agreeMonths(plan.id, budget, by: both, paper: $0.paper(Party.family)) }
    #expect(["approval.same-person", "attestation.both-sides"].contains(agreed.refusal?.code.id))
  }

  @Test func `a capacity of zero is a signed result, and a plan that promises nothing needs no more`() throws {
    let fund = try given()
    let budget = try fund.books.confirmedBudget()
    try fund.when { try $0.assess(budget, 0) }.then(.postedNothing)
    #expect(try fund.books.capacityLeft(budget) == .zero)
    try fund.when { try $0.proposeMonths(1, budget) }.then(.refused("budget.plan-above-capacity"))
    try fund.when { try $0.reserveCapacity(1, budget) }.then(.refused("reservation.exceeds"))
    let plan = try fund.books.proposeMonths(0, budget)
    try fund.books.agreeMonths(plan.id, budget)
    #expect(try fund.books.budget(budget).agreedPlan?.id == plan.id)
  }

  @Test func `an assessment rests on the policy's parameters, a known formula and the ledger's own figures`() throws {
    let fund = try given()
    let budget = try fund.books.confirmedBudget()
    #expect(BudgetRules.formulas.contains(CapacityFormula.id))
    try fund.when { try $0.assess(budget, -1) }.then(.refused("budget.amount-invalid"))
    try fund.when { try $0.assess(budget) { $0.formula = "capacity-0" } }.then(.refused("budget.formula-unknown"))
    for parameters in [
      ParameterFile(version: "it-2026", digest: Books.fingerprint(1)),
      ParameterFile(version: "it-1999", digest: Books.fingerprint(90)),
    ] {
      try fund.when { try $0.assess(budget) { $0.parameters = parameters } }.then(.refused("budget.parameters-unknown"))
    }
    try fund.when { try $0.assess(budget) { $0.running = .eur(1) } }.then(.refused("budget.running-differs"))
    try fund.when { try $0.assess(budget) { $0.reservations = [Person.edda.id] } }
      .then(.refused("budget.reservations-differ"))
    let eleven = SeasonalCapacity(average: .eur(10), months: [Money](repeating: .eur(10), count: 11))
    try fund.when { try $0.assess(budget) { $0.seasons = eleven } }.then(.refused("budget.seasons-invalid"))
    let owing = SeasonalCapacity(average: .eur(10), months: [Money](repeating: .eur(-10), count: 12))
    try fund.when { try $0.assess(budget) { $0.seasons = owing } }.then(.refused("budget.seasons-invalid"))
    let seasons = SeasonalCapacity(average: .eur(10), months: (1...12).map { .eur($0 > 5 ? 20 : 0) })
    try fund.books.assess(budget) { $0.seasons = seasons }
    #expect(try fund.books.budget(budget).assessment?.seasons == seasons)
  }

  @Test func `what has changed suspends the capacity until the educator assesses again`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    try fund.when { try $0.change(budget, since: $0.today.adding(days: 1)) }
      .then(.refused("budget.change-in-future"))
    try fund.books.enrol(.nino)
    try fund.books.change(budget, .jobLoss, by: .flora, for: nil)
    try fund.when { try $0.reserveCapacity(100, budget) }.then(.refused("budget.capacity-suspended"))
    try fund.when { try $0.proposeMonths(100, budget) }.then(.refused("budget.capacity-suspended"))
    try fund.when { try $0.reverse($0.newest(), by: .flora) }.then(.refused("reversal.not-reversible"))
    try fund.when { try $0.assess(budget, 5_000) }.then(.refused("budget.snapshot-before-change"))
    try fund.books.confirmSnapshot(try fund.books.takeSnapshot(budget).id, budget)
    try fund.books.assess(budget, 5_000)
    try fund.books.reserveCapacity(5_000, budget)
    let stranger = Person(188, "stranger", .household)
    try fund.books.enrol(stranger, party: Party.landlord)
    try fund.when { try $0.change(budget, by: stranger, for: nil) }.then(.refused("voice.not-theirs"))
    try fund.books.change(budget, by: .olga, for: nil)
    #expect(try fund.books.budget(budget).suspension?.reason == .hoursCut)
  }

  @Test func `an assessment that is too old binds no more, also by an earlier date`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    fund.books.pass(days: 180)
    try fund.books.reserveCapacity(100, budget)
    fund.books.pass(days: 1)
    try fund.when { try $0.reserveCapacity(100, budget) }.then(.refused("budget.assessment-stale"))
    let early = fund.books.today.adding(days: -30)
    let month = CivilMonth(early)
    let back = BudgetPlanProposed(
      from: month, months: 12, promised: .eur(1), record: Books.fingerprint(92), session: .advice)
    try fund.when { try $0.record(back, budget, by: .edda, on: early, onBehalfOf: "comune") }
      .then(.refused("budget.assessment-stale"))
  }

  @Test func `a month is checked once, not before it begins and not outside a plan`() throws {
    let fund = try given()
    let budget = try fund.books.plannedBudget()
    let this = fund.books.thisMonth
    try fund.when { try $0.checkMonth($0.month(1), budget) }.then(.refused("budget.month-in-future"))
    try fund.when { try $0.checkMonth($0.month(-1), budget) }.then(.refused("budget.month-without-plan"))
    let check = try fund.books.checkMonth(this, budget)
    try fund.when { try $0.checkMonth(this, budget) }.then(.refused("budget.month-already-checked"))
    try fund.books.reverse(check, by: .edda)
    try fund.books.checkMonth(this, budget)
    fund.books.pass(days: 365)
    try fund.when { try $0.checkMonth($0.month(0), budget) }.then(.refused("budget.month-without-plan"))
    try fund.books.checkMonth(fund.books.month(-1), budget)
    try fund.books.closeBudget(budget)
    try fund.books.openBudget(StreamID("household", budget.id))
    try fund.when { try $0.checkMonth(this, budget) }.then(.refused("budget.month-already-checked"))
  }

  @Test func `a plan begins now or later, and a new one takes the place of the one that waits`() throws {
    let fund = try given()
    let budget = try fund.books.confirmedBudget()
    try fund.when { try $0.proposeMonths(0, budget, from: $0.month(-1)) }.then(.refused("budget.plan-invalid"))
    try fund.when { try $0.proposeMonths(0, budget, months: 61) }.then(.refused("budget.plan-invalid"))
    try fund.when { try $0.proposeMonths(-1, budget) }.then(.refused("budget.amount-invalid"))
    try fund.when { try $0.proposeMonths(1, budget) }.then(.refused("budget.not-assessed"))
    let first = try fund.books.proposeMonths(0, budget)
    let second = try fund.books.proposeMonths(0, budget, from: fund.books.month(1))
    try fund.when { try $0.agreeMonths(first.id, budget) }.then(.refused("budget.plan-unknown"))
    try fund.books.reverse(second, by: .edda)
    #expect(try fund.books.budget(budget).proposedPlan?.id == first.id)
    try fund.books.agreeMonths(first.id, budget, by: .olga, paper: fund.books.paper(Party.family))
    try fund.when { try $0.agreeMonths(first.id, budget) }.then(.refused("budget.plan-unknown"))
    try fund.when { try $0.reverse($0.newest(), by: .olga) }.then(.refused("reversal.not-reversible"))
  }

  @Test func `a closed budget takes nothing but its opening, and begins anew`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    let reservation = try fund.books.reserveCapacity(1_000, budget)
    let snapshot = try fund.books.budget(budget).newestSnapshot?.id ?? budget.id
    let count = try fund.books.balance(Chart.instruments(budget.id))
    try fund.books.closeBudget(budget)
    for step: (Books) throws -> Void in [
      { try $0.takeSnapshot(budget) }, { try $0.confirmSnapshot(snapshot, budget) }, { try $0.setGoal(budget) },
      { try $0.assess(budget) }, { try $0.proposeMonths(0, budget) }, { try $0.change(budget) },
      { try $0.reserveCapacity(1, budget) }, { try $0.releaseCapacity(reservation.id, budget) },
      { try $0.checkMonth($0.thisMonth, budget) }, { try $0.closeBudget(budget) },
    ] {
      try fund.when(step).then(.refused("budget.not-open"))
    }
    try fund.when { try $0.openBudget(StreamID("household", budget.id)) }.then(.postedNothing)
    #expect(try fund.books.balance(Chart.instruments(budget.id)) == count, "it stands in the family's list already")
    let state = try fund.books.budget(budget)
    #expect(state.assessment == nil && state.newestSnapshot == nil && state.assessments.count == 1)
    try fund.when { try $0.reserveCapacity(1, budget) }.then(.refused("budget.not-assessed"))
    try fund.when { try $0.assess(budget) { $0.snapshot = snapshot } }.then(.refused("budget.snapshot-outdated"))
  }

  @Test func `what nobody rests upon is taken back, newest first, and the rest is not`() throws {
    let fund = try given()
    let budget = try fund.books.openBudget()
    let opened = try fund.books.newest()
    try fund.when { try $0.reverse(opened, by: .edda) }.then(.refused("reversal.not-reversible"))
    let wrong = try fund.books.takeSnapshot(budget, lines: 1)
    try fund.books.reverse(wrong, by: .edda)
    #expect(try fund.books.budget(budget).snapshots == [])
    let snapshot = try fund.books.takeSnapshot(budget)
    let goal = try fund.books.setGoal(budget, by: fund.books.month(6))
    try fund.books.reverse(goal, by: .edda)
    #expect(try fund.books.budget(budget).goals == [])
    let confirmed = try fund.books.confirmSnapshot(snapshot.id, budget)
    try fund.when { try $0.reverse(confirmed, by: .flora) }.then(.refused("reversal.not-reversible"))
    try fund.when { try $0.reverse(snapshot, by: .edda) }.then(.refused("reversal.not-newest"))
    let assessed = try fund.books.assess(budget)
    try fund.when { try $0.reverse(assessed, by: .edda) }.then(.refused("reversal.not-reversible"))
    let reserved = try fund.books.reserveCapacity(100, budget)
    try fund.when { try $0.reverse(reserved, by: .mona) }.then(.refused("reversal.not-reversible"))
  }

  @Test func `an open budget binds nobody: the family is forgotten, and then nothing more is written`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    let family = StreamID("household", budget.id)
    for person in [Person.flora, .sara] {
      try fund.books.record(MemberRevoked(member: person.id, compromisedSince: nil), .ledger, by: .anna)
    }
    let everybody = fund.books.erasure([Party.family, Party.otherFamily, Party.donor])
    try fund.books.propose(everybody, of: family)
    try fund.books.erase(everybody, of: family)
    try fund.when { try $0.takeSnapshot(budget) }.then(.refused("household.erased"))
    try fund.when { try $0.closeBudget(budget) }.then(.refused("household.erased"))
  }

  @Test func `a family that was merged is coached where it lives now`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    let old = StreamID("household", budget.id)
    let new = try fund.books.register([Party.family, Party.otherFamily, Party.donor])
    try fund.books.merge(old, into: new)
    try fund.when { try $0.reserveCapacity(1, budget) }.then(.refused("household.merged"))
    try fund.when { try $0.openBudget(new) }.then(.refused("budget.no-consent"))
    try fund.books.letSeeBudget(new)
    try fund.books.openBudget(new)
  }
}
