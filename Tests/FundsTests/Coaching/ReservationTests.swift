import Coaching
import Funds
import LedgerCore
import Testing

/// Capacity that several bodies share: nobody promises the same euro twice.
@Suite struct ReservationTests {
  private func given() throws -> Given { Given(books: try Books.coaching()) }

  @Test func `what is reserved, promised and left is always the capacity`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    let plan = try fund.books.promisedPlan(15_000, of: budget)
    #expect(try fund.books.capacityLeft(budget) == Money(cents: 4_971))
    try fund.when { try $0.reserveCapacity(4_972, budget) }.then(.refused("reservation.exceeds"))
    try fund.books.reserveCapacity(4_971, budget)
    #expect(try fund.books.capacityLeft(budget) == .zero)
    try fund.when { try $0.reserveCapacity(1, budget, by: .remo, for: "banca") }.then(.refused("reservation.exceeds"))
    try fund.books.withdraw(plan, by: .fina)
    #expect(try fund.books.capacityLeft(budget) == .eur(150), "what ends is free again")
  }

  @Test func `only what came after the assessment counts against it`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget()
    try fund.books.promisedPlan(15_000, of: budget)
    try fund.when { try $0.assess(budget, 4_000) { $0.running = .zero } }.then(.refused("budget.running-differs"))
    let again = try fund.books.assess(budget, 4_000)
    #expect(try fund.books.budget(budget).assessment?.running == .eur(150))
    #expect(try fund.books.balance(Chart.promised(again.id)) == 0)
    #expect(try fund.books.capacityLeft(budget) == .eur(40))
  }

  @Test func `a body's own reservation does not stand in its way, that of another does`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget(5_000)
    try fund.books.letSeeBudget(StreamID("household", budget.id), to: "emporio")
    let own = try fund.books.reserveCapacity(3_000, budget, by: .edda, for: "comune")
    try fund.when { try $0.proposeMonths(5_001, budget) }.then(.refused("budget.plan-above-capacity"))
    let plan = try fund.books.proposeMonths(5_000, budget)
    try fund.books.reserveCapacity(1_000, budget)
    try fund.when { try $0.agreeMonths(plan.id, budget) }.then(.refused("budget.plan-above-capacity"))
    try fund.books.agreeMonths(try fund.books.proposeMonths(4_000, budget).id, budget)
    try fund.when { try $0.releaseCapacity(own.id, budget) }.then(.refused("reservation.other-body"))
    try fund.books.releaseCapacity(own.id, budget, by: .edda, for: "comune")
    #expect(try fund.books.capacityLeft(budget) == .eur(40))
  }

  @Test func `a reservation ends by the day on which something is recorded, not by a day that somebody writes`() throws
  {
    let fund = try given()
    let budget = try fund.books.assessedBudget(5_000)
    let reservation = try fund.books.reserveCapacity(5_000, budget, days: 10)
    fund.books.pass(days: 10)
    try fund.when { try $0.reserveCapacity(1, budget) }.then(.refused("reservation.exceeds"))
    fund.books.pass(days: 1)
    let within = fund.books.today.adding(days: -3)
    try fund.when {
      try $0.record(
        ReservationReleased(reservation: reservation.id), budget, by: .mona, on: within, onBehalfOf: "emporio")
    }.then(.refused("reservation.expired"))
    try fund.books.reserveCapacity(5_000, budget)
    try fund.when { try $0.reserveCapacity(1, budget, days: -1) }.then(.refused("reservation.through-invalid"))
    try fund.when { try $0.reserveCapacity(1, budget, days: 31) }.then(.refused("reservation.through-invalid"))
    try fund.when { try $0.reserveCapacity(0, budget) }.then(.refused("budget.amount-invalid"))
    try fund.when { try $0.reserveCapacity(1, budget, for: nil) }.then(.refused("budget.body-missing"))
    try fund.when { try $0.reserveCapacity(1, budget, by: .enzo, for: "banca") }.then(.refused("budget.no-consent"))
  }

  @Test func `an instrument spends its reservation, which is then neither released nor taken over`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget(10_000)
    let spent = try fund.books.reserveCapacity(4_000, budget, days: 30)
    try fund.books.promisedPlan(3_000, of: budget, reservation: spent.id)
    #expect(try fund.books.capacityLeft(budget) == .eur(70), "what was not needed of it is free")
    try fund.when { try $0.releaseCapacity(spent.id, budget) }.then(.refused("reservation.used"))
    try fund.when { try $0.assess(budget, 10_000) { $0.reservations = [spent.id] } }
      .then(.refused("budget.reservations-differ"))
    try fund.books.assess(budget, 10_000)
    #expect(try fund.books.capacityLeft(budget) == .eur(100))
  }

  @Test func `a new assessment takes over what fits, in the order in which it was reserved`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget(10_000)
    let over = try fund.books.reserveCapacity(500, budget, days: 0)
    fund.books.pass(days: 1)
    let first = try fund.books.reserveCapacity(3_000, budget)
    let large = try fund.books.reserveCapacity(4_000, budget)
    let released = try fund.books.reserveCapacity(500, budget)
    try fund.books.releaseCapacity(released.id, budget)
    let last = try fund.books.reserveCapacity(1_000, budget)
    try fund.when { try $0.releaseCapacity(released.id, budget) }.then(.refused("reservation.ended"))
    for wrong in [[first.id], [last.id, first.id], [over.id, first.id, last.id], [first.id, large.id]] {
      try fund.when { try $0.assess(budget, 5_000) { $0.reservations = wrong } }
        .then(.refused("budget.reservations-differ"))
    }
    try fund.books.assess(budget, 5_000) { #expect($0.reservations == [first.id, last.id]) }
    #expect(try fund.books.capacityLeft(budget) == .eur(10))
    try fund.when { try $0.releaseCapacity(large.id, budget) }.then(.refused("reservation.ended"))
    try fund.when { try $0.releaseCapacity(budget.id, budget) }.then(.refused("reservation.unknown"))
    try fund.books.assess(budget, 0) { #expect($0.reservations == []) }
    try fund.when { try $0.releaseCapacity(first.id, budget) }.then(.refused("reservation.ended"))
  }

  @Test func `what two prepare at once is admitted for the faster one`() throws {
    let fund = try given()
    let budget = try fund.books.assessedBudget(5_000)
    let books = fund.books
    let slower = try EntryRequest(
      CapacityReserved(amount: .eur(30), through: books.today), stream: budget, actor: Person.remo.id, role: .operator,
      onBehalfOf: "banca", effective: books.today, id: books.id())
    let signed = try books.ledger.prepare([slower], recorded: books.clock) {
      SignedEntry($0.entry, with: try Person.remo.key())
    }
    try books.reserveCapacity(3_000, budget)
    let late = #expect(throws: Refusal.self) { try books.ledger.submit(signed, now: books.clock) }
    #expect(late?.code.consequence == .conflict)
    try fund.when { try $0.submit(slower, with: Person.remo.key()) }.then(.refused("reservation.exceeds"))
  }
}
