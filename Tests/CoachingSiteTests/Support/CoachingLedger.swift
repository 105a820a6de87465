import Bookkeeping
import Coaching
import CoachingSite
import Foundation
import Funds
import LedgerCore
import LedgerCoreTesting
import SiteTesting
import Sodium
import Testing
import TransparencyLog

/// A ledger on disk with two families, of which one lets Caritas see its budget; Elsa coaches for Caritas, Olga is an
/// operator, Piero educates for another body.
final class CoachingLedger {
  static let origin = "mastro.example/casa"
  /// 15 December 2026, ten in the morning.
  static let now = 1_797_328_800
  static let today = "2026-12-15"

  let bookkeeper: Bookkeeper
  private(set) var keys: [ULID: SigningKey] = [:]
  private var members: [String: ULID] = [:]
  private(set) var parties: [String: ULID] = [:]
  private(set) var families: [String: ULID] = [:]

  static func with(_ body: (CoachingLedger) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "coaching-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(CoachingLedger(LedgerFolder(path: folder.path)))
  }

  private init(_ folder: LedgerFolder) throws {
    bookkeeper = try folder.create(Surroundings(milliseconds: { Self.now * 1_000 }, random: CountingRandom()))
    try open()
    try adopt()
    for (slug, name) in [("caritas", "Caritas"), ("acli", "Acli")] {
      try record(
        BodyRegistered(body: try #require(Slug(slug)), form: .association, name: name), .ledger, by: "anna",
        .administrator)
    }
    try enrol("olga", [.operator])
    try enrol("elsa", [.educator], body: "caritas")
    try enrol("piero", [.educator], body: "acli")
    try register("Rosa Bruni", "Bruni")
    try register("Gina Verdi", "Verdi")
    try record(
      ConsentGiven(
        bodies: ["caritas"], scopes: [.budget, .record], until: try #require(CivilDate("2027-12-31")),
        attestation: paper("Rosa Bruni")), StreamID("household", family("Bruni")), by: "olga", .operator)
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

  /// The policy that is shipped, with the parameters of the specification's worked figures alone.
  private func adopt() throws {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ledger-specs/policies/solidarity-fund.json")
    var text = try #require(JSON.parse(Array(try Data(contentsOf: file)), form: .relaxed).object)
    var coaching = try #require(text["coaching"]?.object)
    let worked = CapacityParameters.worked
    coaching["parameters"] = [
      ["digest": .string("\(worked.digest)"), "version": .string(worked.version.text)]
    ]
    text["coaching"] = .object(coaching)
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: .object(text))
    let adopted = try record(PolicyAdopted(policy: policy), .ledger, by: "anna", .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", .administrator)
  }

  private func enrol(_ name: String, _ roles: [Role], body: Slug? = nil) throws {
    let proof = try proof(name, ledger: bookkeeper.ledgerID())
    let record = try bookkeeper.seal(["name": .string(name.capitalized)], party: member(name))
    let enrolled = try self.record(
      MemberEnrolled(proof, roles: roles, bodies: [body].compactMap { $0 }, party: nil, record: record), .ledger,
      by: "anna", .administrator)
    try self.record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", .administrator)
  }

  private func register(_ person: String, _ name: String) throws {
    let (party, household) = (bookkeeper.surroundings.newID(), bookkeeper.surroundings.newID())
    parties[person] = party
    families[name] = household
    try record(
      PartyRegistered(record: try bookkeeper.seal(["name": .string(person)], party: party), sort: .person),
      StreamID("party", party), by: "olga", .operator)
    let record = try bookkeeper.seal(["name": .string("Famiglia \(name)")], party: household)
    try self.record(
      HouseholdRegistered(
        members: [HouseholdMember(party: party, relation: .reference)], municipality: nil, record: record),
      StreamID("household", household), by: "olga", .operator)
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

  func paper(_ name: String) throws -> Attestation {
    Attestation(party: try party(name), medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash([1])))
  }

  @discardableResult
  func record<Body: EntryBody>(_ body: Body, _ stream: StreamID, by name: String, _ role: Role) throws -> ULID {
    let id = bookkeeper.surroundings.newID()
    try record([
      EntryRequest(
        body, stream: stream, actor: member(name), role: role, effective: bookkeeper.surroundings.now.date, id: id)
    ])
    return id
  }

  func record(_ requests: [EntryRequest]) throws { _ = try bookkeeper.record(requests, keys: keys) }
}

extension CoachingLedger: SiteLedger {}

extension Browser {
  convenience init(_ ledger: CoachingLedger) throws { try self.init(CoachingSite.self, ledger) }
}
