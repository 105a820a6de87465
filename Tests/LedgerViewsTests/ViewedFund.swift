import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

/// A ledger with a fund, a party whose name is sealed, and a grant that it has asked for.
final class ViewedFund {
  let bookkeeper: Bookkeeper
  let party: ULID
  let grant: StreamID
  private var keys: [ULID: SigningKey] = [:]
  private static let origin = "mastro.example/viewed"
  static let name = "Famiglia Bianchi"

  static func with(_ body: (ViewedFund) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "views-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(try ViewedFund(LedgerFolder(path: folder.path)))
  }

  private init(_ folder: LedgerFolder) throws {
    bookkeeper = try folder.create(
      Surroundings(milliseconds: { 1_797_328_800_000 }, random: CountingRandom()))
    party = bookkeeper.surroundings.newID()
    grant = StreamID("grant", bookkeeper.surroundings.newID())
    let (anna, bruno, ugo) = (try join(1), try join(2), try join(3))
    let log = try VerifierKey(
      name: try #require(KeyName(ViewedFund.origin)), kind: .ed25519,
      publicKey: SigningKey(seed: [UInt8](repeating: 99, count: 32)).publicKey)
    let administrators = try [anna, bruno].map { LedgerOpened.Administrator(try proof($0, nil), record: nil) }
    try record(
      LedgerOpened(administrators: administrators, currency: .euro, logKey: log.text, origin: ViewedFund.origin),
      .ledger, by: anna, .administrator)
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: ViewedFund.policy)
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: anna, .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: bruno, .administrator)
    let enrolled = try record(
      MemberEnrolled(
        try proof(ugo, bookkeeper.ledgerID()), roles: [.operator], bodies: [], party: nil, record: nil),
      .ledger, by: anna, .administrator)
    try record(MemberConfirmed(confirms: enrolled), .ledger, by: bruno, .administrator)
    try record(
      FundOpened(
        title: "Fondo casa", restrictions: [RestrictionTerms(name: "rent", purposes: ["rent-deposit"])],
        openings: [.init(account: "main", amount: Money(cents: 500_000), restriction: "rent")]),
      "fund/casa", by: anna, .administrator)
    let sealed = try bookkeeper.seal(["name": .string(ViewedFund.name)], party: party)
    try record(PartyRegistered(record: sealed, sort: .person), StreamID("party", party), by: ugo, .operator)
    try record(
      GrantRequested(
        amount: Money(cents: 45_000), from: Restriction(fund: "casa", name: "rent"), purpose: "rent-deposit",
        beneficiary: party, payee: party), grant, by: ugo, .operator)
  }

  private static let policy: JSON = [
    "version": "test", "kinds": .array(Registry.kinds.map { .string($0.kind.text) }), "bankAccounts": ["main"],
    "purposes": ["rent-deposit"], "approvals": [["upTo": 1_000_000, "persons": 1]], "approvalValidDays": 60,
    "minimumReserves": [], "voucherApprovalAbove": 5_000, "attestable": [],
    "households": ["assessmentValidDays": 180, "overridePersons": 2, "retentionDays": 0],
  ]

  private func join(_ number: UInt8) throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    keys[id] = try SigningKey(seed: [UInt8](repeating: number, count: 32))
    return id
  }

  private func proof(_ member: ULID, _ ledger: Digest?) throws -> EnrolmentProof {
    EnrolmentProof(
      signing: try #require(keys[member]), member: member, ledger: ledger, origin: ViewedFund.origin,
      nonce: [UInt8](repeating: 7, count: 16), expires: bookkeeper.surroundings.now.adding(seconds: 60))
  }

  @discardableResult
  private func record<Body: EntryBody>(_ body: Body, _ stream: StreamID, by member: ULID, _ role: Role) throws -> ULID {
    let request = try EntryRequest(
      body, stream: stream, actor: member, role: role, effective: bookkeeper.surroundings.now.date,
      id: bookkeeper.surroundings.newID())
    return try bookkeeper.record([request], keys: keys)[0].receipt.id
  }
}
