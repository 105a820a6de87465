import Funds
import LedgerCore
import Synchronization

/// Assessments that a test writes down as it goes on, as an educator would sign them.
final class AssessmentBoard: CapacityAssessments {
  private let known = Mutex<[ULID: AffordableInstalment]>([:])

  func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment? { self[household] }

  subscript(household: ULID) -> AffordableInstalment? {
    get { known.withLock { $0[household] } }
    set { known.withLock { $0[household] = newValue } }
  }

  var rulebook: Rulebook {
    Rulebook(kinds: Registry.kinds, governance: FundGovernance(assessments: self))
  }

  /// The family of the fixture in a ledger of its own, with the creditors, and Olga acting for the bodies.
  func family() throws -> (books: Books, household: StreamID) {
    let books = try Books.fixture(rulebook: rulebook)
    let household = try books.register()
    try books.meetCreditors()
    try books.let(.olga, actFor: ["banca", "comune", "emporio"])
    return (books, household)
  }

  /// Signed today, under an entry that stands in the log where the test names one.
  @discardableResult
  func assess(
    _ household: StreamID, _ cents: Int, _ books: Books, suspended: Bool = false,
    seasons: AffordableInstalment.Seasons? = nil, reservations: [AffordableInstalment.Reservation] = [],
    by entry: LoggedEntry? = nil
  ) -> ULID {
    let id = entry?.id ?? books.id()
    self[household.id] = AffordableInstalment(
      assessment: id, amount: Money(cents: cents), assessed: books.today, isSuspended: suspended, seasons: seasons,
      reservations: reservations)
    return id
  }

  /// Another part of the capacity is reserved from today on.
  @discardableResult
  func reserve(_ cents: Int, of household: StreamID, for body: Slug, days: Int = 30, _ books: Books) -> ULID {
    let id = books.id()
    guard let now = self[household.id] else { return id }
    let added = AffordableInstalment.Reservation(
      id: id, body: body, amount: Money(cents: cents), through: books.today.adding(days: days))
    self[household.id] = AffordableInstalment(
      assessment: now.assessment, amount: now.amount, assessed: now.assessed, isSuspended: now.isSuspended,
      seasons: now.seasons, reservations: now.reservations + [added])
    return id
  }
}

extension Books {
  /// A plan of the family of the fixture for one debt of 5,000 to the collector, opened and no more.
  func openPlan(of household: StreamID, contract: UInt8) throws -> StreamID {
    try openPlan(
      [
        PlanDebt(
          amount: .eur(5_000), creditor: Creditor.collector, nature: .privateDebt,
          contract: Books.fingerprint(contract))
      ], of: household)
  }

  /// Twelve equal instalments from the fifth of next month on.
  func offer(
    _ monthly: Int, _ plan: StreamID, resting assessment: ULID?, reservation: ULID? = nil
  ) throws -> PlanTerms {
    try offer(monthly, 12, plan, resting: assessment, reservation: reservation)
  }

  /// So many equal instalments, from the fifth of next month on unless the test says otherwise.
  func offer(
    _ monthly: Int, _ months: Int, _ plan: StreamID, resting assessment: ULID?, override: Bool = false,
    reservation: ULID? = nil, first: CivilDate? = nil
  ) throws -> PlanTerms {
    let start = first ?? today.adding(days: 5 - today.day).adding(months: 1)
    return try offer(
      (0..<months).map { (start.adding(months: $0), monthly) }, plan, resting: assessment, override: override,
      reservation: reservation)
  }

  func offer(
    _ instalments: [(due: CivilDate, cents: Int)], _ plan: StreamID, resting assessment: ULID?, override: Bool = false,
    reservation: ULID? = nil
  ) throws -> PlanTerms {
    PlanTerms(
      debts: [1],
      instalments: instalments.map {
        PlanInstalment(amount: Money(cents: $0.cents), due: $0.due, shares: [Money(cents: $0.cents)])
      }, breach: Books.breachRules, rent: nil, assessment: assessment, override: override, reservation: reservation)
  }

  /// From here on somebody acts for these bodies too.
  func `let`(_ person: Person, actFor bodies: [Slug]) throws {
    let state: LedgerState = try ledger.state(of: .ledger)
    guard let member = state.members[person.id], !Set(member.bodies).isSuperset(of: bodies) else { return }
    try confirm(try changeRoles(person, person.roles, bodies: bodies))
  }

  /// The collector and the family say yes.
  func agreeBoth(_ proposal: LoggedEntry) throws {
    try accept(proposal, Creditor.collector, by: .omar, paper: paper(Creditor.collector))
    try accept(proposal, nil, by: .fina)
  }

  /// A plan of the family that is in force: proposed on behalf of a body, agreed, activated.
  @discardableResult
  func runningPlan(
    _ monthly: Int, _ months: Int = 12, of household: StreamID, contract: UInt8, resting assessment: ULID?,
    override: Bool = false, reservation: ULID? = nil, body: Slug? = nil
  ) throws -> StreamID {
    let plan = try openPlan(of: household, contract: contract)
    let proposal = try propose(
      try offer(monthly, months, plan, resting: assessment, override: override, reservation: reservation), plan,
      onBehalfOf: body)
    if override { for person in [Person.carla, .carlo] { try self.override(proposal, by: person) } }
    try agreeBoth(proposal)
    try activate(proposal)
    return plan
  }

  /// The code of what is refused; nil where it is not.
  func code(_ act: () throws -> Void) throws -> String? {
    do {
      try act()
      return nil
    } catch let refusal as Refusal { return refusal.code.id }
  }

  /// The message of what is refused.
  func message(_ act: () throws -> Void) throws -> String? {
    do {
      try act()
      return nil
    } catch let refusal as Refusal { return refusal.message }
  }

  func promised(under assessment: ULID) throws -> Int { try balance(Chart.promised(assessment)) }
}
