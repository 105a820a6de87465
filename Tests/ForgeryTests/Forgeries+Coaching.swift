import Coaching
import Funds
import LedgerCore

extension Forgery {
  /// What a family can promise, its budget and laboratories against their rules.
  static let coaching: [Forgery] = capacity + reservations + budgets

  private static let capacity: [Forgery] = [
    .coaching("a plan in force above what the family can promise", "capacity.exceeded") { honest in
      let budget = try honest.assessedBudget("poor", 20_000)
      let plan = try honest.offer("large", 15_000, to: budget).plan
      try honest.assess(budget, 14_999)
      return plan
    } then: { log, plan in
      try log.activate(plan, 15_000)
    },
    .coaching("a plan in force while the capacity is suspended", "capacity.suspended") { honest in
      let budget = try honest.assessedBudget("poor", 20_000)
      let plan = try honest.offer("hasty", 15_000, to: budget).plan
      try honest.coach(CircumstanceChanged(reason: .jobLoss, since: honest.today), budget)
      return plan
    } then: { log, plan in
      try log.activate(plan, 15_000)
    },
    .coaching("a promise that nobody is to count", "postings.differ") { honest in
      try honest.offer("quiet", 15_000, to: honest.assessedBudget("poor", 20_000)).plan
    } then: { log, plan in
      try log.activate(plan, 15_000, counted: false)
    },
    .coaching("capacity assessed by an operator", "role.not-allowed") {
      try $0.confirmedBudget("poor")
    } then: { log, budget in
      let snapshot = try log.lastID(of: BudgetSnapshotTaken.kind)
      try log.coach(HonestLedger.assessment(50_000, on: snapshot), budget, by: .mara)
    },
    .coaching("capacity assessed by an operator who says to be an educator", "role.not-held", python: "role.not-held") {
      try $0.confirmedBudget("poor")
    } then: { log, budget in
      let snapshot = try log.lastID(of: BudgetSnapshotTaken.kind)
      try log.coach(HonestLedger.assessment(50_000, on: snapshot), budget, by: .mara, as: .educator)
    },
    .coaching("capacity assessed on what nobody has confirmed", "budget.snapshot-not-confirmed") {
      try $0.toldBudget("poor")
    } then: { log, budget in
      let snapshot = try log.lastID(of: BudgetSnapshotTaken.kind)
      try log.coach(HonestLedger.assessment(50_000, on: snapshot), budget)
    },
    .coaching("capacity by parameters that the policy does not name", "budget.parameters-unknown") {
      try $0.confirmedBudget("poor")
    } then: { log, budget in
      let kinder = ParameterFile(version: HonestLedger.parameters.version, digest: HonestLedger.sealed(99))
      let snapshot = try log.lastID(of: BudgetSnapshotTaken.kind)
      try log.coach(HonestLedger.assessment(50_000, on: snapshot, parameters: kinder), budget)
    },
    .coaching("capacity below zero", "budget.amount-invalid") {
      try $0.confirmedBudget("poor")
    } then: { log, budget in
      let snapshot = try log.lastID(of: BudgetSnapshotTaken.kind)
      try log.coach(HonestLedger.assessment(-1, on: snapshot), budget)
    },
    .coaching("capacity that leaves out what the family pays already", "budget.running-differs") { honest in
      let budget = try honest.assessedBudget("poor", 20_000)
      let (plan, proposal) = try honest.offer("running", 15_000, to: budget)
      try honest.coach(PlanActivated(proposal: proposal), plan, by: .mara)
      return budget
    } then: { log, budget in
      let snapshot = try log.lastID(of: BudgetSnapshotTaken.kind)
      try log.coach(HonestLedger.assessment(20_000, on: snapshot), budget)
    },
  ]

  private static let reservations: [Forgery] = [
    .coaching("a reservation above what is left", "reservation.exceeds") { honest in
      let budget = try honest.assessedBudget("poor", 10_000)
      try honest.reserve(8_000, budget)
      return budget
    } then: { log, budget in
      try log.coach(CapacityReserved(amount: Money(cents: 2_001), through: log.start.date), budget)
    },
    .coaching("a reservation that stands behind two plans", "capacity.reservation-used") { honest in
      let budget = try honest.assessedBudget("poor", 20_000)
      let reservation = try honest.reserve(10_000, budget)
      let second = try honest.offer("second", 10_000, to: budget, reservation: reservation).plan
      let (first, proposal) = try honest.offer("first", 10_000, to: budget, reservation: reservation)
      try honest.coach(PlanActivated(proposal: proposal), first, by: .mara)
      return second
    } then: { log, plan in
      try log.activate(plan, 10_000)
    },
    .coaching("a reservation of another body", "capacity.reservation-not-theirs") { honest in
      let budget = try honest.assessedBudget("poor", 20_000)
      try honest.reserve(20_000, budget, by: .lidia)
      let plan = StreamID("plan", honest.id("plan borrowed"))
      let debt = PlanDebt(
        amount: Money(cents: 40_000), creditor: try honest.party("creditor borrowed"), nature: .utility)
      try honest.coach(PlanOpened(debts: [debt], household: budget.ulid ?? honest.id("")), plan, by: .mara)
      return plan
    } then: { log, plan in
      let terms = HonestLedger.terms(
        20_000, from: log.start.date, assessment: try log.lastID(of: CapacityAssessed.kind),
        reservation: try log.lastID(of: CapacityReserved.kind))
      try log.coach(PlanProposed(terms), plan, by: .mara)
    },
    .coaching("a reservation given back when it was over", "reservation.expired") { honest in
      let budget = try honest.assessedBudget("poor", 20_000)
      try honest.reserve(20_000, budget, days: 1)
      honest.wait(days: 3)
      return budget
    } then: { log, budget in
      let reservation = try log.lastID(of: CapacityReserved.kind)
      try log.coach(ReservationReleased(reservation: reservation), budget, by: .mara)
    },
  ]

  private static let budgets: [Forgery] = [
    .coaching("a snapshot confirmed by who took it", "attestation.both-sides", python: "approval.same-person") {
      try $0.toldBudget("told")
    } then: { log, budget in
      let confirmed = BudgetSnapshotConfirmed(
        snapshot: try log.lastID(of: BudgetSnapshotTaken.kind),
        attestation: HonestLedger.attestation(of: HonestLedger.ulid("party told")))
      try log.coach(confirmed, budget, as: .operator)
    },
    .coaching("a plan agreed to by who proposed it", "attestation.both-sides", python: "approval.same-person") {
      honest in
      let budget = try honest.confirmedBudget("told")
      try honest.coach(HonestLedger.months(from: honest.today), budget)
      return budget
    } then: { log, budget in
      let agreed = BudgetPlanAgreed(
        plan: try log.lastID(of: BudgetPlanProposed.kind),
        attestation: HonestLedger.attestation(of: HonestLedger.ulid("party told")))
      try log.coach(agreed, budget, as: .operator)
    },
    .coaching("a budget of a family that has not agreed to it", "budget.no-consent") { honest in
      StreamID("budget", try honest.family("told").household)
    } then: { log, budget in
      let household = budget.ulid ?? HonestLedger.ulid("")
      try log.coach(
        BudgetOpened(coach: HonestLedger.Person.lidia.id, session: .advice), budget,
        postings: [
          Posting("memo:contra:instruments", .instrument, -1), Posting(Chart.instruments(household), .instrument, 1),
        ])
    },
    .coaching("a snapshot after the family has taken its consent back", "budget.no-consent") { honest in
      let (budget, consent) = try honest.consentingFamily("told")
      try honest.coach(BudgetOpened(coach: HonestLedger.Person.lidia.id, session: .advice), budget)
      try honest.record(
        ConsentWithdrawn(consent: consent, attestation: HonestLedger.attestation(of: HonestLedger.ulid("party told"))),
        StreamID("household", budget.ulid ?? honest.id("")), by: .carla)
      return budget
    } then: { log, budget in
      try log.coach(HonestLedger.snapshot(log.start.date), budget)
    },
    .coaching("a month checked twice", "budget.month-already-checked") { honest in
      let budget = try honest.plannedBudget("told")
      try honest.coach(HonestLedger.check(honest.today), budget)
      return budget
    } then: { log, budget in
      try log.coach(HonestLedger.check(log.start.date), budget)
    },
    .coaching("a laboratory held twice", "lab.wrong-state") {
      try $0.heldLab("twice")
    } then: { log, lab in
      try log.coach(HonestLedger.held, lab)
    },
    .history("coaching in a stream of other kinds", "payload.malformed") { _ in
    } then: { log in
      let household = StreamID("household", HonestLedger.ulid("elsewhere"))
      try log.add(BudgetClosed(outcome: .mistake, session: .advice), household, by: .carla)
    },
  ]

  /// On top of an honest coaching, whose stream the lie goes on with.
  /// - Parameter python: what `verify.py` says; it knows who must be different persons, and nothing of what a family can
  ///   promise.
  private static func coaching(
    _ name: String, _ code: String, python: String? = nil,
    _ tell: @escaping @Sendable (inout HonestLedger) throws -> StreamID,
    then lie: @escaping @Sendable (inout ForgedLog, StreamID) throws -> Void
  ) -> Forgery {
    Forgery(name: name, swift: Verdict(7, code), python: python.map { Verdict(7, $0) } ?? Verdict(0)) {
      var honest = try HonestLedger.withCoaching()
      let stream = try tell(&honest)
      var log = try ForgedLog(honest)
      try lie(&log, stream)
      return log
    }
  }
}

extension ForgedLog {
  /// For the body of whoever signs.
  @discardableResult
  mutating func coach<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by person: HonestLedger.Person = .lidia, as role: Role? = nil,
    postings: [Posting] = []
  ) throws -> ULID {
    try add(body, stream, by: person, as: role, postings: postings) { $0.onBehalfOf = person.body }
  }

  /// Puts the newest proposal in force, as the rules would, where they let it.
  /// - Parameter counted: false where the promise is not to stand against the newest assessment.
  mutating func activate(_ plan: StreamID, _ cents: Int, counted: Bool = true) throws {
    let opened = try body(PlanOpened.self, of: plan)
    var postings = [
      Posting("memo:contra:instalments", .euro, -cents), Posting(Chart.instalments(opened.household), .euro, cents),
    ]
    if counted {
      let assessment = try lastID(of: CapacityAssessed.kind)
      postings += [Posting("memo:contra:promised", .euro, -cents), Posting(Chart.promised(assessment), .euro, cents)]
    }
    let proposal = try proposal(of: plan)
    try coach(PlanActivated(proposal: proposal), plan, by: .mara, postings: postings.sorted { $0.key < $1.key })
  }

  private func proposal(of plan: StreamID) throws -> ULID {
    for line in lines.reversed() {
      let entry = try Entry(payload: Envelope(parsing: line).payload)
      if entry.stream == plan, entry.kind == PlanProposed.kind { return entry.id }
    }
    throw StoreError.missing("proposal of \(plan)")
  }
}
