import Bookkeeping
import Coaching
import Funds
import LedgerCore

extension GoldenStory {
  /// The kinds of coaching under the policy that is told last; frozen, because it is signed.
  static let coachingKinds = [
    "budget.capacity-assessed", "budget.capacity-reserved", "budget.circumstance-changed", "budget.closed",
    "budget.goal-set", "budget.month-checked", "budget.opened", "budget.plan-agreed", "budget.plan-proposed",
    "budget.reservation-released", "budget.snapshot-confirmed", "budget.snapshot-taken",
  ]

  /// A family tells its budget, promises 20.00 a month, and loses hours of work; it ends as it wanted.
  func tellBudgets() throws {
    try adoptCoaching()
    let family = try tellFamily()
    let budget = try books.openBudget(family)
    let snapshot = try books.takeSnapshot(budget)
    try books.confirmSnapshot(snapshot.id, budget, by: .olga, paper: books.paper(try person(family)))
    try books.setGoal(budget, by: books.month(9))
    try books.assess(budget, 2_000)
    let reservation = try books.reserveCapacity(1_500, budget)
    try books.releaseCapacity(reservation.id, budget)
    let plan = try books.proposeMonths(2_000, budget)
    try books.agreeMonths(plan.id, budget, by: .olga, paper: books.paper(try person(family)))
    try books.checkMonth(books.thisMonth, budget)
    try books.change(budget)
    try books.closeBudget(budget)
  }

  private func adoptCoaching() throws {
    var policy = PolicyText.coaching
    policy.version = "2026-4"
    policy.kinds = Self.coachingKinds + ["consent.given", "household.registered", "party.registered"]
    policy.attestable = ["budget.plan-agreed", "budget.snapshot-confirmed", "consent.given"]
    try books.adopt(policy)
    try books.enrol(.edda, bodies: ["comune"])
    try books.enrol(.mona, bodies: ["emporio"])
  }

  private func tellFamily() throws -> StreamID {
    let person = books.stream("party")
    try books.record(PartyRegistered(record: Books.fingerprint(1), sort: .person), person, by: .olga)
    let family = try books.register([person.id])
    try books.record(
      ConsentGiven(
        bodies: ["comune"], scopes: [.budget], until: books.today.adding(days: 365), attestation: books.paper(person.id)
      ),
      family, by: .olga)
    return family
  }

  private func person(_ household: StreamID) throws -> ULID {
    try books.household(household).members.first ?? household.id
  }
}
