import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing

/// Two families: that of Rosa, with one of everything running and one of everything waiting for her signature; and that
/// of Gina, of whom Rosa may know nothing.
///
/// Every creditor's amounts are different to the cent, so that a page which shows another's can be caught.
struct FamilyStory {
  static let larasDebt = Money(cents: 61_337)
  static let aurorasDebt = Money(cents: 15_119)
  static let luceDebt = Money(cents: 45_783)

  let ledger: FamilyLedger
  let rosas: ULID
  let ginas: ULID
  private(set) var plan = StreamID("plan", ULID.zero)
  /// Waits for Rosa's answer.
  private(set) var proposed = StreamID("plan", ULID.zero)
  /// Gina's plan, which waits for Lara's answer.
  private(set) var otherPlan = StreamID("plan", ULID.zero)
  private(set) var loan = StreamID("loan", ULID.zero)
  private(set) var offeredLoan = StreamID("loan", ULID.zero)
  private(set) var guarantee = StreamID("guarantee", ULID.zero)
  private(set) var claim = ULID.zero
  private(set) var service = StreamID("service", ULID.zero)
  private(set) var offeredService = StreamID("service", ULID.zero)
  private(set) var consent = ULID.zero
  private(set) var snapshot = ULID.zero

  private static let purse = Restriction(fund: "casa", name: "loans")

  init(in ledger: FamilyLedger) throws {
    self.ledger = ledger
    rosas = try FamilyStory.household("Rosa Bruni", "Famiglia Bruni", ledger)
    ginas = try FamilyStory.household("Gina Verdi", "Famiglia Verdi", ledger)
    try openFund()
    try coach()
    try runPlan()
    try runLoan()
    try guarantee(of: "Lara Blu")
    try runService()
    try offer()
    try ledger.bookkeeper.vault.noteAccess(
      to: rosas, by: ledger.member("olga"), page: "timeline", at: ledger.bookkeeper.surroundings.now)
  }

  private static func household(_ party: String, _ name: String, _ ledger: FamilyLedger) throws -> ULID {
    let id = ledger.bookkeeper.surroundings.newID()
    let record = try ledger.bookkeeper.seal(
      ["name": .string(name), "address": .string("via Lunga 3")], party: id)
    try ledger.record(
      HouseholdRegistered(
        members: [HouseholdMember(party: try ledger.party(party), relation: .reference)], municipality: nil,
        record: record), StreamID("household", id), by: "olga", .operator)
    return id
  }

  func addHousehold(_ party: String, _ name: String) throws -> ULID {
    try FamilyStory.household(party, name, ledger)
  }

  private func openFund() throws {
    try ledger.record(
      FundOpened(
        title: "Fondo Casa",
        restrictions: [
          RestrictionTerms(name: "homes", purposes: ["arrears", "rent-deposit"]),
          RestrictionTerms(name: "loans", purposes: ["arrears", "rent-deposit", "service"]),
        ],
        openings: [
          .init(account: FamilyLedger.main, amount: Money(cents: 600_000), restriction: "homes"),
          .init(account: FamilyLedger.main, amount: Money(cents: 900_000), restriction: "loans"),
        ]), "fund/casa", by: "anna", .administrator, on: day("2026-10-01"))
    try ledger.record(
      ReserveSet(amount: Money(cents: 150_000), restriction: "homes"), "fund/casa", by: "anna", .administrator,
      on: day("2026-10-02"))
  }

  private mutating func coach() throws {
    let budget = StreamID("budget", rosas)
    consent = try ledger.record(
      ConsentGiven(bodies: ["caritas"], scopes: [.budget], until: day("2027-12-31"), attestation: nil),
      StreamID("household", rosas), by: "rosa", .household)
    try educate(BudgetOpened(coach: ledger.member("elsa"), session: .advice))
    let told = try sheet("2026-12", salary: "1900.00")
    let first = try educate(
      BudgetSnapshotTaken(told, record: try seal(told.canonicalBytes()), session: .advice))
    try ledger.record(BudgetSnapshotConfirmed(snapshot: first, attestation: nil), budget, by: "rosa", .household)
    let book = try ledger.bookkeeper.budget(of: rosas)
    let today = ledger.bookkeeper.surroundings.now.date
    let draft = try ledger.bookkeeper.assessment(
      of: book, CapacityQuestion(parameters: ledger.bookkeeper.parameters(on: today), on: today))
    try educate(draft.body(record: try seal(draft.working.canonicalBytes())))
    let plan = try educate(
      BudgetPlanProposed(
        from: CivilMonth(today), months: 12, promised: .zero, record: try seal(told.canonicalBytes()), session: .advice)
    )
    try ledger.record(BudgetPlanAgreed(plan: plan, attestation: nil), budget, by: "rosa", .household)
  }

  @discardableResult
  private func educate<Body: EntryBody>(_ body: Body) throws -> ULID {
    try ledger.record(body, StreamID("budget", rosas), by: "elsa", .educator, for: "caritas")
  }

  private func seal(_ document: [UInt8]) throws -> Fingerprint { try ledger.bookkeeper.seal(document, party: rosas) }

  private func sheet(_ month: String, salary: String) throws -> BudgetSheet {
    let text = """
      {"month": "\(month)", "members": 1, "liquid": "410.00",
       "income": [{"name": "Stipendio Coop", "source": "salary", "amount": "\(salary)", "frequency": "monthly",
                   "certainty": "reliable"}],
       "expenses": [
        {"name": "Affitto", "group": "home", "coicop": "04.1", "amount": "480.00", "frequency": "monthly",
         "nature": "fixed"},
        {"name": "Spesa", "group": "food", "coicop": "01", "amount": "260.00", "frequency": "monthly",
         "nature": "priority"},
        {"name": "Medicine", "group": "health", "coicop": "06", "amount": "unknown", "frequency": "monthly",
         "nature": "priority"}],
       "debts": [], "envelopes": [], "goals": []}
      """
    return try JSONDecoding.decode(BudgetSheet.self, from: JSON.parse(Array(text.utf8), form: .relaxed))
  }

  private mutating func runPlan() throws {
    plan = try ledger.begin(
      PlanOpened(
        debts: [
          PlanDebt(
            amount: FamilyStory.larasDebt, creditor: ledger.party("Lara Blu"), nature: .rent,
            cap: Money(cents: 6_000)),
          PlanDebt(
            amount: FamilyStory.aurorasDebt, creditor: ledger.party("Condominio Aurora"), nature: .condominium, tier: 2,
            creditorBody: "aurora"),
          PlanDebt(amount: FamilyStory.luceDebt, creditor: ledger.party("Luce e Gas Valle"), nature: .utility, tier: 2),
        ], household: rosas), "plan", by: "olga", .operator, on: day("2026-11-20"))
    let terms = try propose(plan, Money(cents: 10_000), from: "2026-12-05", rentDay: 10, on: "2026-11-21")
    let state: PlanState = try ledger.bookkeeper.state(plan)
    let proposal = try #require(state.proposal?.id)
    for (name, party, body) in [("lara", "Lara Blu", nil), ("ada", "Condominio Aurora", "aurora" as Slug?)] {
      let share = state.share(of: try ledger.party(party), in: terms)
      try ledger.record(
        PlanAccepted(proposal: proposal, creditor: ledger.party(party), amount: share, attestation: nil), plan,
        by: name, .creditor, for: body, on: day("2026-11-22"))
    }
    try ledger.record(
      PlanAccepted(
        proposal: proposal, creditor: ledger.party("Luce e Gas Valle"),
        amount: state.share(of: ledger.party("Luce e Gas Valle"), in: terms),
        attestation: ledger.paper("Luce e Gas Valle")),
      plan, by: "pia", .operator, on: day("2026-11-22"))
    try ledger.record(
      PlanAccepted(proposal: proposal, creditor: nil, amount: terms.total, attestation: nil), plan, by: "rosa",
      .household, on: day("2026-11-23"))
    try ledger.record(PlanActivated(proposal: proposal), plan, by: "olga", .operator, on: day("2026-11-24"))
    let paid = Money(cents: 6_000)
    let active: PlanState = try ledger.bookkeeper.state(plan)
    try ledger.record(
      PlanPaid(paid, parts: active.parts(of: paid, to: ledger.party("Lara Blu")), .direct(FamilyLedger.document)), plan,
      by: "olga", .operator, on: day("2026-12-05"))
  }

  @discardableResult
  private func propose(
    _ stream: StreamID, _ monthly: Money, from first: String, rentDay: Int? = nil, on: String, override: Bool = false
  ) throws -> PlanTerms {
    let policy = try #require(ledger.bookkeeper.governing().policy.plans)
    let state: PlanState = try ledger.bookkeeper.state(stream)
    let instalments = try PlanSplit.monthly(
      monthly, from: day(first), among: state.debts, minimum: policy.minimumShare)
    let household = try #require(state.household)
    let terms = PlanTerms(
      debts: Array(1...state.debts.count), instalments: instalments, breach: policy.breach,
      rent: try rentDay.map { PlanRent(dueDay: $0, from: CivilMonth(try day(first))) },
      assessment: override ? nil : try ledger.bookkeeper.bindingAssessment(of: household), override: override)
    try ledger.record(PlanProposed(terms), stream, by: "olga", .operator, on: day(on))
    return terms
  }

  private mutating func runLoan() throws {
    loan = try approveLoan(Money(cents: 24_000), on: "2026-11-25")
    try ledger.record(LoanAccepted(attestation: nil), loan, by: "rosa", .household, on: day("2026-11-26"))
    try ledger.record(
      LoanDisbursed(amount: Money(cents: 24_000), payee: ledger.party("Karim Neri"), account: FamilyLedger.main), loan,
      by: "tito", .treasurer, on: day("2026-12-01"))
  }

  /// Interest-free, in eight monthly instalments.
  private func approveLoan(_ amount: Money, on text: String) throws -> StreamID {
    let applied = try day(text)
    let stream = try ledger.begin(
      LoanApplied(
        amount: amount, instalments: 8, from: FamilyStory.purse, purpose: "rent-deposit", pack: "social",
        borrower: .household(rosas), payee: ledger.party("Karim Neri")), "loan", by: "olga", .operator, on: applied)
    let policy = try #require(ledger.bookkeeper.governing().policy.loans)
    let plan = ScheduleTerms(
      method: .interestFree, principal: amount, annualRatePercent: .zero, disbursed: try day("2026-12-01"),
      due: .given((0..<8).map { CivilDate.first.adding(months: $0) }))
    let terms = try LoanTerms(
      plan: plan, pack: #require(policy.packs.first { $0.name == "social" }), payee: ledger.party("Karim Neri"),
      fee: .zero, thresholds: policy.usury, on: applied)
    try ledger.record(LoanApproved(terms), stream, by: "carla", .committee, on: applied)
    return stream
  }

  private mutating func guarantee(of landlord: String) throws {
    let terms = GuaranteeTerms(
      scheme: "rent-guarantee", purpose: "arrears", rent: Money(cents: 48_000), deposit: Money(cents: 48_000),
      coverageBasisPoints: 8_000, cap: Money(cents: 288_000), start: try day("2026-09-01"), end: try day("2027-08-31"))
    guarantee = try ledger.begin(
      GuaranteeRequested(
        terms, from: Restriction(fund: "casa", name: "homes"), household: rosas, landlord: ledger.party(landlord)),
      "guarantee", by: "olga", .operator, on: day("2026-10-05"))
    let scheme = try #require(ledger.bookkeeper.governing().policy.guarantees?.scheme("rent-guarantee"))
    try ledger.record(
      GuaranteeIssued(terms, conditions: scheme.conditions), guarantee, by: "carla", .committee, on: day("2026-10-06"))
    claim = try ledger.record(
      GuaranteeClaimed(
        [
          .init(CivilMonth(day("2026-10-01")), Money(cents: 48_000)),
          .init(CivilMonth(day("2026-11-01")), Money(cents: 48_000)),
        ],
        document: FamilyLedger.document), guarantee, by: "lara", .creditor, on: day("2026-12-02"))
    try ledger.record(
      TenantNotified(claim: claim, document: FamilyLedger.document), guarantee, by: "olga", .operator,
      on: day("2026-12-03"))
  }

  private mutating func runService() throws {
    service = try agree(.loan(try #require(loan.ulid)), cap: Money(cents: 9_100))
    let state: ServiceState = try ledger.bookkeeper.state(service)
    try ledger.record(
      ServiceAccepted(.household, work: state.work, terms: state.termsEntry), service, by: "rosa", .household,
      on: day("2026-12-02"))
    try ledger.record(
      ServiceAccepted(.host, work: state.work, terms: nil), service, by: "hugo", .host, for: "comune",
      on: day("2026-12-02"))
    try ledger.record(
      ServiceInsured(document: FamilyLedger.document, from: day("2026-12-01"), until: day("2027-06-30")), service,
      by: "olga", .operator, on: day("2026-12-02"))
    for (date, from, to, who) in [
      ("2026-12-05", "09:00", "12:00", "olga"), ("2026-12-12", "09:00", "11:30", "olga"),
      ("2026-12-13", "14:00", "15:00", "hugo"),
    ] {
      try ledger.record(
        ServicePerformed(
          on: day(date), from: #require(TimeOfDay(from)), to: #require(TimeOfDay(to)), task: .greenCare), service,
        by: who, who == "hugo" ? .host : .operator, for: who == "hugo" ? "comune" : nil, on: day("2026-12-14"))
    }
  }

  private func agree(_ debt: ServiceDebt, cap: Money) throws -> StreamID {
    let stream = try ledger.begin(
      ServiceAgreed(
        ServiceWork(
          household: rosas, worker: ledger.party("Rosa Bruni"), hostBody: "comune", tasks: [.commonParts, .greenCare],
          start: day("2026-12-01"), end: day("2027-05-31"))), "service", by: "olga", .operator, on: day("2026-12-01"))
    try ledger.record(
      ServiceTermsSet(
        ServiceTerms(
          debt: debt, hourlyRate: Money(cents: 700), monthlyCap: Money(cents: 14_000), totalCap: cap,
          purse: FamilyStory.purse)), stream, by: "dario", .committee, on: day("2026-12-01"))
    return stream
  }

  private mutating func offer() throws {
    offeredLoan = try approveLoan(Money(cents: 16_000), on: "2026-12-09")
    offeredService = try agree(
      .claim(creditor: ledger.party("Karim Neri"), nature: .privateDebt), cap: Money(cents: 700))
    proposed = try ledger.begin(
      PlanOpened(
        debts: [PlanDebt(amount: Money(cents: 20_200), creditor: ledger.party("Karim Neri"), nature: .privateDebt)],
        household: rosas), "plan", by: "olga", .operator, on: day("2026-12-10"))
    try propose(proposed, Money(cents: 1_000), from: "2027-01-15", on: "2026-12-11")
    otherPlan = try ledger.begin(
      PlanOpened(
        debts: [PlanDebt(amount: Money(cents: 33_300), creditor: ledger.party("Lara Blu"), nature: .rent)],
        household: ginas), "plan", by: "olga", .operator, on: day("2026-12-10"))
    try propose(
      otherPlan, Money(cents: 3_000), from: "2027-01-05", rentDay: 5, on: "2026-12-11", override: true)
    let told = try sheet("2027-01", salary: "1850.00")
    snapshot = try educate(BudgetSnapshotTaken(told, record: try seal(told.canonicalBytes()), session: .advice))
    try educate(
      BudgetPlanProposed(
        from: CivilMonth(day("2027-01-01")), months: 12, promised: .zero, record: try seal(told.canonicalBytes()),
        session: .advice))
  }
}

extension ULID {
  /// Stands until the story has come to it.
  static let zero = ULID(milliseconds: 0, randomness: [UInt8](repeating: 0, count: 10))
}

extension CivilDate {
  /// 20 December 2026.
  fileprivate static let first = CivilDate(dayNumber: 20_807)
}
