import Funds
import LedgerCore
import Sodium

extension Forgery {
  /// Loans, guarantees, plans, hours and families against their rules.
  static let instruments: [Forgery] = [
    .instrument("a payment that goes to principal before the interest", "loan.allocation-differs") { honest in
      let loan = try honest.disbursedLoan("unfair")
      honest.wait(days: 32)
      try honest.accrue(loan)
      return loan
    } then: { log, loan in
      let amount = Money(cents: 5_000)
      let allocation = LoanPayment(costs: .zero, interest: .zero, principal: amount)
      try log.add(
        LoanRepaid(amount: amount, account: "main", allocation: allocation), loan, by: .elena,
        postings: ForgedLog.repayment(5_000, of: loan))
    },
    .instrument("a payment on a loan that was closed", "loan.closed") {
      try $0.closedLoan("paid")
    } then: { log, loan in
      let nothing = LoanPayment(costs: .zero, interest: .zero, principal: .zero)
      try log.add(
        LoanRepaid(amount: Money(cents: 5_000), account: "main", allocation: nothing), loan, by: .elena,
        postings: [
          Posting("assets:bank:main", .euro, 5_000),
          Posting(Chart.unallocated(loan.ulid ?? HonestLedger.ulid("")), .euro, -5_000),
        ])
    },
    .instrument("a loan paid out by who attested its acceptance", "approval.same-person", python: true) {
      try $0.loan("hasty")
    } then: { log, loan in
      try log.add(
        LoanDisbursed(
          amount: Money(cents: 100_000), payee: HonestLedger.ulid("party landlord hasty"), account: "main"), loan,
        by: .elena)
    },
    .instrument("a loan written off with one signature", "postings.differ", python: "approval.missing") {
      try $0.disbursedLoan("forgotten")
    } then: { log, loan in
      try log.add(
        LoanWrittenOff(amount: Money(cents: 100_000), reason: .untraceable), loan, by: .dario,
        postings: ForgedLog.writeOff(100_000, of: loan))
    },
    .instrument("opening balances that their importer has confirmed", "approval.same-person", python: true) {
      try $0.portfolio("ours").0
    } then: { log, batch in
      let proposal = try log.body(PortfolioProposed.self, of: batch)
      try log.add(
        PortfolioConfirmed(count: proposal.count, total: proposal.total, digest: proposal.digest), batch, by: .elena,
        postings: [
          Posting("equity:fund:casa:free:lent", .euro, -60_000), Posting("equity:opening:casa:free", .euro, 60_000),
        ])
    },
    .instrument("a month of a guarantee that is claimed twice", "guarantee.month-claimed-twice") { honest in
      try honest.record(ReserveSet(amount: Money(cents: 50_000), restriction: "free"), HonestLedger.fund, by: .ada)
      let guarantee = try honest.guarantee("one", for: honest.family("tenant"))
      try honest.record(try HonestLedger.claim(month: "2026-10"), guarantee, by: .hanna)
      return guarantee
    } then: { log, guarantee in
      try log.add(HonestLedger.claim(month: "2026-10"), guarantee, by: .hanna)
    },
    .instrument("a month that another guarantee has claimed", "guarantee.month-claimed-twice") { honest in
      try honest.record(ReserveSet(amount: Money(cents: 50_000), restriction: "free"), HonestLedger.fund, by: .ada)
      let family = try honest.family("tenant")
      let guarantee = try honest.guarantee("one", for: family)
      try honest.record(try HonestLedger.claim(month: "2026-10"), guarantee, by: .hanna)
      return try honest.guarantee("two", for: family)
    } then: { log, guarantee in
      try log.add(HonestLedger.claim(month: "2026-10"), guarantee, by: .hanna)
    },
    .instrument("a claim accepted by who issued the guarantee", "approval.same-person", python: true) { honest in
      try honest.record(ReserveSet(amount: Money(cents: 50_000), restriction: "free"), HonestLedger.fund, by: .ada)
      let guarantee = try honest.guarantee("one", for: honest.family("tenant"))
      let claim = try honest.record(try HonestLedger.claim(month: "2026-10"), guarantee, by: .hanna)
      try honest.record(TenantNotified(claim: claim, document: Fingerprint(SHA256.hash([8]))), guarantee, by: .carla)
      honest.wait(days: 16)
      return guarantee
    } then: { log, guarantee in
      let claim = try log.lastID(of: GuaranteeClaimed.kind)
      let amount = Money(cents: 60_000)
      try log.add(ClaimAccepted(claim: claim, admitted: Money(cents: 75_000), payable: amount), guarantee, by: .dario)
    },
    .instrument("hours that are credited twice", "service.minutes-exceed") { honest in
      let service = try honest.service("one", for: honest.family("worker"))
      _ = try honest.workedHours(service)
      try honest.record(
        ServiceCredited(minutes: 240, amount: Money(cents: 2_800), through: honest.today), service, by: .elena)
      return service
    } then: { log, service in
      try log.add(
        ServiceCredited(minutes: 240, amount: Money(cents: 2_800), through: log.start.date), service, by: .elena)
    },
    .instrument("hours that their recorder has confirmed", "approval.same-person", python: true) { honest in
      let service = try honest.service("one", for: honest.family("worker"))
      try honest.record(try HonestLedger.hours("09:00", "13:00", on: honest.today), service, by: .hanna)
      return service
    } then: { log, service in
      let session = try log.lastID(of: ServicePerformed.kind)
      let host = HonestLedger.attestation(of: HonestLedger.ulid("party host one"))
      try log.add(ServiceConfirmed(session: session, minutes: 240, attestation: host), service, by: .hanna)
    },
    .instrument("the same hours in another agreement", "service.overlap") { honest in
      let family = try honest.family("worker")
      _ = try honest.workedHours(try honest.service("one", for: family))
      return try honest.service("two", for: family)
    } then: { log, service in
      try log.add(HonestLedger.hours("12:00", "14:00", on: log.start.date), service, by: .carla)
    },
    .instrument("a share changed after everybody had accepted", "plan.not-accepted") { honest in
      try honest.plan("one", for: honest.family("debtor")).0
    } then: { log, plan in
      let terms = HonestLedger.planTerms(from: log.start.date, shares: [(5_000, 10_000), (15_000, 0)])
      let proposal = try log.add(PlanProposed(terms), plan, by: .carla)
      try log.add(PlanActivated(proposal: proposal), plan, by: .carla)
    },
    .instrument("a third person's override by one who gave it before", "approval.same-person", python: true) { honest in
      try honest.plan("one", for: honest.family("debtor")).0
    } then: { log, plan in
      let proposal = try log.lastID(of: PlanProposed.kind)
      try log.add(PlanOverrideApproved(proposal: proposal, monthly: Money(cents: 15_000)), plan, by: .dario)
    },
    .instrument("a family that was erased, and is born again", "household.already-registered") { honest in
      try honest.forgottenFamily()
    } then: { log, household in
      let members = [HouseholdMember(party: HonestLedger.ulid("party leaving"), relation: .reference)]
      try log.add(
        HouseholdRegistered(members: members, municipality: "E648", record: Fingerprint(SHA256.hash([4]))), household,
        by: .carla)
    },
    .instrument("a family that one person has erased", "approval.same-person", python: true) { honest in
      let family = try honest.family("leaving")
      let household = StreamID("household", family.household)
      let erasure = Erasure(basis: .noLongerNeeded, parties: [family.person])
      try honest.record(HouseholdErasureProposed(erasure), household, by: .ada)
      return household
    } then: { log, household in
      let erasure = Erasure(basis: .noLongerNeeded, parties: [HonestLedger.ulid("party leaving")])
      try log.add(HouseholdErased(erasure), household, by: .ada)
    },
  ]

  /// On top of an honest story of an instrument, whose stream the lie goes on with.
  /// - Parameter python: what `verify.py` says; it knows the chains, but not the rules of the kinds.
  static func instrument(
    _ name: String, _ code: String, python: String? = nil,
    _ tell: @escaping @Sendable (inout HonestLedger) throws -> StreamID,
    then lie: @escaping @Sendable (inout ForgedLog, StreamID) throws -> Void
  ) -> Forgery {
    Forgery(name: name, swift: Verdict(7, code), python: python.map { Verdict(7, $0) } ?? Verdict(0)) {
      var honest = try HonestLedger.withInstruments()
      let stream = try tell(&honest)
      var log = try ForgedLog(honest)
      try lie(&log, stream)
      return log
    }
  }

  static func instrument(
    _ name: String, _ code: String, python: Bool, _ tell: @escaping @Sendable (inout HonestLedger) throws -> StreamID,
    then lie: @escaping @Sendable (inout ForgedLog, StreamID) throws -> Void
  ) -> Forgery { instrument(name, code, python: python ? code : nil, tell, then: lie) }
}

extension HonestLedger {
  /// A fund with 4,000.00, two more operators, and a policy that knows all instruments.
  static func withInstruments() throws -> HonestLedger {
    var honest = try HonestLedger(store: InMemoryEventStore())
    try honest.enrol(.hanna)
    try honest.enrol(.ines)
    _ = try honest.party("shop")
    for _ in 0..<4 { try honest.receive() }
    return honest
  }

  mutating func forgottenFamily() throws -> StreamID {
    let family = try family("leaving")
    let household = StreamID("household", family.household)
    let erasure = Erasure(basis: .noLongerNeeded, parties: [family.person])
    try record(HouseholdErasureProposed(erasure), household, by: .ada)
    try record(HouseholdErased(erasure), household, by: .bruno)
    return household
  }
}

extension ForgedLog {
  static func repayment(_ cents: Int, of loan: StreamID) -> [Posting] {
    [
      Posting("assets:bank:main", .euro, cents),
      Posting(Chart.loan(HonestLedger.free, loan.ulid ?? HonestLedger.ulid("")), .euro, -cents),
      Posting(Chart.available(HonestLedger.free), .euro, -cents), Posting(Chart.lent(HonestLedger.free), .euro, cents),
    ].sorted { $0.key < $1.key }
  }

  static func writeOff(_ cents: Int, of loan: StreamID) -> [Posting] {
    [
      Posting(Chart.loanLosses("casa"), .euro, cents),
      Posting(Chart.loan(HonestLedger.free, loan.ulid ?? HonestLedger.ulid("")), .euro, -cents),
      Posting(Chart.result("casa"), .euro, -cents), Posting(Chart.lent(HonestLedger.free), .euro, cents),
    ].sorted { $0.key < $1.key }
  }

  /// The newest entry of a kind.
  func last(_ kind: Kind) throws -> Entry {
    for line in lines.reversed() {
      let entry = try Entry(payload: Envelope(parsing: line).payload)
      if entry.kind == kind { return entry }
    }
    throw StoreError.missing("\(kind)")
  }

  func lastID(of kind: Kind) throws -> ULID { try last(kind).id }

  func body<Body: EntryBody>(_ type: Body.Type, of stream: StreamID) throws -> Body {
    try JSONDecoding.decode(type, from: JSON.parse(try last(Body.kind).body, form: .canonical))
  }
}
