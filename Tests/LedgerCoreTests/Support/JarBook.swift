import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

/// A ledger of jars that people write into; clock, ids and keys are the same in every run.
final class JarBook {
  let ledger: Ledger
  var clock = Instant(seconds: 1_795_168_800)
  private var lastID: UInt64 = 0
  private let keys: [SigningKey]

  init(store: any EventStore = InMemoryEventStore(), rulebook: Rulebook = JarBook.rulebook) throws {
    ledger = Ledger(store: store, rulebook: rulebook)
    keys = try (0..<3).map { try SigningKey(seed: [UInt8](repeating: $0 + 1, count: 32)) }
  }

  static let rulebook = Rulebook(
    kinds: [
      EntryKind(JarOpened.self), EntryKind(JarFilled.self), EntryKind(JarEmptied.self), EntryKind(JarPromised.self),
    ], governance: AllowingGovernance())

  static func person(_ number: Int) -> ULID { ULID(high: 9, low: UInt64(number)) }

  func newID() -> ULID {
    lastID += 1
    return ULID(high: 0x019C_0000_0000_0000, low: lastID)
  }

  func request<Body: EntryBody>(
    _ body: Body, _ jar: Slug, by person: Int = 0, on day: CivilDate? = nil, id: ULID? = nil
  ) throws -> EntryRequest {
    try EntryRequest(
      body, stream: StreamID("jar", jar), actor: JarBook.person(person), role: .treasurer, effective: day ?? clock.date,
      id: id ?? newID())
  }

  func reversal(of target: ULID, _ jar: Slug, proposing: Bool = false, by person: Int = 0) throws -> EntryRequest {
    try EntryRequest.reversal(
      of: target, proposing: proposing, stream: StreamID("jar", jar), actor: JarBook.person(person), role: .treasurer,
      effective: clock.date, id: newID())
  }

  func prepare(_ requests: [EntryRequest]) throws -> [SignedEntry] {
    try ledger.prepare(requests, recorded: clock) { SignedEntry($0.entry, with: key(of: $0.entry)) }
  }

  /// Drafts, signs and submits; gives the ids.
  @discardableResult
  func record(_ requests: EntryRequest...) throws -> [ULID] {
    clock = clock.adding(seconds: 1)
    return try ledger.submit(try prepare(requests), now: clock).map(\.id)
  }

  /// Sends signed entries at this book's time; gives the positions.
  @discardableResult
  func submit(_ entries: [SignedEntry]) throws -> [Int] { try ledger.submit(entries, now: clock).map(\.position) }

  func open(_ jars: Slug...) throws {
    for jar in jars { try record(try request(JarOpened(name: jar), jar)) }
  }

  @discardableResult
  func fill(_ jar: Slug, _ cents: Int, ticket: Slug? = nil) throws -> ULID {
    try record(try request(JarFilled(cents: cents, ticket: ticket), jar))[0]
  }

  @discardableResult
  func reverse(_ target: ULID, in jar: Slug) throws -> [ULID] {
    try record(try reversal(of: target, jar, proposing: true, by: 1))
    return try record(try reversal(of: target, jar))
  }

  /// The entry as a dishonest program would send it: header in order, then changed and signed, never drafted.
  func forged(
    _ request: EntryRequest, _ postings: [Posting] = [], _ change: (inout EntryHeader) -> Void = { _ in }
  ) throws -> SignedEntry {
    try ledger.store.read { log in
      let head = try log.head(of: request.stream)
      var header = EntryHeader(
        actor: request.actor, effective: request.effective, id: request.id, kind: request.kind,
        ledger: try log.size == 0 ? nil : log.node(level: 0, index: 0), previous: head?.leaf, recorded: clock,
        revision: (head?.revision ?? 0) + 1, role: request.role, seen: try log.treeHead(), stream: request.stream)
      change(&header)
      let entry = Entry(header: header, body: request.body, postings: try Postings(postings))
      return SignedEntry(entry, with: key(of: entry))
    }
  }

  private func key(of entry: Entry) -> SigningKey { keys[Int(entry.actor.low)] }

  var size: Int { (try? ledger.store.read { try $0.size }) ?? -1 }
  func held(_ jar: Slug) throws -> Int { try ledger.store.read { try $0.balance(of: Toy.account(of: jar)) } }
  func jar(_ jar: Slug) throws -> Jar { try ledger.state(of: StreamID("jar", jar)) }

  /// Expects a refusal that writes nothing.
  @discardableResult
  func refuses(
    _ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ act: (JarBook) throws -> Void
  ) throws -> Refusal? {
    let before = try ledger.store.read { (try $0.treeHead(), try $0.balances(at: nil)) }
    let refusal = #expect(throws: Refusal.self, sourceLocation: sourceLocation) { try act(self) }
    #expect(refusal?.code.id == code, sourceLocation: sourceLocation)
    let after = try ledger.store.read { (try $0.treeHead(), try $0.balances(at: nil)) }
    #expect(before == after, "something was written", sourceLocation: sourceLocation)
    return refusal
  }

  func filling(_ cents: Int, _ jar: Slug) -> [Posting] {
    [Posting(Toy.account(of: jar), .euro, cents), Posting("income:gifts", .euro, -cents)]
  }
}

/// A promise rests on an entry of another jar, or on one account that it posts to: it pins it, and moves nothing.
struct JarPromised: EntryBody {
  typealias State = Jar
  static let kind: Kind = "jar.promised"
  static let roles: Set<Role> = [.treasurer]
  static let isReversible = true
  var account: Account?
  var upon: ULID

  func admit(to jar: Jar, in context: Admission) throws(Refusal) -> Effects {
    Effects(postings: .none, claims: [account.map { .pin(upon, $0) } ?? .pin(upon)])
  }

  func apply(to jar: inout Jar, from entry: LoggedEntry) {}
}
