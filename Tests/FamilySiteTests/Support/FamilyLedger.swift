import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

/// A ledger on disk with everybody who meets on these pages; what they have agreed is told in `FamilyStory`.
final class FamilyLedger {
  static let origin = "mastro.example/casa"
  /// 15 December 2026, ten in the morning.
  static let now = 1_797_328_800
  static let main: Slug = "main"

  let bookkeeper: Bookkeeper
  private var keys: [ULID: SigningKey] = [:]
  private var members: [String: ULID] = [:]
  private var parties: [String: ULID] = [:]

  /// Runs a test on a ledger in which the whole story has happened.
  static func with(_ body: (FamilyLedger, FamilyStory) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "family-site-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let ledger = try FamilyLedger(LedgerFolder(path: folder.path))
    try body(ledger, try FamilyStory(in: ledger))
  }

  private init(_ folder: LedgerFolder) throws {
    bookkeeper = try folder.create(Surroundings(milliseconds: { Self.now * 1_000 }, random: CountingRandom()))
    try open()
    try adopt()
    try enrol()
  }

  private func open() throws {
    let administrators = try ["anna", "bruno"].map { name in
      let proof = try proof(name, ledger: nil)
      return LedgerOpened.Administrator(
        proof, record: try bookkeeper.seal(["name": .string(name)], party: member(name)))
    }
    let log = try VerifierKey(
      name: try #require(KeyName(FamilyLedger.origin)), kind: .ed25519, publicKey: key(250).publicKey)
    try record(
      LedgerOpened(
        administrators: administrators, currency: .euro, logKey: log.text, origin: FamilyLedger.origin), .ledger,
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
  }

  private func enrol() throws {
    for (slug, name) in [("comune", "Comune di Borgo Sereno"), ("aurora", "Condominio Aurora"), ("caritas", "Caritas")]
    {
      try record(
        BodyRegistered(body: try #require(Slug(slug)), form: .other, name: name), .ledger, by: "anna", .administrator)
    }
    try enrol("olga", [.operator])
    for name in ["Rosa Bruni", "Gina Verdi", "Lara Blu", "Karim Neri", "Luce e Gas Valle", "Condominio Aurora"] {
      try register(name)
    }
    try enrol("pia", [.operator])
    try enrol("carla", [.committee])
    try enrol("dario", [.committee])
    try enrol("tito", [.treasurer])
    try enrol("hugo", [.host], body: "comune")
    try enrol("hilde", [.host], body: "comune")
    try enrol("elsa", [.educator], body: "caritas")
    try enrol("lara", [.creditor], party: "Lara Blu")
    try enrol("ada", [.creditor], body: "aurora")
    try enrol("rosa", [.household], party: "Rosa Bruni")
    try enrol("gina", [.household], party: "Gina Verdi")
    try enrol("nobody", [.household])
  }

  private func enrol(_ name: String, _ roles: [Role], body: Slug? = nil, party: String? = nil) throws {
    let proof = try proof(name, ledger: bookkeeper.ledgerID())
    let record = try bookkeeper.seal(["name": .string(name.capitalized)], party: member(name))
    let enrolled = try self.record(
      MemberEnrolled(
        proof, roles: roles, bodies: [body].compactMap { $0 }, party: try party.map { try self.party($0) },
        record: record), .ledger, by: "anna", .administrator)
    try self.record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", .administrator)
  }

  private func register(_ name: String) throws {
    let id = bookkeeper.surroundings.newID()
    parties[name] = id
    let record = try bookkeeper.seal(["name": .string(name)], party: id)
    let sort: PartyRegistered.Sort = name.hasPrefix("Luce") || name.hasPrefix("Condominio") ? .company : .person
    try self.record(PartyRegistered(record: record, sort: sort), StreamID("party", id), by: "olga", .operator)
  }

  private func proof(_ name: String, ledger: Digest?) throws -> EnrolmentProof {
    let id = bookkeeper.surroundings.newID()
    let key = try key(UInt8(members.count + 1))
    members[name] = id
    keys[id] = key
    return EnrolmentProof(
      signing: key, member: id, ledger: ledger, origin: FamilyLedger.origin, nonce: [UInt8](repeating: 7, count: 16),
      expires: bookkeeper.surroundings.now.adding(seconds: 60))
  }

  private func key(_ number: UInt8) throws -> SigningKey { try SigningKey(seed: [UInt8](repeating: number, count: 32)) }

  func member(_ name: String) throws -> ULID { try #require(members[name], "nobody is called \(name)") }
  func party(_ name: String) throws -> ULID { try #require(parties[name], "no party is called \(name)") }
  func publicKey(_ name: String) throws -> PublicKey { try #require(keys[member(name)]).publicKey }

  /// On paper, before an operator.
  func paper(_ name: String) throws -> Attestation {
    Attestation(party: try party(name), medium: .signedPaper, documentDigest: FamilyLedger.document)
  }

  static let document = Fingerprint(SHA256.hash([1]))

  @discardableResult
  func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by name: String, _ role: Role, for own: Slug? = nil, on day: CivilDate? = nil,
    id: ULID? = nil
  ) throws -> ULID {
    let id = id ?? bookkeeper.surroundings.newID()
    try record([
      EntryRequest(
        body, stream: stream, actor: member(name), role: role, onBehalfOf: own,
        effective: day ?? bookkeeper.surroundings.now.date, id: id)
    ])
    return id
  }

  func record(_ requests: [EntryRequest]) throws { _ = try bookkeeper.record(requests, keys: keys) }

  /// Begins a stream that is named after its first entry.
  func begin<Body: EntryBody>(
    _ body: Body, _ family: StaticString, by name: String, _ role: Role, on day: CivilDate
  ) throws -> StreamID {
    let id = bookkeeper.surroundings.newID()
    let stream = StreamID(family, id)
    try record(body, stream, by: name, role, on: day, id: id)
    return stream
  }
}

func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
