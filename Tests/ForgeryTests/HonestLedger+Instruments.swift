import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import Sodium

/// One story for each instrument, told by the rules; a forgery then goes on from it. Amounts are cents.
extension HonestLedger {
  /// What the policy says about instruments.
  static func sections(multiplierPercent: Int) -> JSONObject {
    var all = sections
    all["guarantees"] = [
      "approvals": [["persons": 1, "upTo": 600_000]], "multiplierPercent": .integer(multiplierPercent),
      "schemes": [
        [
          "capMonths": 12,
          "conditions": [
            "claimDays": 60, "depositNetted": "at-once", "formalNotice": false, "legalCosts": true,
            "payable": "at-once", "replyDays": 15, "unpaidMonths": 1,
          ], "coverageBasisPoints": 9_000, "name": "casa", "purpose": "rent", "source": "made up for a test",
        ]
      ],
    ]
    return all
  }

  private static let sections: JSONObject = [
    "coaching": [
      "parameters": [["digest": .string(parameters.digest.description), "version": "it-2026"]],
      "reservationDays": 30,
    ],
    "households": ["assessmentValidDays": 180, "overridePersons": 2, "retentionDays": 0],
    "loans": [
      "accelerationAfterDays": 60, "accelerationNoticeDays": 15, "costs": [], "graceDays": 0,
      "packs": [
        [
          "businessPlan": false, "maximumAmount": 500_000, "maximumFee": 0, "maximumMonths": 60,
          "maximumRatePercent": "12", "name": "social", "needs": ["rent"], "realSecurity": false,
          "source": "D.M. 176/2014", "tutoring": false,
        ]
      ], "reschedulePersons": 2,
      "usury": [
        ["from": "2026-01-01", "percent": "18", "source": "made up for a test", "through": "2027-12-31"]
      ], "watchInstalments": 6,
    ],
    "plans": [
      "breach": ["cureDays": 30, "graceDays": 10, "missedInstalments": 2, "missedRents": 2], "freezeDays": 180,
      "minimumShare": 500, "mostInstalments": 120, "source": "made up for a test",
    ],
    "service": [
      "confirmWithinDays": 14, "hourlyRate": 700, "monthlyCap": 14_000, "mostMinutesPerDay": 720, "regulations": [],
      "source": "made up for a test", "totalCap": 150_000,
    ],
  ]

  /// Kinds that somebody without a key may sign on paper.
  static let attestable = [
    "budget.plan-agreed", "budget.snapshot-confirmed", "consent.given", "consent.withdrawn", "guarantee.claimed",
    "guarantee.tenant-replied", "loan.accepted", "plan.accepted", "service.accepted",
    "service.confirmed",
  ]

  func id(_ name: String) -> ULID { HonestLedger.ulid("stream \(name)") }

  /// A family of one, with a party of that name.
  mutating func family(_ name: String) throws -> (household: ULID, person: ULID) {
    let person = try party(name)
    let household = id("household \(name)")
    try record(
      HouseholdRegistered(
        members: [HouseholdMember(party: person, relation: .reference)], municipality: "E648",
        record: Fingerprint(SHA256.hash([4]))), StreamID("household", household), by: .carla)
    return (household, person)
  }

  /// 1,000.00 at 12 % over five months, paid out to a landlord; Elena has attested that the borrower accepts.
  mutating func loan(_ name: String) throws -> StreamID {
    let stream = StreamID("loan", id("loan \(name)"))
    let (borrower, landlord) = (try party("borrower \(name)"), try party("landlord \(name)"))
    try record(
      LoanApplied(
        amount: Money(cents: 100_000), instalments: 5, from: HonestLedger.free, purpose: "rent", pack: "social",
        borrower: .party(borrower), payee: landlord), stream, by: .carla)
    let governing: LedgerState = try ledger.state(of: .ledger)
    guard let policy = governing.policy.loans, let pack = policy.pack("social") else {
      throw StoreError.missing("policy for loans")
    }
    let plan = ScheduleTerms(
      method: .french, principal: Money(cents: 100_000), annualRatePercent: try AnnualRate(parsing: "12"),
      disbursed: today, due: .every(.monthly, first: nil, count: 5))
    let terms = try LoanTerms(
      plan: plan, pack: pack, payee: landlord, fee: .zero, thresholds: policy.usury, on: today)
    try record(LoanApproved(terms), stream, by: .dario)
    try record(LoanAccepted(attestation: HonestLedger.attestation(of: borrower)), stream, by: .elena)
    return stream
  }

  mutating func disbursedLoan(_ name: String) throws -> StreamID {
    let stream = try loan(name)
    let state: LoanState = try ledger.state(of: stream)
    try record(
      LoanDisbursed(amount: Money(cents: 100_000), payee: state.terms?.payee ?? id(""), account: "main"), stream,
      by: .gino)
    return stream
  }

  func position(_ loan: StreamID) throws -> (state: LoanState, position: LoanPosition) {
    let state: LoanState = try ledger.state(of: loan)
    let position = try ledger.store.read { log in
      LoanPosition(state) { (try? log.balance(of: AccountKey($0, .euro), at: nil)) ?? 0 }
    }
    guard let position else { throw StoreError.missing("position of \(loan)") }
    return (state, position)
  }

  /// Interest due by now, or all of it where the loan ends.
  mutating func accrue(_ loan: StreamID, closing: Bool = false) throws {
    let (state, position) = try position(loan)
    let amount = LoanInterestAccrued.amount(state, position, through: today, closing: closing)
    try record(LoanInterestAccrued(amount: amount, through: today, closing: closing), loan, by: .elena)
  }

  /// Repaid to the last cent, and closed.
  mutating func closedLoan(_ name: String) throws -> StreamID {
    let stream = try disbursedLoan(name)
    wait(days: 10)
    try accrue(stream, closing: true)
    let position = try position(stream).position
    let rule = position.prepayment(of: position.owed, on: today)
    try record(
      LoanPrepaid(amount: position.owed, held: .zero, account: "main", allocation: rule.payment, schedule: nil), stream,
      by: .elena)
    try record(LoanClosed(), stream, by: .elena)
    return stream
  }

  /// A batch of one loan that Elena brings.
  mutating func portfolio(_ name: String) throws -> (StreamID, PortfolioConfirmed) {
    let batch = id("portfolio \(name)")
    let borrower = try party("borrower \(name)")
    let plan = ScheduleTerms(
      method: .french, principal: Money(cents: 60_000), annualRatePercent: try AnnualRate(parsing: "12"),
      disbursed: today.adding(days: -10), due: .every(.monthly, first: nil, count: 6))
    let schedule = try plan.schedule()
    let opening = LoanOpeningBalance(
      plan: plan, schedule: schedule, outstanding: Money(cents: 60_000), accrued: .zero, arrears: .zero,
      of: HonestLedger.free, purpose: "rent", borrower: .party(borrower), portfolio: batch, number: 1)
    let digest = PortfolioProposed.digest(of: [try JSONEncoding.encode(opening).canonicalBytes])
    let stream = StreamID("portfolio", batch)
    try record(
      PortfolioProposed(
        count: 1, total: Money(cents: 60_000), digest: digest, file: Fingerprint(SHA256.hash([5]))), stream, by: .elena)
    try record(opening, StreamID("loan", id("loan of \(name)")), by: .elena)
    return (stream, PortfolioConfirmed(count: 1, total: Money(cents: 60_000), digest: digest))
  }

  /// A guarantee of 6,000.00 for a family; Hanna has attested the landlord's claim of one month.
  mutating func guarantee(_ name: String, for family: (household: ULID, person: ULID)) throws -> StreamID {
    let stream = StreamID("guarantee", id("guarantee \(name)"))
    let terms = GuaranteeTerms(
      scheme: "casa", purpose: "rent", rent: Money(cents: 75_000), deposit: .zero, coverageBasisPoints: 8_000,
      cap: Money(cents: 100_000), start: today.adding(days: -100), end: today.adding(days: 200))
    try record(
      GuaranteeRequested(
        terms, from: HonestLedger.free, household: family.household, landlord: HonestLedger.ulid("party shop")), stream,
      by: .carla)
    let governing: LedgerState = try ledger.state(of: .ledger)
    guard let conditions = governing.policy.guarantees?.scheme("casa")?.conditions else {
      throw StoreError.missing("scheme")
    }
    try record(GuaranteeIssued(terms, conditions: conditions), stream, by: .dario)
    return stream
  }

  static func claim(month: String) throws -> GuaranteeClaimed {
    guard let month = CivilMonth(month) else { throw StoreError.missing("month") }
    return GuaranteeClaimed(
      [.init(month, Money(cents: 75_000))], document: Fingerprint(SHA256.hash([6])),
      attestation: attestation(of: ulid("party shop")))
  }

  /// Hours at a shop that repay what a family owes; agreed by everybody, insured.
  mutating func service(_ name: String, for family: (household: ULID, person: ULID)) throws -> StreamID {
    let stream = StreamID("service", id("service \(name)"))
    let (host, creditor) = (try party("host \(name)"), try party("creditor \(name)"))
    let work = ServiceWork(
      household: family.household, worker: family.person, hostBody: nil, hostParty: host, tasks: [.commonParts],
      start: today, end: today.adding(days: 100))
    try record(ServiceAgreed(work), stream, by: .carla)
    let terms = ServiceTerms(
      debt: .claim(creditor: creditor, nature: .condominium), hourlyRate: Money(cents: 700),
      monthlyCap: Money(cents: 14_000), totalCap: Money(cents: 20_000), purse: HonestLedger.free, regulation: nil)
    let set = try record(ServiceTermsSet(terms), stream, by: .dario)
    try record(
      ServiceAccepted(
        .household, work: work, terms: set, attestation: HonestLedger.attestation(of: family.person)), stream,
      by: .carla)
    try record(
      ServiceAccepted(.host, work: work, terms: nil, attestation: HonestLedger.attestation(of: host)), stream,
      by: .hanna)
    try record(
      ServiceInsured(document: Fingerprint(SHA256.hash([7])), from: today, until: today.adding(days: 100)), stream,
      by: .carla)
    return stream
  }

  static func hours(_ start: String, _ end: String, on day: CivilDate) throws -> ServicePerformed {
    guard let start = TimeOfDay(start), let end = TimeOfDay(end) else { throw StoreError.missing("time") }
    return ServicePerformed(on: day, from: start, to: end, task: .commonParts)
  }

  /// Four hours, recorded by Carla and confirmed by the host on paper before Hanna.
  mutating func workedHours(_ service: StreamID) throws -> ULID {
    let session = try record(try HonestLedger.hours("09:00", "13:00", on: today), service, by: .carla)
    let state: ServiceState = try ledger.state(of: service)
    let host = state.work?.hostParty ?? id("")
    try record(
      ServiceConfirmed(session: session, minutes: 240, attestation: HonestLedger.attestation(of: host)), service,
      by: .hanna)
    return session
  }

  /// A plan of 300.00 in three instalments to a landlord and a shop, to which everybody has agreed on paper.
  mutating func plan(_ name: String, for family: (household: ULID, person: ULID)) throws -> (StreamID, PlanTerms, ULID)
  {
    let stream = StreamID("plan", id("plan \(name)"))
    let (one, two) = (try party("lender \(name)"), try party("utility \(name)"))
    try record(
      PlanOpened(
        debts: [
          PlanDebt(amount: Money(cents: 20_000), creditor: one, nature: .condominium),
          PlanDebt(amount: Money(cents: 10_000), creditor: two, nature: .utility),
        ], household: family.household), stream, by: .carla)
    let terms = HonestLedger.planTerms(from: today, shares: [(10_000, 5_000), (10_000, 5_000)])
    let proposal = try record(PlanProposed(terms), stream, by: .carla)
    for person in [Person.dario, .fabio] {
      try record(PlanOverrideApproved(proposal: proposal, monthly: terms.monthly), stream, by: person)
    }
    let voices: [(creditor: ULID?, party: ULID, amount: Int, Person)] = [
      (one, one, 20_000, .hanna), (two, two, 10_000, .ines), (nil, family.person, 30_000, .carla),
    ]
    for (creditor, party, amount, person) in voices {
      try record(
        PlanAccepted(
          proposal: proposal, creditor: creditor, amount: Money(cents: amount),
          attestation: HonestLedger.attestation(of: party)), stream, by: person)
    }
    return (stream, terms, proposal)
  }

  /// Every story in one ledger, each to its end.
  mutating func tellAll() throws {
    _ = try closedLoan("one")
    let (batch, confirmation) = try portfolio("moved in")
    try record(confirmation, batch, by: .gino)
    try record(ReserveSet(amount: Money(cents: 100_000), restriction: "free"), HonestLedger.fund, by: .ada)
    let family = try family("tenant")
    let guarantee = try guarantee("one", for: family)
    let claim = try record(try HonestLedger.claim(month: "2026-10"), guarantee, by: .hanna)
    try record(TenantNotified(claim: claim, document: Fingerprint(SHA256.hash([8]))), guarantee, by: .carla)
    try record(
      TenantReplied(claim: claim, reply: .agrees, attestation: HonestLedger.attestation(of: family.person)), guarantee,
      by: .ines)
    let payable = Money(cents: 60_000)
    try record(ClaimAccepted(claim: claim, admitted: Money(cents: 75_000), payable: payable), guarantee, by: .fabio)
    try record(
      GuaranteePaid(amount: payable, payee: HonestLedger.ulid("party shop"), account: "main"), guarantee, by: .elena)
    let service = try service("one", for: family)
    _ = try workedHours(service)
    try record(ServiceCredited(minutes: 240, amount: Money(cents: 2_800), through: today), service, by: .elena)
    try record(
      ServiceSettled(
        amount: Money(cents: 2_800), payee: HonestLedger.ulid("party creditor one"), account: "main"), service,
      by: .gino)
    let (plan, _, proposal) = try plan("one", for: family)
    try record(PlanActivated(proposal: proposal), plan, by: .carla)
    _ = try forgottenFamily()
  }

  static func planTerms(from day: CivilDate, shares: [(Int, Int)]) -> PlanTerms {
    let instalments = shares.enumerated().map { index, share in
      PlanInstalment(
        amount: Money(cents: share.0 + share.1), due: day.adding(months: index + 1),
        shares: [Money(cents: share.0), Money(cents: share.1)])
    }
    return PlanTerms(
      debts: [1, 2], instalments: instalments,
      breach: BreachRules(cureDays: 30, graceDays: 10, missedInstalments: 2, missedRents: 2), rent: nil, override: true)
  }
}
