import Coaching
import Funds
import LedgerCore
import Sodium

/// A family with an educator, told by the rules; a forgery then goes on from it. Amounts are cents.
extension HonestLedger {
  /// The file of parameters that the policy admits.
  static let parameters = ParameterFile(version: "it-2026", digest: Fingerprint(SHA256.hash([9])))

  static func sealed(_ byte: UInt8) -> Fingerprint { Fingerprint(SHA256.hash([byte])) }

  /// A fund with instruments in which Lidia coaches for the municipality, and Mara makes offers for a shop.
  static func withCoaching() throws -> HonestLedger {
    var honest = try withInstruments()
    try honest.record(BodyRegistered(body: "comune", form: .municipality, name: "Comune"), .ledger, by: .ada)
    try honest.record(BodyRegistered(body: "emporio", form: .association, name: "Emporio"), .ledger, by: .ada)
    try honest.enrol(.lidia)
    try honest.enrol(.mara)
    return honest
  }

  /// Records for the body of whoever signs.
  @discardableResult
  mutating func coach<Body: EntryBody>(_ body: Body, _ stream: StreamID, by person: Person = .lidia) throws -> ULID {
    try record(
      try EntryRequest(
        body, stream: stream, actor: person.id, role: person.roles[0], onBehalfOf: person.body, effective: today,
        id: HonestLedger.ulid("entry \(made)")), key: try person.key)
  }

  /// A family of one that lets the municipality see its budget; Carla attests it. Gives the stream of its budget.
  mutating func consentingFamily(_ name: String) throws -> (budget: StreamID, consent: ULID) {
    let family = try family(name)
    let consent = try record(
      ConsentGiven(
        bodies: ["comune"], scopes: [.budget], until: today.adding(days: 300),
        attestation: HonestLedger.attestation(of: family.person)), StreamID("household", family.household), by: .carla)
    return (StreamID("budget", family.household), consent)
  }

  static func snapshot(_ day: CivilDate) -> BudgetSnapshotTaken {
    BudgetSnapshotTaken(
      lines: 12, unknowns: 1, month: CivilMonth(day), record: sealed(10), session: .advice)
  }

  /// A budget whose snapshot nobody of the family has confirmed yet.
  mutating func toldBudget(_ name: String) throws -> StreamID {
    let budget = try consentingFamily(name).budget
    try coach(BudgetOpened(coach: Person.lidia.id, session: .advice), budget)
    try coach(HonestLedger.snapshot(today), budget)
    return budget
  }

  /// One that the family has confirmed, on paper before Carla.
  mutating func confirmedBudget(_ name: String) throws -> StreamID {
    let budget = try toldBudget(name)
    let state: BudgetState = try ledger.state(of: budget)
    try record(
      BudgetSnapshotConfirmed(
        snapshot: state.newestSnapshot?.id ?? id(""),
        attestation: HonestLedger.attestation(of: HonestLedger.ulid("party \(name)"))), budget, by: .carla)
    return budget
  }

  /// What an educator signs of a family that pays nothing yet.
  static func assessment(
    _ cents: Int, on snapshot: ULID, parameters: ParameterFile = parameters, running: Int = 0, reservations: [ULID] = []
  ) -> CapacityAssessed {
    CapacityAssessed(
      capacity: Money(cents: cents), formula: "capacity-1", parameters: parameters, record: sealed(11),
      reservations: reservations, running: Money(cents: running), snapshot: snapshot)
  }

  @discardableResult
  mutating func assess(_ budget: StreamID, _ cents: Int, reservations: [ULID] = []) throws -> ULID {
    let state: BudgetState = try ledger.state(of: budget)
    return try coach(
      HonestLedger.assessment(cents, on: state.confirmedSnapshot?.id ?? id(""), reservations: reservations), budget)
  }

  /// A family that can promise so much more a month.
  mutating func assessedBudget(_ name: String, _ cents: Int) throws -> StreamID {
    let budget = try confirmedBudget(name)
    try assess(budget, cents)
    return budget
  }

  @discardableResult
  mutating func reserve(_ cents: Int, _ budget: StreamID, by person: Person = .mara, days: Int = 30) throws -> ULID {
    try coach(CapacityReserved(amount: Money(cents: cents), through: today.adding(days: days)), budget, by: person)
  }

  static func terms(
    _ cents: Int, from day: CivilDate, assessment: ULID, reservation: ULID? = nil
  ) -> PlanTerms {
    let amount = Money(cents: cents)
    return PlanTerms(
      debts: [1],
      instalments: (1...2).map { PlanInstalment(amount: amount, due: day.adding(months: $0), shares: [amount]) },
      breach: BreachRules(cureDays: 30, graceDays: 10, missedInstalments: 2, missedRents: 2), rent: nil,
      assessment: assessment, reservation: reservation)
  }

  /// A plan of two instalments that Mara proposes, which rests on the assessment and, maybe, on a reservation of hers;
  /// creditor and family have agreed on paper, so that it only waits to be put in force.
  mutating func offer(
    _ name: String, _ cents: Int, to budget: StreamID, reservation: ULID? = nil
  ) throws -> (plan: StreamID, proposal: ULID) {
    let state: BudgetState = try ledger.state(of: budget)
    let plan = StreamID("plan", id("plan \(name)"))
    let (household, creditor) = (budget.ulid ?? id(""), try party("creditor \(name)"))
    let sum = Money(cents: 2 * cents)
    try coach(
      PlanOpened(debts: [PlanDebt(amount: sum, creditor: creditor, nature: .utility)], household: household), plan,
      by: .mara)
    let proposal = try coach(
      PlanProposed(
        HonestLedger.terms(
          cents, from: today, assessment: state.assessment?.id ?? id(""), reservation: reservation)), plan, by: .mara)
    let family: HouseholdState = try ledger.state(of: StreamID("household", household))
    for (creditor, party, person) in [(creditor, creditor, Person.hanna), (nil, family.members.first, .carla)] {
      try record(
        PlanAccepted(
          proposal: proposal, creditor: creditor, amount: sum,
          attestation: HonestLedger.attestation(of: party ?? id(""))), plan, by: person)
    }
    return (plan, proposal)
  }

  /// Months without instalments, to which the family has agreed on paper.
  mutating func plannedBudget(_ name: String) throws -> StreamID {
    let budget = try confirmedBudget(name)
    let plan = try coach(HonestLedger.months(from: today), budget)
    try record(
      BudgetPlanAgreed(plan: plan, attestation: HonestLedger.attestation(of: HonestLedger.ulid("party \(name)"))),
      budget, by: .carla)
    return budget
  }

  static func months(from day: CivilDate) -> BudgetPlanProposed {
    BudgetPlanProposed(
      from: CivilMonth(day), months: 12, promised: .zero, record: sealed(12), session: .training)
  }

  static func check(_ day: CivilDate) -> BudgetMonthChecked {
    BudgetMonthChecked(month: CivilMonth(day), nextStep: .keepGoing, record: sealed(13), session: .training)
  }

  static let held = LabHeld(attendance: [sealed(14), sealed(15)], guests: 3, minutes: 120)

  /// A laboratory that was held today.
  mutating func heldLab(_ name: String) throws -> StreamID {
    let lab = StreamID("lab", id("lab \(name)"))
    try coach(LabScheduled(day: today, topic: .bills, session: .information, places: 12), lab)
    try coach(HonestLedger.held, lab)
    return lab
  }

  /// A whole coaching: capacity that two bodies share, a plan that rests on a reservation, hours cut, an end.
  mutating func tellCoaching() throws {
    let budget = try assessedBudget("coached", 20_000)
    let reservation = try reserve(12_000, budget)
    try reserve(8_000, budget, by: .lidia)
    let (plan, proposal) = try offer("reserved", 12_000, to: budget, reservation: reservation)
    try coach(PlanActivated(proposal: proposal), plan, by: .mara)
    try coach(CircumstanceChanged(reason: .hoursCut, since: today), budget)
    let months = try plannedBudget("planned")
    try coach(HonestLedger.check(today), months)
    try coach(BudgetGoalSet(by: nil, record: HonestLedger.sealed(16)), months)
    try coach(BudgetClosed(outcome: .goalsReached, session: .advice), months)
    _ = try heldLab("told")
  }
}
