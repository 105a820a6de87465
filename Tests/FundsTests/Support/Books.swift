import Bookkeeping
import Funds
import LedgerCore
import Sodium
import Testing
import TransparencyLog

/// A ledger in memory that people write into one entry at a time; clock, ids and keys are the same in every run.
///
/// After each entry the equations that are always true are checked. What the rules refuse is tried a second time with
/// an entry signed past the draft, as a program of somebody else's would, and must be refused alike.
final class Books {
  static let origin = "mastro.example/fondo-lodi"
  static let start = Instant("2026-03-02T09:00:00Z") ?? Instant(seconds: 0)

  let ledger: Ledger
  private(set) var clock = Books.start
  private var lastID: UInt64 = 0
  /// The kind of the last entry that somebody tried to record.
  private(set) var attempted: Kind?
  /// Set by tests that let the bank take something below zero.
  var mayBeBelowZero = false

  init(store: some EventStore = InMemoryEventStore(), rulebook: Rulebook = Rulebook.mastro) {
    ledger = Ledger(store: store, rulebook: rulebook)
  }

  static func fingerprint(_ number: UInt8) -> Fingerprint { Fingerprint(SHA256.hash([number])) }

  /// A new id; also good for a stream.
  func id() -> ULID {
    lastID += 1
    return ULID(high: 0x019C_0000_0000_0000, low: lastID)
  }

  func stream(_ family: StaticString) -> StreamID { StreamID(family, id()) }

  func pass(days: Int) { clock = clock.adding(seconds: days * 86_400) }
  var today: CivilDate { clock.date }

  var size: Int { (try? ledger.store.read { try $0.size }) ?? -1 }

  func ledgerID() throws -> Digest { try ledger.store.read { try $0.node(level: 0, index: 0) } }
  func balances() throws -> [AccountBalance] { try ledger.store.read { try $0.balances(at: nil) } }
  func balance(_ account: Account) throws -> Int { try ledger.store.read { try $0.balance(of: account) } }
  func entry(at position: Int) throws -> LoggedEntry { try ledger.store.read { try $0.stored(at: position).logged() } }
  func newest() throws -> LoggedEntry { try entry(at: size - 1) }

  /// Drafts, signs and submits; the equations hold afterwards, and a refusal has written nothing.
  @discardableResult
  func record<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by person: Person, as role: Role? = nil, on day: CivilDate? = nil,
    onBehalfOf: Slug? = nil, device: UInt8 = 1, id: ULID? = nil
  ) throws -> LoggedEntry {
    try submit(
      try EntryRequest(
        body, stream: stream, actor: person.id, role: role ?? person.role(for: Body.roles), onBehalfOf: onBehalfOf,
        effective: day ?? today, id: id ?? self.id()), with: try person.key(device: device))
  }

  @discardableResult
  func proposeReversal(of target: LoggedEntry, by person: Person, as role: Role? = nil) throws -> LoggedEntry {
    try reverse(target, proposing: true, by: person, role)
  }

  @discardableResult
  func reverse(_ target: LoggedEntry, by person: Person, as role: Role? = nil) throws -> LoggedEntry {
    try reverse(target, proposing: false, by: person, role)
  }

  private func reverse(
    _ target: LoggedEntry, proposing: Bool, by person: Person, _ role: Role?
  ) throws -> LoggedEntry {
    let roles = Rulebook.mastro.kinds[target.entry.kind]?.roles ?? []
    return try submit(
      try EntryRequest.reversal(
        of: target.id, proposing: proposing, stream: target.entry.stream, actor: person.id,
        role: role ?? person.role(for: roles), effective: today, id: id()), with: try person.key())
  }

  @discardableResult
  func submit(_ request: EntryRequest, with key: SigningKey) throws -> LoggedEntry {
    clock = clock.adding(seconds: 60)
    attempted = request.kind
    let before = size
    do {
      let signed = try ledger.prepare([request], recorded: clock) { SignedEntry($0.entry, with: key) }
      let receipts = try ledger.submit(signed, now: clock)
      #expect(receipts == [Receipt(id: request.id, position: before)])
    } catch let refusal as Refusal {
      #expect(size == before, "a refusal has written something")
      try expectRefusedPastTheDraft(request, with: key, refusal)
      throw refusal
    }
    let violations = Equations.violations(in: try balances(), mayBeBelowZero: mayBeBelowZero)
    #expect(violations.isEmpty, "after \(request.kind)")
    return try newest()
  }

  /// Sends an entry that was signed without having been drafted.
  func send<Body: EntryBody>(
    forged body: Body, _ stream: StreamID, by person: Person, device: UInt8 = 1, id: ULID? = nil,
    postings: Postings = .none, body bytes: [UInt8]? = nil, _ change: (inout EntryHeader) -> Void = { _ in }
  ) throws {
    clock = clock.adding(seconds: 60)
    attempted = Body.kind
    var request = try EntryRequest(
      body, stream: stream, actor: person.id, role: person.role(for: Body.roles), effective: today, id: id ?? self.id())
    if let bytes { request.body = bytes }
    let signed = try forged(request, with: try person.key(device: device), postings: postings, change)
    _ = try ledger.submit([signed], now: clock)
  }

  /// The entry as a dishonest program would send it: header in order, no postings, signed, never drafted.
  func forged(
    _ request: EntryRequest, with key: SigningKey, postings: Postings = .none,
    _ change: (inout EntryHeader) -> Void = { _ in }
  ) throws -> SignedEntry {
    try ledger.store.read { log in
      let head = try log.head(of: request.stream)
      let size = try log.size
      var header = EntryHeader(
        actor: request.actor, effective: request.effective, id: request.id, kind: request.kind,
        ledger: size == 0 ? nil : try log.node(level: 0, index: 0), onBehalfOf: request.onBehalfOf,
        previous: head?.leaf, recorded: clock, revision: (head?.revision ?? 0) + 1, role: request.role,
        seen: try log.treeHead(), stream: request.stream)
      change(&header)
      return SignedEntry(Entry(header: header, body: request.body, postings: postings), with: key)
    }
  }

  private func expectRefusedPastTheDraft(_ request: EntryRequest, with key: SigningKey, _ refusal: Refusal) throws {
    guard refusal.code.id != "payload.too-large" else { return }
    let before = size
    let signed = try forged(request, with: key)
    let again = #expect(throws: Refusal.self) { try self.ledger.submit([signed], now: self.clock) }
    #expect(again?.code.id == refusal.code.id)
    #expect(size == before, "a refusal has written something")
  }
}
