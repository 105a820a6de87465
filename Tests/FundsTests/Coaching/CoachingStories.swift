import Bookkeeping
import Coaching
import Funds
import LedgerCore

extension Person {
  /// Coaches for the municipality, which the family lets see its budget.
  static let edda = Person(181, "edda", .educator)
  /// Coaches for the bank, which it does not.
  static let enzo = Person(182, "enzo", .educator)
  /// Prepares offers for the shop.
  static let mona = Person(183, "mona", .operator)
  /// Prepares offers for the bank.
  static let remo = Person(184, "remo", .operator)
  /// Of the family.
  static let flora = Person(185, "flora", .household)
  /// Of the family, and an educator of the municipality.
  static let sara = Person(186, "sara", .educator)
}

extension PolicyText {
  /// Admits the kinds of coaching too, and lets operators attest the family's word.
  static var coaching: PolicyText {
    var text = PolicyText()
    text.version = "2026-coaching"
    text.kinds = (Registry.kinds + CoachingRegistry.kinds).filter { $0.family != "ledger" }.map(\.kind.text).sorted()
    text.attestable = (text.attestable + ["budget.plan-agreed", "budget.snapshot-confirmed"]).sorted()
    text.sections["coaching"] = [
      "parameters": [["digest": .string(Books.fingerprint(90).description), "version": "it-2026"]],
      "reservationDays": 30,
    ]
    return text
  }
}

/// What an educator does with a family, with the usual person where the test does not say who.
extension Books {
  /// A ledger in which educators work.
  static func coaching() throws -> Books {
    let books = try Books.fixture()
    try books.meetEducators()
    return books
  }

  func meetEducators() throws {
    try adopt(.coaching)
    try enrol(.edda, bodies: ["comune"])
    try enrol(.enzo, bodies: ["banca"])
    try enrol(.mona, bodies: ["emporio"])
    try enrol(.remo, bodies: ["banca"])
    try enrol(.flora, party: Party.otherFamily)
    try enrol(.sara, bodies: ["comune"], party: Party.donor)
  }

  /// Three people, who let the municipality see their budget for a year.
  func coachedFamily(consenting: Bool = true) throws -> StreamID {
    let family = try register([Party.family, Party.otherFamily, Party.donor])
    if consenting { try letSeeBudget(family) }
    return family
  }

  @discardableResult
  func letSeeBudget(_ household: StreamID, to body: Slug = "comune", days: Int = 365) throws -> LoggedEntry {
    try record(
      ConsentGiven(
        bodies: [body], scopes: [.budget], until: today.adding(days: days), attestation: paper(Party.family)),
      household, by: .olga)
  }

  @discardableResult
  func openBudget(
    _ household: StreamID? = nil, coach: ULID = Person.edda.id, by person: Person = .edda, for body: Slug? = "comune"
  ) throws -> StreamID {
    let budget = StreamID("budget", try (household ?? coachedFamily()).id)
    try record(BudgetOpened(coach: coach, session: .advice), budget, by: person, onBehalfOf: body)
    return budget
  }

  @discardableResult
  func takeSnapshot(
    _ budget: StreamID, lines: Int = 12, unknowns: Int = 2, by person: Person = .edda, for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(
      BudgetSnapshotTaken(
        lines: lines, unknowns: unknowns, month: CivilMonth(today), record: Books.fingerprint(91), session: .advice),
      budget, by: person, onBehalfOf: body)
  }

  @discardableResult
  func confirmSnapshot(
    _ snapshot: ULID, _ budget: StreamID, by person: Person = .flora, paper: Attestation? = nil
  ) throws -> LoggedEntry {
    try record(
      BudgetSnapshotConfirmed(snapshot: snapshot, attestation: paper), budget, by: person,
      as: person.role(for: BudgetSnapshotConfirmed.roles))
  }

  /// An open budget whose snapshot the family has confirmed.
  func confirmedBudget() throws -> StreamID {
    let budget = try openBudget()
    try confirmSnapshot(try takeSnapshot(budget).id, budget)
    return budget
  }

  /// What `change` leaves of an assessment that fits the moment.
  @discardableResult
  func assess(
    _ budget: StreamID, _ cents: Int = 19_971, by person: Person = .edda, for body: Slug? = "comune",
    _ change: (inout AssessmentTry) -> Void = { _ in }
  ) throws -> LoggedEntry {
    let state = try self.budget(budget)
    var attempt = AssessmentTry(capacity: Money(cents: cents))
    attempt.snapshot = state.confirmedSnapshot?.id ?? state.newestSnapshot?.id ?? budget.id
    attempt.running = Money(cents: try balance(Chart.instalments(budget.id)))
    attempt.reservations = state.carriedReservations(into: attempt.capacity, on: today, isUsed: isSpent)
    change(&attempt)
    return try record(attempt.body, budget, by: person, onBehalfOf: body)
  }

  /// A family that can promise 199.71 more a month.
  func assessedBudget(_ cents: Int = 19_971) throws -> StreamID {
    let budget = try confirmedBudget()
    try assess(budget, cents)
    return budget
  }

  @discardableResult
  func change(
    _ budget: StreamID, _ reason: CircumstanceChanged.Reason = .hoursCut, since: CivilDate? = nil,
    by person: Person = .edda, for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(
      CircumstanceChanged(reason: reason, since: since ?? today), budget, by: person, onBehalfOf: body)
  }

  @discardableResult
  func reserveCapacity(
    _ cents: Int, _ budget: StreamID, days: Int = 10, by person: Person = .mona, for body: Slug? = "emporio"
  ) throws -> LoggedEntry {
    try record(
      CapacityReserved(amount: Money(cents: cents), through: today.adding(days: days)), budget, by: person,
      onBehalfOf: body)
  }

  @discardableResult
  func releaseCapacity(
    _ reservation: ULID, _ budget: StreamID, by person: Person = .mona, for body: Slug? = "emporio"
  ) throws -> LoggedEntry {
    try record(ReservationReleased(reservation: reservation), budget, by: person, onBehalfOf: body)
  }

  /// A family's plan of twelve months, from this one on.
  @discardableResult
  func proposeMonths(
    _ cents: Int, _ budget: StreamID, from: CivilMonth? = nil, months: Int = 12, by person: Person = .edda,
    for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(
      BudgetPlanProposed(
        from: from ?? CivilMonth(today), months: months, promised: Money(cents: cents), record: Books.fingerprint(92),
        session: .advice), budget, by: person, onBehalfOf: body)
  }

  @discardableResult
  func agreeMonths(
    _ plan: ULID, _ budget: StreamID, by person: Person = .flora, paper: Attestation? = nil
  ) throws -> LoggedEntry {
    try record(
      BudgetPlanAgreed(plan: plan, attestation: paper), budget, by: person,
      as: person.role(for: BudgetPlanAgreed.roles))
  }

  /// A budget with a plan that asks for no instalments, agreed by the family.
  func plannedBudget() throws -> StreamID {
    let budget = try confirmedBudget()
    try agreeMonths(try proposeMonths(0, budget).id, budget)
    return budget
  }

  @discardableResult
  func checkMonth(
    _ month: CivilMonth, _ budget: StreamID, by person: Person = .edda, for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(
      BudgetMonthChecked(month: month, nextStep: .keepGoing, record: Books.fingerprint(93), session: .training),
      budget, by: person, onBehalfOf: body)
  }

  @discardableResult
  func setGoal(
    _ budget: StreamID, by month: CivilMonth? = nil, signer: Person = .edda, for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(
      BudgetGoalSet(by: month, record: Books.fingerprint(94)), budget, by: signer, onBehalfOf: body)
  }

  @discardableResult
  func closeBudget(
    _ budget: StreamID, _ outcome: BudgetClosed.Outcome = .goalsReached, by person: Person = .edda,
    for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(BudgetClosed(outcome: outcome, session: .advice), budget, by: person, onBehalfOf: body)
  }

  func budget(_ stream: StreamID) throws -> BudgetState { try ledger.state(of: stream) }

  var thisMonth: CivilMonth { CivilMonth(today) }

  func month(_ later: Int) -> CivilMonth { CivilMonth(thisMonth.firstDay.adding(months: later)) }

  /// Whether an instrument has come into force on the strength of a reservation.
  func isSpent(_ reservation: ULID) -> Bool {
    (try? ledger.store.read { try $0.holder(of: Claim("capacity-reservation", reservation)) }) != nil
  }

  /// What can still be promised today, as the rules count it.
  func capacityLeft(_ budget: StreamID, asking body: Slug? = nil) throws -> Money? {
    let state = try self.budget(budget)
    guard let assessment = state.assessment else { return nil }
    let promised = Money(cents: try balance(Chart.promised(assessment.id)))
    return state.capacityLeft(promised: promised, on: today, asking: body, isUsed: isSpent)?.amount
  }

  /// A plan of a family in force, which rests on its assessment and, where one is named, on a reservation of the shop.
  @discardableResult
  func promisedPlan(
    _ cents: Int, of budget: StreamID, reservation: ULID? = nil,
    debts: [PlanDebt] = [PlanDebt(amount: .eur(1_200), creditor: Creditor.utility, nature: .utility)]
  ) throws -> StreamID {
    let plan = try openPlan(debts, of: StreamID("household", budget.id))
    let terms = try planTerms(
      plan, monthly: cents, assessment: try self.budget(budget).assessment?.id, override: false,
      reservation: reservation)
    let proposal = try propose(terms, plan, by: .mona, onBehalfOf: "emporio")
    try agree(proposal)
    try activate(proposal)
    return plan
  }
}

/// An assessment that a test may spoil before it is signed.
struct AssessmentTry {
  var capacity: Money
  var formula: Slug = "capacity-1"
  var parameters = ParameterFile(version: "it-2026", digest: Books.fingerprint(90))
  var reservations: [ULID] = []
  var running = Money.zero
  var seasons: SeasonalCapacity?
  var snapshot = Person.edda.id

  init(capacity: Money) { self.capacity = capacity }

  var body: CapacityAssessed {
    CapacityAssessed(
      capacity: capacity, formula: formula, parameters: parameters, record: Books.fingerprint(95),
      reservations: reservations, running: running, seasons: seasons, snapshot: snapshot)
  }
}
