import Coaching
import Funds
import LedgerCore

extension RefusalRow {
  /// A row of a ledger in which educators work.
  private init(_ kind: Kind, _ code: String, coaching act: @escaping @Sendable (Books) throws -> Void) {
    self.init(kind, code, inFund: true) { books in
      try books.meetEducators()
      try act(books)
    }
  }

  /// The signer's own guards, for every kind that an educator signs: not open, no body, own family, no consent.
  private static func educators(
    _ kind: Kind, _ act: @escaping @Sendable (Books, StreamID, Person, Slug?) throws -> Void
  ) -> [RefusalRow] {
    [
      RefusalRow(
        kind, "budget.not-open",
        coaching: { books in
          try act(books, StreamID("budget", try books.coachedFamily().id), .edda, "comune")
        }),
      RefusalRow(kind, "budget.body-missing", coaching: { try act($0, try $0.openBudget(), .edda, nil) }),
      RefusalRow(kind, "budget.own-family", coaching: { try act($0, try $0.openBudget(), .sara, "comune") }),
      RefusalRow(kind, "budget.no-consent", coaching: { try act($0, try $0.openBudget(), .enzo, "banca") }),
    ]
  }

  static let coaching = budgets + snapshots + assessments + reservations + budgetPlans + months

  private static let budgets: [RefusalRow] =
    [
      RefusalRow("budget.opened", "household.unknown", coaching: { try $0.openBudget($0.stream("household")) }),
      RefusalRow(
        "budget.opened", "budget.already-open",
        coaching: {
          try $0.openBudget(StreamID("household", try $0.openBudget().id))
        }),
      RefusalRow("budget.opened", "budget.coach-unknown", coaching: { try $0.openBudget(coach: Person.olga.id) }),
      RefusalRow("budget.opened", "budget.body-missing", coaching: { try $0.openBudget(for: nil) }),
      RefusalRow("budget.opened", "budget.own-family", coaching: { try $0.openBudget(by: .sara) }),
      RefusalRow(
        "budget.opened", "budget.no-consent",
        coaching: {
          try $0.openBudget(try $0.coachedFamily(consenting: false))
        }),
      RefusalRow(
        "budget.closed", "budget.not-open",
        coaching: {
          try $0.closeBudget(StreamID("budget", try $0.coachedFamily().id))
        }),
      RefusalRow(
        "budget.closed", "budget.body-missing", coaching: { try $0.closeBudget(try $0.openBudget(), for: nil) }),
      RefusalRow(
        "budget.closed", "budget.own-family",
        coaching: {
          try $0.closeBudget(try $0.openBudget(), by: .sara)
        }),
      RefusalRow(
        "budget.closed", "budget.no-consent",
        coaching: {
          try $0.closeBudget(try $0.openBudget(), by: .enzo, for: "banca")
        }),
      RefusalRow(
        "budget.circumstance-changed", "budget.change-in-future",
        coaching: {
          try $0.change(try $0.openBudget(), since: $0.today.adding(days: 1))
        }),
      RefusalRow(
        "budget.circumstance-changed", "voice.not-theirs",
        coaching: {
          let stranger = Person(188, "stranger", .household)
          try $0.enrol(stranger, party: Party.landlord)
          try $0.change(try $0.openBudget(), by: stranger, for: nil)
        }),
    ] + educators("budget.circumstance-changed") { try $0.change($1, by: $2, for: $3) }

  private static let snapshots: [RefusalRow] =
    [
      RefusalRow(
        "budget.snapshot-taken", "budget.snapshot-invalid",
        coaching: {
          try $0.takeSnapshot(try $0.openBudget(), lines: 1, unknowns: 5)
        }),
      RefusalRow(
        "budget.snapshot-taken", "budget.snapshot-invalid",
        coaching: {
          try $0.takeSnapshot(try $0.openBudget(), lines: -1, unknowns: 0)
        }),
      RefusalRow(
        "budget.snapshot-taken", "household.erased",
        coaching: {
          let budget = try $0.openBudget()
          let family = StreamID("household", budget.id)
          for person in [Person.flora, .sara] {
            try $0.record(MemberRevoked(member: person.id, compromisedSince: nil), .ledger, by: .anna)
          }
          let everybody = $0.erasure([Party.family, Party.otherFamily, Party.donor])
          try $0.propose(everybody, of: family)
          try $0.erase(everybody, of: family)
          try $0.takeSnapshot(budget)
        }),
      RefusalRow(
        "budget.snapshot-confirmed", "budget.not-open",
        coaching: {
          try $0.confirmSnapshot(Person.edda.id, StreamID("budget", try $0.coachedFamily().id))
        }),
      RefusalRow(
        "budget.snapshot-confirmed", "budget.snapshot-unknown",
        coaching: {
          let budget = try $0.openBudget()
          try $0.confirmSnapshot(budget.id, budget)
        }),
      RefusalRow(
        "budget.snapshot-confirmed", "budget.snapshot-outdated",
        coaching: {
          let budget = try $0.openBudget()
          let first = try $0.takeSnapshot(budget)
          try $0.takeSnapshot(budget)
          try $0.confirmSnapshot(first.id, budget)
        }),
      RefusalRow(
        "budget.snapshot-confirmed", "budget.snapshot-already-confirmed",
        coaching: {
          let budget = try $0.openBudget()
          let snapshot = try $0.takeSnapshot(budget)
          try $0.confirmSnapshot(snapshot.id, budget)
          try $0.confirmSnapshot(snapshot.id, budget)
        }),
      RefusalRow(
        "budget.snapshot-confirmed", "voice.not-theirs",
        coaching: {
          let budget = try $0.openBudget()
          try $0.confirmSnapshot(try $0.takeSnapshot(budget).id, budget, by: .olga)
        }),
      RefusalRow(
        "budget.goal-set", "budget.goal-past",
        coaching: {
          try $0.setGoal(try $0.openBudget(), by: $0.month(-1))
        }),
    ] + educators("budget.snapshot-taken") { try $0.takeSnapshot($1, by: $2, for: $3) }
    + educators("budget.goal-set") { try $0.setGoal($1, signer: $2, for: $3) }

  private static let assessments: [RefusalRow] =
    [
      RefusalRow(
        "budget.capacity-assessed", "budget.snapshot-unknown",
        coaching: {
          try $0.assess(try $0.confirmedBudget()) { $0.snapshot = Person.edda.id }
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.snapshot-not-confirmed",
        coaching: {
          let budget = try $0.openBudget()
          try $0.takeSnapshot(budget)
          try $0.assess(budget)
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.snapshot-outdated",
        coaching: {
          let budget = try $0.confirmedBudget()
          let old = try $0.budget(budget).confirmedSnapshot?.id ?? budget.id
          try $0.confirmSnapshot(try $0.takeSnapshot(budget).id, budget)
          try $0.assess(budget) { $0.snapshot = old }
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.snapshot-before-change",
        coaching: {
          let budget = try $0.confirmedBudget()
          try $0.change(budget)
          try $0.assess(budget)
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.amount-invalid",
        coaching: {
          try $0.assess(try $0.confirmedBudget(), -1)
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.formula-unknown",
        coaching: {
          try $0.assess(try $0.confirmedBudget()) { $0.formula = "guess" }
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.parameters-unknown",
        coaching: {
          try $0.assess(try $0.confirmedBudget()) {
            $0.parameters = ParameterFile(version: "it-1999", digest: Books.fingerprint(90))
          }
        }),
      RefusalRow(
        "budget.capacity-assessed", "policy.section-missing",
        coaching: {
          let budget = try $0.confirmedBudget()
          var policy = PolicyText.coaching
          policy.version = "without"
          policy.sections["coaching"] = nil
          try $0.adopt(policy)
          try $0.assess(budget)
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.seasons-invalid",
        coaching: {
          try $0.assess(try $0.confirmedBudget()) { $0.seasons = SeasonalCapacity(average: .zero, months: []) }
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.running-differs",
        coaching: {
          try $0.assess(try $0.confirmedBudget()) { $0.running = .eur(95) }
        }),
      RefusalRow(
        "budget.capacity-assessed", "budget.reservations-differ",
        coaching: {
          let budget = try $0.assessedBudget()
          try $0.reserveCapacity(100, budget)
          try $0.assess(budget) { $0.reservations = [] }
        }),
    ] + educators("budget.capacity-assessed") { try $0.assess($1, by: $2, for: $3) }

  private static let reservations: [RefusalRow] =
    [
      RefusalRow(
        "budget.capacity-reserved", "budget.amount-invalid",
        coaching: {
          try $0.reserveCapacity(0, try $0.assessedBudget())
        }),
      RefusalRow(
        "budget.capacity-reserved", "reservation.through-invalid",
        coaching: {
          try $0.reserveCapacity(1, try $0.assessedBudget(), days: 31)
        }),
      RefusalRow(
        "budget.capacity-reserved", "budget.not-assessed",
        coaching: {
          try $0.reserveCapacity(1, try $0.openBudget())
        }),
      RefusalRow(
        "budget.capacity-reserved", "budget.capacity-suspended",
        coaching: {
          let budget = try $0.assessedBudget()
          try $0.change(budget)
          try $0.reserveCapacity(1, budget)
        }),
      RefusalRow(
        "budget.capacity-reserved", "budget.assessment-stale",
        coaching: {
          let budget = try $0.assessedBudget()
          $0.pass(days: 181)
          try $0.reserveCapacity(1, budget)
        }),
      RefusalRow(
        "budget.capacity-reserved", "reservation.exceeds",
        coaching: {
          try $0.reserveCapacity(19_972, try $0.assessedBudget())
        }),
      RefusalRow(
        "budget.reservation-released", "budget.not-open",
        coaching: {
          try $0.releaseCapacity(Person.edda.id, StreamID("budget", try $0.coachedFamily().id))
        }),
      RefusalRow(
        "budget.reservation-released", "budget.body-missing",
        coaching: {
          let budget = try $0.assessedBudget()
          try $0.releaseCapacity(try $0.reserveCapacity(1, budget).id, budget, for: nil)
        }),
      RefusalRow(
        "budget.reservation-released", "reservation.unknown",
        coaching: {
          let budget = try $0.assessedBudget()
          try $0.releaseCapacity(budget.id, budget)
        }),
      RefusalRow(
        "budget.reservation-released", "reservation.other-body",
        coaching: {
          let budget = try $0.assessedBudget()
          try $0.releaseCapacity(try $0.reserveCapacity(1, budget).id, budget, by: .remo, for: "banca")
        }),
      RefusalRow(
        "budget.reservation-released", "reservation.used",
        coaching: {
          let budget = try $0.assessedBudget()
          let reservation = try $0.reserveCapacity(10_000, budget).id
          try $0.promisedPlan(10_000, of: budget, reservation: reservation)
          try $0.releaseCapacity(reservation, budget)
        }),
      RefusalRow(
        "budget.reservation-released", "reservation.ended",
        coaching: {
          let budget = try $0.assessedBudget()
          let reservation = try $0.reserveCapacity(1, budget).id
          try $0.releaseCapacity(reservation, budget)
          try $0.releaseCapacity(reservation, budget)
        }),
      RefusalRow(
        "budget.reservation-released", "reservation.expired",
        coaching: {
          let budget = try $0.assessedBudget()
          let reservation = try $0.reserveCapacity(1, budget).id
          $0.pass(days: 11)
          try $0.releaseCapacity(reservation, budget)
        }),
    ] + educators("budget.capacity-reserved") { try $0.reserveCapacity(1, $1, by: $2, for: $3) }

  private static let budgetPlans: [RefusalRow] =
    [
      RefusalRow(
        "budget.plan-proposed", "budget.snapshot-not-confirmed",
        coaching: {
          try $0.proposeMonths(0, try $0.openBudget())
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.plan-invalid",
        coaching: {
          try $0.proposeMonths(0, try $0.confirmedBudget(), from: $0.month(-1))
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.plan-invalid",
        coaching: {
          try $0.proposeMonths(0, try $0.confirmedBudget(), months: 0)
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.amount-invalid",
        coaching: {
          try $0.proposeMonths(-1, try $0.confirmedBudget())
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.not-assessed",
        coaching: {
          try $0.proposeMonths(1, try $0.confirmedBudget())
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.capacity-suspended",
        coaching: {
          let budget = try $0.assessedBudget()
          try $0.change(budget)
          try $0.proposeMonths(1, budget)
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.assessment-stale",
        coaching: {
          let budget = try $0.assessedBudget()
          $0.pass(days: 181)
          try $0.proposeMonths(1, budget)
        }),
      RefusalRow(
        "budget.plan-proposed", "budget.plan-above-capacity",
        coaching: {
          try $0.proposeMonths(19_972, try $0.assessedBudget())
        }),
      RefusalRow(
        "budget.plan-agreed", "budget.not-open",
        coaching: {
          try $0.agreeMonths(Person.edda.id, StreamID("budget", try $0.coachedFamily().id))
        }),
      RefusalRow(
        "budget.plan-agreed", "budget.plan-unknown",
        coaching: {
          let budget = try $0.plannedBudget()
          try $0.agreeMonths(try $0.budget(budget).agreedPlan?.id ?? budget.id, budget)
        }),
      RefusalRow(
        "budget.plan-agreed", "budget.capacity-suspended",
        coaching: {
          let budget = try $0.assessedBudget()
          let plan = try $0.proposeMonths(1, budget)
          try $0.change(budget)
          try $0.agreeMonths(plan.id, budget)
        }),
      RefusalRow(
        "budget.plan-agreed", "budget.assessment-stale",
        coaching: {
          let budget = try $0.assessedBudget()
          let plan = try $0.proposeMonths(1, budget)
          $0.pass(days: 181)
          try $0.agreeMonths(plan.id, budget)
        }),
      RefusalRow(
        "budget.plan-agreed", "budget.plan-above-capacity",
        coaching: {
          let budget = try $0.assessedBudget()
          let plan = try $0.proposeMonths(19_971, budget)
          try $0.reserveCapacity(1, budget)
          try $0.agreeMonths(plan.id, budget)
        }),
      RefusalRow(
        "budget.plan-agreed", "voice.not-theirs",
        coaching: {
          let budget = try $0.confirmedBudget()
          try $0.agreeMonths(try $0.proposeMonths(0, budget).id, budget, by: .olga)
        }),
    ] + educators("budget.plan-proposed") { try $0.proposeMonths(0, $1, by: $2, for: $3) }

  private static let months: [RefusalRow] =
    [
      RefusalRow(
        "budget.month-checked", "budget.month-in-future",
        coaching: {
          try $0.checkMonth($0.month(1), try $0.plannedBudget())
        }),
      RefusalRow(
        "budget.month-checked", "budget.month-without-plan",
        coaching: {
          try $0.checkMonth($0.thisMonth, try $0.confirmedBudget())
        }),
      RefusalRow(
        "budget.month-checked", "budget.month-already-checked",
        coaching: {
          let budget = try $0.plannedBudget()
          try $0.checkMonth($0.thisMonth, budget)
          try $0.checkMonth($0.thisMonth, budget)
        }),
    ] + educators("budget.month-checked") { try $0.checkMonth($0.thisMonth, $1, by: $2, for: $3) }
}
