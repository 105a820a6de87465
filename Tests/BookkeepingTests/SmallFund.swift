import Bookkeeping
import Funds
import LedgerCore
import Sodium
import Testing
import TransparencyLog

/// A ledger in a folder with two administrators, a treasurer, an operator and a committee, and the fund `casa`.
final class SmallFund {
  let folder: LedgerFolder
  let bookkeeper: Bookkeeper
  private var members: [String: ULID] = [:]
  private(set) var keys: [ULID: SigningKey] = [:]
  private static let origin = "mastro.example/small"

  static func with(_ body: (SmallFund) throws -> Void) throws {
    try withFolder { path in try body(try SmallFund(LedgerFolder(path: path))) }
  }

  static func with(_ body: (SmallFund) async throws -> Void) async throws {
    try await withFolder { path in try await body(try SmallFund(LedgerFolder(path: path))) }
  }

  private init(_ folder: LedgerFolder) throws {
    self.folder = folder
    bookkeeper = try folder.create(.still())
    let administrators = try [("anna", UInt8(1)), ("bruno", 2)].map { name, number in
      LedgerOpened.Administrator(try proof(name, number, ledger: nil), record: try seal(name))
    }
    let log = try VerifierKey(
      name: try #require(KeyName(SmallFund.origin)), kind: .ed25519, publicKey: key(99).publicKey)
    try record(
      LedgerOpened(administrators: administrators, currency: .euro, logKey: log.text, origin: SmallFund.origin),
      .ledger,
      by: "anna", .administrator)
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: SmallFund.policy)
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: "anna", .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", .administrator)
    for (name, number, role) in [("tea", UInt8(3), Role.treasurer), ("ugo", 4, .operator), ("carla", 5, .committee)] {
      let enrolled = try record(
        MemberEnrolled(
          try proof(name, number, ledger: bookkeeper.ledgerID()), roles: [role], bodies: [], party: nil, record: nil),
        .ledger, by: "anna", .administrator)
      try record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", .administrator)
    }
    try record(
      FundOpened(
        title: "Fondo casa", restrictions: [RestrictionTerms(name: "rent", purposes: ["rent-deposit"])],
        openings: [
          .init(account: "main", amount: Money(cents: 100_000), restriction: "free"),
          .init(account: "main", amount: Money(cents: 500_000), restriction: "rent"),
        ]), "fund/casa", by: "anna", .administrator)
  }

  private static let policy: JSON = [
    "version": "test", "kinds": .array(Registry.kinds.map { .string($0.kind.text) }), "bankAccounts": ["main"],
    "purposes": ["rent-deposit"], "approvals": [["upTo": 1_000_000, "persons": 1]], "approvalValidDays": 60,
    "minimumReserves": [["amount": 30_000, "fund": "casa", "restriction": "free"]], "voucherApprovalAbove": 5_000,
    "attestable": ["consent.given", "consent.withdrawn"],
    "households": ["assessmentValidDays": 180, "overridePersons": 2, "retentionDays": 0],
  ]

  private func proof(_ name: String, _ number: UInt8, ledger: Digest?) throws -> EnrolmentProof {
    let (id, key) = (bookkeeper.surroundings.newID(), try key(number))
    members[name] = id
    keys[id] = key
    return EnrolmentProof(
      signing: key, member: id, ledger: ledger, origin: SmallFund.origin, nonce: [UInt8](repeating: 7, count: 16),
      expires: bookkeeper.surroundings.now.adding(seconds: 60))
  }

  func member(_ name: String) throws -> ULID { try #require(members[name]) }

  /// Seals a record with a name, as `init` and `member enrol` do.
  private func seal(_ name: String) throws -> Fingerprint {
    try bookkeeper.seal(["name": .string(name)], party: try member(name))
  }

  func request<Body: EntryBody>(_ body: Body, _ stream: StreamID, by name: String, _ role: Role) throws -> EntryRequest
  {
    try EntryRequest(
      body, stream: stream, actor: try member(name), role: role, effective: bookkeeper.surroundings.now.date,
      id: bookkeeper.surroundings.newID())
  }

  @discardableResult
  func record<Body: EntryBody>(_ body: Body, _ stream: StreamID, by name: String, _ role: Role) throws -> ULID {
    try bookkeeper.record([try request(body, stream, by: name, role)], keys: keys)[0].receipt.id
  }

  /// Registers a party whose name is sealed.
  func party(_ name: String) throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    let record = try bookkeeper.seal(["name": .string(name), "phone": "02 5550"], party: id)
    try self.record(PartyRegistered(record: record, sort: .person), StreamID("party", id), by: "ugo", .operator)
    return id
  }

  /// Requests and approves a grant for a rent deposit.
  func approveGrant(_ cents: Int, for party: ULID) throws {
    let stream = StreamID("grant", bookkeeper.surroundings.newID())
    try record(
      GrantRequested(
        amount: Money(cents: cents), from: Restriction(fund: "casa", name: "rent"), purpose: "rent-deposit",
        beneficiary: party, payee: party), stream, by: "ugo", .operator)
    try record(GrantApproved(amount: Money(cents: cents), payee: party), stream, by: "carla", .committee)
  }

  func copy(to other: LedgerFolder) throws -> TreeHead {
    try folder.copy(to: other, .still(), workers: 2) { _, _ in }
  }

  func head() throws -> TreeHead { try bookkeeper.ledger.store.read { try $0.treeHead() } }
}
