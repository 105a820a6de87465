import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerCoreTesting
import OfficeSite
import SiteTesting
import Sodium
import Testing
import TransparencyLog

/// A ledger on disk with the fund `casa`, a family, a donor, and the people of its office: Anna and Bruno administer, Tito is
/// the treasurer, Carla the committee, Olga an operator.
final class OfficeLedger {
  static let origin = "mastro.example/casa"
  /// 15 December 2026, ten in the morning.
  static let now = 1_797_328_800

  let bookkeeper: Bookkeeper
  private(set) var keys: [ULID: SigningKey] = [:]
  private var members: [String: ULID] = [:]
  private(set) var parties: [String: ULID] = [:]
  private(set) var families: [String: ULID] = [:]

  static func with(_ body: (OfficeLedger) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(OfficeLedger(LedgerFolder(path: folder.path)))
  }

  private init(_ folder: LedgerFolder) throws {
    bookkeeper = try folder.create(Surroundings(milliseconds: { Self.now * 1_000 }, random: CountingRandom()))
    try open()
    try adopt()
    try enrol()
    try openFund()
    try register("Rosa Bruni", "Bruni")
    try register(party: "Immobiliare Blu", .company)
    try register(party: "Banca Etica Donata", .company)
  }

  private func open() throws {
    let administrators = try ["anna", "bruno"].map { name in
      let proof = try proof(name, ledger: nil)
      return LedgerOpened.Administrator(
        proof, record: try bookkeeper.seal(["name": .string(name)], party: member(name)))
    }
    let log = try VerifierKey(
      name: try #require(KeyName(Self.origin)), kind: .ed25519,
      publicKey: SigningKey(seed: [UInt8](repeating: 250, count: 32)).publicKey)
    try record(
      LedgerOpened(administrators: administrators, currency: .euro, logKey: log.text, origin: Self.origin), .ledger,
      by: "anna", .administrator)
  }

  private func adopt() throws {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ledger-specs/policies/solidarity-fund.json")
    let policy = try JSONDecoding.decodeExactly(
      Policy.self, from: JSON.parse(Array(try Data(contentsOf: file)), form: .relaxed))
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: "anna", .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", .administrator)
    try record(
      BodyRegistered(body: "caritas", form: .association, name: "Caritas"), .ledger, by: "anna", .administrator)
  }

  private func enrol() throws {
    try enrol("olga", [.operator])
    try enrol("carla", [.committee])
    try enrol("tito", [.treasurer])
    try enrol("piero", [.treasurer], body: "caritas")
    try enrol("omar", [.operator])
    try enrol("gino", [.treasurer])
  }

  private func enrol(_ name: String, _ roles: [Role], body: Slug? = nil) throws {
    let proof = try proof(name, ledger: bookkeeper.ledgerID())
    let record = try bookkeeper.seal(["name": .string(name.capitalized)], party: member(name))
    let enrolled = try self.record(
      MemberEnrolled(proof, roles: roles.sorted(), bodies: [body].compactMap { $0 }, party: nil, record: record),
      .ledger, by: "anna", .administrator)
    try self.record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", .administrator)
  }

  private func openFund() throws {
    try record(
      FundOpened(
        title: "Fondo Casa", restrictions: [RestrictionTerms(name: "homes", purposes: ["arrears", "rent-deposit"])],
        openings: [
          .init(account: "main", amount: Money(cents: 600_000), restriction: "homes"),
          .init(account: "main", amount: Money(cents: 100_000), restriction: "free"),
        ]), "fund/casa",
      by: "anna", .administrator)
  }

  private func register(_ person: String, _ family: String) throws {
    let party = try register(party: person, .person)
    let id = bookkeeper.surroundings.newID()
    families[family] = id
    let sealed = try bookkeeper.seal(["name": .string("Famiglia \(family)"), "address": "via Lunga 3"], party: id)
    try record(
      HouseholdRegistered(
        members: [HouseholdMember(party: party, relation: .reference)], municipality: nil, record: sealed),
      StreamID("household", id), by: "olga", .operator, id: id)
  }

  @discardableResult
  private func register(party name: String, _ sort: PartyRegistered.Sort) throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    parties[name] = id
    let sealed = try bookkeeper.seal(["name": .string(name)], party: id)
    try record(PartyRegistered(record: sealed, sort: sort), StreamID("party", id), by: "olga", .operator, id: id)
    return id
  }

  private func proof(_ name: String, ledger: Digest?) throws -> EnrolmentProof {
    let id = bookkeeper.surroundings.newID()
    let key = try SigningKey(seed: [UInt8](repeating: UInt8(members.count + 1), count: 32))
    members[name] = id
    keys[id] = key
    return EnrolmentProof(
      signing: key, member: id, ledger: ledger, origin: Self.origin, nonce: [UInt8](repeating: 7, count: 16),
      expires: bookkeeper.surroundings.now.adding(seconds: 60))
  }

  func member(_ name: String) throws -> ULID { try #require(members[name], "nobody is called \(name)") }
  func party(_ name: String) throws -> ULID { try #require(parties[name], "no party is called \(name)") }
  func family(_ name: String) throws -> ULID { try #require(families[name], "no family is called \(name)") }

  @discardableResult
  func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by name: String, _ role: Role, id: ULID? = nil
  ) throws -> ULID {
    let id = id ?? bookkeeper.surroundings.newID()
    try record([
      EntryRequest(
        body, stream: stream, actor: member(name), role: role, effective: bookkeeper.surroundings.now.date, id: id)
    ])
    return id
  }

  func record(_ requests: [EntryRequest]) throws { _ = try bookkeeper.record(requests, keys: keys) }

  /// Requests a grant of so many cents for the family of Rosa.
  func requestGrant(_ cents: Int) throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    try record(
      GrantRequested(
        amount: Money(cents: cents), from: Restriction(fund: "casa", name: "homes"), purpose: "arrears",
        beneficiary: party("Rosa Bruni"), payee: party("Immobiliare Blu"), household: family("Bruni")),
      StreamID("grant", id), by: "olga", .operator, id: id)
    return id
  }
}

extension OfficeLedger {
  /// A grant that Carla has approved and nobody has paid.
  func approveGrant(_ cents: Int) throws -> ULID {
    let id = try requestGrant(cents)
    try record(
      GrantApproved(amount: Money(cents: cents), payee: party("Immobiliare Blu")), StreamID("grant", id), by: "carla",
      .committee)
    return id
  }

  func balance(_ account: Account) throws -> Int { try bookkeeper.ledger.store.read { try $0.balance(of: account) } }

  func grant(_ id: ULID) throws -> GrantState { try bookkeeper.state(StreamID("grant", id)) }
}

extension OfficeLedger: SiteLedger {}

extension Browser {
  convenience init(_ ledger: OfficeLedger) throws { try self.init(OfficeSite.self, ledger) }
}
