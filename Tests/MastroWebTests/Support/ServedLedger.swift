import Bookkeeping
import Foundation
import Funds
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LedgerCore
import LedgerCoreTesting
import Logging
import Pages
import Sodium
import Synchronization
import Testing
import TransparencyLog

@testable import MastroWeb

/// A clock that a test moves on.
final class TestClock: Sendable {
  private let seconds = Mutex(1_797_328_800)

  var milliseconds: Int { seconds.withLock { $0 * 1_000 } }
  func advance(seconds more: Int) { seconds.withLock { $0 += more } }
}

/// Keeps the log's lines for a test.
final class LogBook: Sendable {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }
  var logger: Logger {
    Logger(label: "test") { _ in
      LogLines(level: .info, time: { "now" }) { line in self.kept.withLock { $0.append(line) } }
    }
  }
}

/// A ledger with two administrators and an operator, served without a socket.
final class ServedLedger: Sendable {
  let clock: TestClock
  let bookkeeper: Bookkeeper
  let server: WebServer
  /// What the server has logged, line by line.
  let log = LogBook()
  static let origin = "http://localhost"
  private let logSigner: NoteSigner

  /// Serves a fresh ledger to a test, and removes it.
  static func with(
    rates: RateLimits.Settings = .none, authorities: Set<String> = ["localhost"], sites: [any Site.Type] = [],
    _ body: @escaping @Sendable (ServedLedger, any TestClientProtocol) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let served = try ServedLedger(LedgerFolder(path: folder.path), rates, authorities, sites)
    let application = Application(router: served.server.router)
    try await application.test(.router) { client in try await body(served, client) }
  }

  private init(
    _ folder: LedgerFolder, _ rates: RateLimits.Settings, _ authorities: Set<String>, _ sites: [any Site.Type]
  ) throws {
    let clock = TestClock()
    self.clock = clock
    let bookkeeper = try folder.create(
      Surroundings(milliseconds: { clock.milliseconds }, random: CountingRandom()))
    self.bookkeeper = bookkeeper
    let name = try #require(KeyName("mastro.example/served"))
    let signer = NoteSigner(name: name, key: try key(99))
    logSigner = signer
    let members = try [UInt8(1), 2].map { number in
      LedgerOpened.Administrator(
        try EnrolmentProof(
          signing: key(number), member: member(number), ledger: nil, origin: name.text,
          nonce: [UInt8](repeating: 7, count: 16), expires: bookkeeper.surroundings.now.adding(seconds: 60)),
        record: nil)
    }
    let opened = LedgerOpened(
      administrators: members, currency: .euro, logKey: signer.verifierKey.text, origin: name.text)
    _ = try bookkeeper.record(
      [
        try EntryRequest(
          opened, stream: .ledger, actor: member(1), role: .administrator,
          effective: bookkeeper.surroundings.now.date, id: bookkeeper.surroundings.newID())
      ], keys: [member(1): key(1)])
    var settings = WebSettings(origin: ServedLedger.origin)
    settings.authorities = authorities
    settings.rates = rates
    settings.workers = 2
    let office = try WebOffice(bookkeeper: bookkeeper, settings: settings, logger: log.logger) { head in
      Checkpoint(origin: name, head: head).signed(by: signer).bytes
    }
    server = try WebServer(office, sites: sites)
    try enrol(3, as: .operator)
  }

  func enrol(_ number: UInt8, as role: Role, bodies: [Slug] = [], party: ULID? = nil) throws {
    let proof = try EnrolmentProof(
      signing: key(number), member: member(number), ledger: bookkeeper.ledgerID(), origin: "mastro.example/served",
      nonce: [UInt8](repeating: 7, count: 16), expires: bookkeeper.surroundings.now.adding(seconds: 60))
    let enrolled = bookkeeper.surroundings.newID()
    try state(MemberEnrolled(proof, roles: [role], bodies: bodies, party: party, record: nil), by: 1, id: enrolled)
    try state(MemberConfirmed(confirms: enrolled), by: 2, id: bookkeeper.surroundings.newID())
  }

  /// An administrator records something beside the server, as the command line does.
  func state<Body: EntryBody>(_ body: Body, by number: UInt8, id: ULID) throws {
    try record(body, .ledger, by: number, as: .administrator, id: id)
  }

  func record<Body: EntryBody>(_ body: Body, _ stream: StreamID, by number: UInt8, as role: Role, id: ULID) throws {
    let request = try EntryRequest(
      body, stream: stream, actor: member(number), role: role, effective: bookkeeper.surroundings.now.date, id: id)
    _ = try bookkeeper.record([request], keys: [member(number): key(number)])
  }

  var size: Int { get throws { try bookkeeper.ledger.store.read { try $0.size } } }
}

extension RateLimits.Settings {
  static var none: RateLimits.Settings {
    var settings = RateLimits.Settings()
    settings.signInsPerMinute = nil
    settings.enrolmentsPerMinute = nil
    settings.draftsPerMinute = nil
    settings.submissionsPerMinute = nil
    settings.programsPerMinute = nil
    return settings
  }
}

func key(_ number: UInt8) throws -> SigningKey { try SigningKey(seed: [UInt8](repeating: number, count: 32)) }

func member(_ number: UInt8) -> ULID {
  ULID(milliseconds: 1_797_000_000_000, randomness: [UInt8](repeating: number, count: 10))
}
