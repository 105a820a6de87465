import Bookkeeping
import Dispatch
import Foundation
import LedgerCore
import LedgerCoreTesting
import LedgerSQLite
import Sodium
import Synchronization
import TransparencyLog

/// A store at whose door a test stands: it holds writers up, counts them, and makes them fail.
final class GuardedStore: EventStore {
  private let base: any EventStore
  private let state = Mutex(State())
  private let gate = DispatchSemaphore(value: 0)

  private struct State {
    var isClosed = false
    var writes = 0
    var fault: @Sendable (_ write: Int, _ appended: [ULID]) throws -> Void = { _, _ in }
  }

  init(_ base: any EventStore) { self.base = base }

  /// Transactions that were begun.
  var writes: Int { state.withLock { $0.writes } }

  /// From now on every writer waits at the door until it is let in.
  func closeDoor() { state.withLock { $0.isClosed = true } }

  func letIn(_ count: Int = 1) { for _ in 0..<count { gate.signal() } }

  /// Lets in whoever waits, and everybody afterwards.
  func openDoor() {
    state.withLock { $0.isClosed = false }
    gate.signal()
  }

  /// Asked at the end of every transaction, with the ids that it would write.
  func fail(_ fault: @escaping @Sendable (_ write: Int, _ appended: [ULID]) throws -> Void) {
    state.withLock { $0.fault = fault }
  }

  func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result { try base.read(body) }

  func write<Result>(_ body: (any LogWriter) throws -> Result) throws -> Result {
    let (waits, number) = state.withLock { state in
      state.writes += 1
      return (state.isClosed, state.writes)
    }
    if waits { gate.wait() }
    let fault = state.withLock { $0.fault }
    return try base.write { log in
      let before = try log.size
      let result = try body(log)
      var appended: [ULID] = []
      try log.scan(before..<log.size) { appended.append(try $0.logged().id) }
      try fault(number, appended)
      return result
    }
  }
}

/// A ledger of jars in a file, for people who submit what they have signed.
struct JarLedger {
  let path: String
  let store: GuardedStore
  let bookkeeper: Bookkeeper
  static let member = ULID(high: 1, low: 1)

  /// Makes a ledger with the jars `a` and `b`.
  init(in folder: String, jars: [Slug] = ["a", "b"]) throws {
    try self.init(folder, SQLiteEventStore.create(at: folder + "/ledger.db"), vault: "vault.db")
    for jar in jars { _ = try record(JarOpened(name: jar), jar: jar) }
  }

  /// Opens the same file once more, as another process does.
  func again() throws -> JarLedger {
    try JarLedger(path, SQLiteEventStore(path: path + "/ledger.db"), vault: "other.db")
  }

  private init(_ path: String, _ store: any EventStore, vault: String) throws {
    self.path = path
    self.store = GuardedStore(store)
    let clock = Surroundings.still()
    let surroundings = Surroundings(milliseconds: clock.milliseconds, random: SystemRandomSource())
    bookkeeper = Bookkeeper(
      ledger: Ledger(store: self.store, rulebook: Toy.rulebook),
      vault: try Vault.create(at: path + "/" + vault, random: surroundings.random), surroundings: surroundings)
  }

  func request<Body: EntryBody>(_ body: Body, jar: Slug = "a", id: ULID? = nil) throws -> EntryRequest {
    let surroundings = bookkeeper.surroundings
    return try EntryRequest(
      body, stream: StreamID("jar", jar), actor: JarLedger.member, role: .treasurer,
      effective: surroundings.now.date, id: id ?? surroundings.newID())
  }

  @discardableResult
  func record<Body: EntryBody>(_ body: Body, jar: Slug = "a") throws -> Receipt {
    try bookkeeper.record([request(body, jar: jar)], keys: [JarLedger.member: key(1)])[0].receipt
  }

  /// A submission as a browser prepares it: drafted on the log as it stands, signed, and not sent yet.
  func signed(_ requests: EntryRequest...) throws -> [SignedEntry] { try signed(requests) }

  func signed(_ requests: [EntryRequest]) throws -> [SignedEntry] {
    let own = try key(1)
    return try bookkeeper.ledger.prepare(requests, recorded: bookkeeper.surroundings.now) {
      SignedEntry($0.entry, with: own)
    }
  }

  /// The first entry of a jar of its own: nobody can be faster.
  func newJar(_ number: Int, _ prefix: String = "j") throws -> [SignedEntry] {
    guard let name = Slug("\(prefix)\(number)") else { throw StoreError.failed("no name") }
    return try signed(request(JarOpened(name: name), jar: name))
  }

  /// What a program that opens the file now finds in it.
  func onDisk() throws -> [ULID] {
    var ids: [ULID] = []
    try SQLiteEventStore(readOnly: path + "/ledger.db").read { log in
      try log.scan(0..<log.size) { ids.append(try $0.logged().id) }
    }
    return ids
  }
}

/// Runs a test that waits in a folder of its own, which is removed afterwards.
func withFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "bookkeeping-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder.path)
}

/// Waits for what other threads bring about; a test that waits in vain says so after half a minute.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
  for _ in 0..<30_000 {
    if try condition() { return true }
    try await Task.sleep(for: .milliseconds(1))
  }
  return false
}
