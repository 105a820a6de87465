import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Sodium
import TransparencyLog

/// A small fund whose people, keys and ids are fixed, written by the rules into a log in memory.
struct HonestLedger {
  /// The people of the fund; each has the key of their own name.
  enum Person: String, CaseIterable {
    case ada, bruno, carla, dario, elena, fabio, gino
    /// Only where a story needs more operators.
    case hanna, ines
    /// Only where families are coached: an educator who is an operator too, and an operator of another body.
    case lidia, mara

    var id: ULID { HonestLedger.ulid("member \(rawValue)") }
    var key: SigningKey { get throws { try HonestLedger.key(rawValue) } }

    /// The roles beside those of the two administrators, who open the ledger.
    var roles: [Role] {
      switch self {
      case .ada, .bruno: [.administrator]
      case .carla, .hanna, .ines, .mara: [.operator]
      case .dario, .fabio: [.committee]
      case .elena, .gino: [.treasurer]
      case .lidia: [.educator, .operator]
      }
    }

    var body: Slug? {
      switch self {
      case .lidia: "comune"
      case .mara: "emporio"
      case .ada, .bruno, .carla, .dario, .elena, .fabio, .gino, .hanna, .ines: nil
      }
    }
  }

  static let origin = "mastro.example/fondo-prova"
  static let firstSecond = 1_795_000_000
  static let fund: StreamID = "fund/casa"
  static let free = Restriction(fund: "casa", name: "free")

  let ledger: Ledger
  let logSigner: NoteSigner
  private(set) var made = 0

  init(store: any EventStore = InMemoryEventStore()) throws {
    ledger = Ledger(store: store, rulebook: Rulebook.mastro)
    logSigner = try HonestLedger.logSigner("log")
    try open()
  }

  static func key(_ name: String) throws -> SigningKey {
    try SigningKey(seed: SHA256.hash(Array("test key of \(name)".utf8)).bytes)
  }

  static func logSigner(_ name: String) throws -> NoteSigner {
    guard let origin = KeyName(origin) else { preconditionFailure("the origin is a log name") }
    return NoteSigner(name: origin, key: try key(name))
  }

  static func ulid(_ name: String) -> ULID {
    let digest = SHA256.hash(Array(name.utf8)).bytes
    return ULID(milliseconds: 1_795_000_000_000, randomness: Array(digest.prefix(10)))
  }

  static func proof(of name: String, for member: ULID, ledger: Digest?) throws -> EnrolmentProof {
    EnrolmentProof(
      signing: try key(name), member: member, ledger: ledger, origin: origin, nonce: [UInt8](repeating: 7, count: 16),
      expires: Instant(seconds: firstSecond + 400 * 86_400))
  }

  /// The minute in which the next entry is recorded.
  var now: Instant { Instant(seconds: HonestLedger.firstSecond + 60 * made) }
  var today: CivilDate { now.date }

  func request<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by person: Person, as role: Role? = nil, on day: CivilDate? = nil, id: ULID? = nil
  ) throws -> EntryRequest {
    try EntryRequest(
      body, stream: stream, actor: person.id, role: role ?? person.roles[0], effective: day ?? today,
      id: id ?? HonestLedger.ulid("entry \(made)"))
  }

  /// Signs and records; gives the id of the entry.
  @discardableResult
  mutating func record(_ request: EntryRequest, key: SigningKey) throws -> ULID {
    made += 1
    let signed = try ledger.prepare([request], recorded: now) { SignedEntry($0.entry, with: key) }
    return try ledger.submit(signed, now: now)[0].id
  }

  @discardableResult
  mutating func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by person: Person, as role: Role? = nil, on day: CivilDate? = nil, id: ULID? = nil
  ) throws -> ULID {
    try record(try request(body, stream, by: person, as: role, on: day, id: id), key: try person.key)
  }

  /// Lets time pass before the next entry.
  mutating func wait(days: Int) { made += days * 24 * 60 }

  var genesis: Digest { get throws { try ledger.store.read { try $0.node(level: 0, index: 0) } } }

  private mutating func open() throws {
    let administrators = try [Person.ada, .bruno].map { person in
      LedgerOpened.Administrator(
        try HonestLedger.proof(of: person.rawValue, for: person.id, ledger: nil), record: nil)
    }
    try record(
      LedgerOpened(
        administrators: administrators, currency: .euro, logKey: logSigner.verifierKey.text,
        origin: HonestLedger.origin), .ledger, by: .ada)
    for person in [Person.carla, .dario, .elena, .fabio, .gino] { try enrol(person) }
    let policy = try record(PolicyAdopted(policy: try HonestLedger.policy()), .ledger, by: .ada)
    try record(PolicyConfirmed(confirms: policy), .ledger, by: .bruno)
    try record(FundOpened(title: "Fondo casa", restrictions: [], openings: []), HonestLedger.fund, by: .ada)
  }

  mutating func enrol(_ person: Person) throws {
    let proof = try HonestLedger.proof(of: person.rawValue, for: person.id, ledger: try genesis)
    let bodies = person.body.map { [$0] } ?? []
    let enrolled = MemberEnrolled(proof, roles: person.roles, bodies: bodies, party: nil, record: nil)
    let proposal = try record(enrolled, .ledger, by: .ada)
    try record(MemberConfirmed(confirms: proposal), .ledger, by: .bruno)
  }

  static func policy(multiplierPercent: Int = 500) throws -> Policy {
    let all = Registry.kinds + CoachingRegistry.kinds
    let kinds = all.map(\.kind).filter { !$0.text.hasPrefix("ledger.") }.sorted()
    var object: JSONObject = [
      "approvalValidDays": 90, "approvals": [["persons": 1, "upTo": 100_000], ["persons": 2, "upTo": 500_000]],
      "attestable": .array(
        (["contribution.pledged", "grant.evidenced", "grant.requested"] + attestable).map { .string($0) }),
      "bankAccounts": ["main"], "kinds": .array(kinds.map { .string($0.text) }), "minimumReserves": [],
      "purposes": ["emergency", "rent", "service"],
      "urgency": ["ratifyWithinDays": 10, "upTo": 50_000], "version": "1", "voucherApprovalAbove": 10_000,
    ]
    let sections = sections(multiplierPercent: multiplierPercent)
    for name in sections.keys { object[name] = sections[name] }
    return try JSONDecoding.decode(Policy.self, from: .object(object))
  }

  /// A contribution of 1,000.00 euros that the bank has received.
  @discardableResult
  mutating func receive(_ cents: Int = 100_000) throws -> ULID {
    let id = HonestLedger.ulid("contribution \(made)")
    let received = ContributionReceived(
      amount: Money(cents: cents), to: HonestLedger.free, account: "main", donor: nil)
    return try record(received, StreamID("contribution", id), by: .elena, id: id)
  }

  mutating func party(_ name: String) throws -> ULID {
    let id = HonestLedger.ulid("party \(name)")
    let record = Fingerprint(SHA256.hash(Array(name.utf8)))
    try self.record(PartyRegistered(record: record, sort: .person), StreamID("party", id), by: .carla, id: id)
    return id
  }
}
