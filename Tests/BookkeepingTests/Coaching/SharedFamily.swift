import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing
import TransparencyLog

/// A family in an SQLite ledger whose capacity Edda assesses for the municipality, while Remo of a bank and Mona of a
/// shop make it offers, each over a store of their own on the one file.
struct SharedFamily {
  enum Person: String, CaseIterable {
    case anna, bruno, edda, remo, mona, olga

    var id: ULID { SharedFamily.id(rawValue) }
    var role: Role {
      switch self {
      case .anna, .bruno: .administrator
      case .edda: .educator
      case .remo, .mona, .olga: .operator
      }
    }
    var body: Slug? {
      switch self {
      case .edda: "comune"
      case .remo: "banca"
      case .mona: "emporio"
      case .anna, .bruno, .olga: nil
      }
    }
    var key: SigningKey { get throws { try SigningKey(seed: SHA256.hash(Array("key of \(rawValue)".utf8)).bytes) } }
  }

  static let now = Instant(seconds: 1_797_328_800)
  static let origin = "mastro.example/shared"
  static let member = id("a member of the family")
  static let creditor = id("creditor")
  static let household = StreamID("household", id("household"))
  static let budget = StreamID("budget", id("household"))
  static let parameters = ParameterFile(version: "it-2026", digest: sealed(1))

  let ledgers: [Ledger]
  var ledger: Ledger { ledgers[0] }

  init(path: String) throws {
    let stores = [try SQLiteEventStore.create(at: path), try SQLiteEventStore(path: path)]
    ledgers = stores.map { Ledger(store: $0, rulebook: .mastro) }
    try open()
    try meetFamily()
  }

  static func id(_ name: String) -> ULID {
    ULID(milliseconds: 1_797_000_000_000, randomness: Array(SHA256.hash(Array(name.utf8)).bytes.prefix(10)))
  }

  static func sealed(_ byte: UInt8) -> Fingerprint { Fingerprint(SHA256.hash([byte])) }

  static func paper(_ party: ULID) -> Attestation {
    Attestation(party: party, medium: .signedPaper, documentDigest: sealed(2))
  }

  /// Records over one of the two stores; waits where the other one writes.
  @discardableResult
  func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by person: Person, id name: String? = nil, over store: Int = 0
  ) throws -> ULID {
    let id = try name.map(SharedFamily.id) ?? SharedFamily.id("entry \(ledger.store.read { try $0.size })")
    let request = try EntryRequest(
      body, stream: stream, actor: person.id, role: person.role, onBehalfOf: person.body,
      effective: SharedFamily.now.date, id: id)
    while true {
      do {
        _ = try ledgers[store].record([request], recorded: SharedFamily.now) { _ in try person.key }
        return id
      } catch StoreError.busy {
        continue
      }
    }
  }

  private func open() throws {
    let log = try VerifierKey(
      name: try #require(KeyName(SharedFamily.origin)), kind: .ed25519,
      publicKey: try SigningKey(seed: [UInt8](repeating: 9, count: 32)).publicKey)
    let administrators = try [Person.anna, .bruno].map {
      LedgerOpened.Administrator(try proof($0, ledger: nil), record: nil)
    }
    try record(
      LedgerOpened(
        administrators: administrators, currency: .euro, logKey: log.text, origin: SharedFamily.origin), .ledger,
      by: .anna)
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: SharedFamily.policy)
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: .anna)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: .bruno)
    for body: Slug in ["banca", "comune", "emporio"] {
      try record(BodyRegistered(body: body, form: .other, name: body.text), .ledger, by: .anna)
    }
    let genesis = try ledger.store.read { try $0.node(level: 0, index: 0) }
    for person in [Person.edda, .remo, .mona, .olga] {
      let enrolled = MemberEnrolled(
        try proof(person, ledger: genesis), roles: [person.role], bodies: person.body.map { [$0] } ?? [], party: nil,
        record: nil)
      try record(MemberConfirmed(confirms: try record(enrolled, .ledger, by: .anna)), .ledger, by: .bruno)
    }
  }

  private func proof(_ person: Person, ledger: Digest?) throws -> EnrolmentProof {
    EnrolmentProof(
      signing: try person.key, member: person.id, ledger: ledger, origin: SharedFamily.origin,
      nonce: [UInt8](repeating: 7, count: 16), expires: SharedFamily.now.adding(seconds: 60))
  }

  private static let policy: JSON = [
    "version": "test",
    "kinds": .array((Registry.kinds + CoachingRegistry.kinds).map(\.kind.text).sorted().map { .string($0) }),
    "bankAccounts": ["main"], "purposes": ["rent"], "approvals": [["upTo": 1_000_000, "persons": 1]],
    "approvalValidDays": 60, "minimumReserves": [], "voucherApprovalAbove": 5_000,
    "attestable": ["budget.snapshot-confirmed", "consent.given", "plan.accepted"],
    "coaching": [
      "parameters": [["digest": .string(parameters.digest.description), "version": "it-2026"]], "reservationDays": 30,
    ],
    "households": ["assessmentValidDays": 180, "overridePersons": 0, "retentionDays": 0],
    "plans": [
      "breach": ["cureDays": 30, "graceDays": 10, "missedInstalments": 2, "missedRents": 2], "freezeDays": 180,
      "minimumShare": 500, "mostInstalments": 120, "source": "made up for a test",
    ],
  ]

  private func meetFamily() throws {
    for party in [SharedFamily.member, SharedFamily.creditor] {
      try record(
        PartyRegistered(record: SharedFamily.sealed(3), sort: .person), StreamID("party", party), by: .olga)
    }
    try record(
      HouseholdRegistered(
        members: [HouseholdMember(party: SharedFamily.member, relation: .reference)], municipality: nil,
        record: SharedFamily.sealed(4)), SharedFamily.household, by: .olga)
    try record(
      ConsentGiven(
        bodies: ["comune"], scopes: [.budget], until: SharedFamily.now.date.adding(days: 300),
        attestation: SharedFamily.paper(SharedFamily.member)), SharedFamily.household, by: .olga)
    try record(BudgetOpened(coach: Person.edda.id, session: .advice), SharedFamily.budget, by: .edda)
    let snapshot = try record(
      BudgetSnapshotTaken(
        lines: 9, unknowns: 0, month: CivilMonth(SharedFamily.now.date), record: SharedFamily.sealed(5),
        session: .advice), SharedFamily.budget, by: .edda)
    try record(
      BudgetSnapshotConfirmed(snapshot: snapshot, attestation: SharedFamily.paper(SharedFamily.member)),
      SharedFamily.budget, by: .olga)
  }

  // MARK: Capacity

  func state() throws -> BudgetState { try ledger.state(of: SharedFamily.budget) }

  func balance(_ account: Account) throws -> Int {
    try ledger.store.read { try $0.balance(of: AccountKey(account, .euro), at: nil) }
  }

  func isUsed(_ reservation: ULID) -> Bool {
    (try? ledger.store.read { try $0.holder(of: Claim("capacity-reservation", reservation)) }) != nil
  }

  func assess(_ cents: Int) throws {
    let state = try state()
    let capacity = Money(cents: cents)
    try record(
      CapacityAssessed(
        capacity: capacity, formula: "capacity-1", parameters: SharedFamily.parameters,
        record: SharedFamily.sealed(6),
        reservations: state.carriedReservations(into: capacity, on: SharedFamily.now.date, isUsed: isUsed),
        running: Money(cents: try balance(Chart.instalments(SharedFamily.budget.ulid ?? SharedFamily.id("")))),
        snapshot: state.confirmedSnapshot?.id ?? SharedFamily.id("")), SharedFamily.budget, by: .edda)
  }

  /// What is promised, and what is reserved, on the strength of the assessment that binds; counted here once more.
  func taken() throws -> (promised: Int, reserved: Int, capacity: Int) {
    let state = try state()
    let assessment = try #require(state.assessment)
    let live = state.reservations.filter { $0.end == nil && $0.through >= SharedFamily.now.date && !isUsed($0.id) }
    return (
      try balance(Chart.promised(assessment.id)), live.reduce(0) { $0 + $1.amount.cents }, assessment.capacity.cents
    )
  }

  /// A plan that only waits to be put in force by Remo.
  func offer(_ cents: Int, named name: String) throws -> (plan: StreamID, proposal: ULID) {
    let plan = StreamID("plan", SharedFamily.id("plan \(name)"))
    let amount = Money(cents: cents)
    try record(
      PlanOpened(
        debts: [
          PlanDebt(
            amount: amount, creditor: SharedFamily.creditor, nature: .utility,
            contract: Fingerprint(SHA256.hash(Array(name.utf8))))
        ], household: SharedFamily.budget.ulid ?? SharedFamily.id("")), plan, by: .remo)
    let terms = PlanTerms(
      debts: [1],
      instalments: [
        PlanInstalment(amount: amount, due: SharedFamily.now.date.adding(months: 1), shares: [amount])
      ], breach: BreachRules(cureDays: 30, graceDays: 10, missedInstalments: 2, missedRents: 2), rent: nil,
      assessment: try state().assessment?.id)
    let proposal = try record(PlanProposed(terms), plan, by: .remo)
    for (creditor, party, person) in [
      (SharedFamily.creditor, SharedFamily.creditor, Person.mona), (nil, SharedFamily.member, .olga),
    ] {
      try record(
        PlanAccepted(
          proposal: proposal, creditor: creditor, amount: amount, attestation: SharedFamily.paper(party)), plan,
        by: person)
    }
    return (plan, proposal)
  }
}
