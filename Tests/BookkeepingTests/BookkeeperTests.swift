import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import LedgerSQLite
import Sodium
import Synchronization
import Testing
import TransparencyLog

/// A store in which somebody else writes just before the owner's next writes.
private final class ContestedStore: EventStore {
  let base = InMemoryEventStore()
  private let rivals = Mutex<[@Sendable (any EventStore) throws -> Void]>([])

  func expect(_ count: Int, _ rival: @escaping @Sendable (any EventStore) throws -> Void) {
    rivals.withLock { $0 += Array(repeating: rival, count: count) }
  }

  func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result { try base.read(body) }

  func write<Result>(_ body: (any LogWriter) throws -> Result) throws -> Result {
    let rival = rivals.withLock { $0.popLast() }
    try rival?(base)
    return try base.write(body)
  }
}

@Suite struct BookkeeperTests {
  private static let member = ULID(high: 1, low: 1)

  private struct Shop {
    let store = ContestedStore()
    let bookkeeper: Bookkeeper

    init(_ path: String) throws {
      let surroundings = Surroundings.still()
      bookkeeper = Bookkeeper(
        ledger: Ledger(store: store, rulebook: Toy.rulebook),
        vault: try Vault.create(at: path + "/vault.db", random: surroundings.random), surroundings: surroundings)
    }

    func request<Body: EntryBody>(_ body: Body) throws -> EntryRequest {
      let surroundings = bookkeeper.surroundings
      return try EntryRequest(
        body, stream: "jar/a", actor: BookkeeperTests.member, role: .treasurer, effective: surroundings.now.date,
        id: surroundings.newID())
    }

    @discardableResult
    func record(_ requests: EntryRequest...) throws -> [Recorded] {
      try bookkeeper.record(requests, keys: [BookkeeperTests.member: try key(1)])
    }

    func size() throws -> Int { try store.read { try $0.size } }
    func held() throws -> Int { try store.read { try $0.balance(of: "assets:jar:a") } }

    /// Somebody else fills the same jar each time that we are about to write.
    func contest(_ times: Int) throws {
      let rival = Ledger(store: store.base, rulebook: Toy.rulebook)
      let surroundings = Surroundings(milliseconds: bookkeeper.surroundings.milliseconds, random: SystemRandomSource())
      let rivalKey = try key(2)
      store.expect(times) { _ in
        let request = try EntryRequest(
          JarFilled(cents: 1), stream: "jar/a", actor: ULID(high: 2, low: 2), role: .treasurer,
          effective: surroundings.now.date, id: surroundings.newID())
        let signed = try rival.prepare([request], recorded: surroundings.now) { SignedEntry($0.entry, with: rivalKey) }
        _ = try rival.submit(signed, now: surroundings.now)
      }
    }
  }

  private static func withShop(_ body: (Shop) throws -> Void) throws {
    try withFolder { path in
      let shop = try Shop(path)
      try shop.record(try shop.request(JarOpened(name: "a")))
      try body(shop)
    }
  }

  @Test func `whoever was faster, a request is drafted on what stands when it is written`() throws {
    try Self.withShop { shop in
      try shop.contest(1)
      let request = try shop.request(JarFilled(cents: 100))
      let recorded = try shop.record(request)
      #expect(recorded.map(\.receipt) == [Receipt(id: request.id, position: 2)])
      #expect(recorded[0].entry.header.revision == 3 && recorded[0].entry.header.seen.size == 2)
      #expect(try shop.held() == 101)
    }
  }

  @Test func `an entry that was signed before somebody was faster is a conflict, and nothing of it is written`() throws
  {
    try Self.withShop { shop in
      let surroundings = shop.bookkeeper.surroundings
      let own = try key(1)
      let signed = try shop.bookkeeper.ledger.prepare(
        [try shop.request(JarFilled(cents: 100))], recorded: surroundings.now
      ) { SignedEntry($0.entry, with: own) }
      try shop.contest(1)
      let refusal = #expect(throws: Refusal.self) {
        try shop.bookkeeper.ledger.submit(signed, now: surroundings.now)
      }
      #expect(refusal?.code.id == "stream.conflict")
      #expect(try shop.held() == 1)
    }
  }

  @Test func `a draft that the newer log refuses is refused at once`() throws {
    try Self.withShop { shop in
      try shop.record(try shop.request(JarFilled(cents: 10)))
      let refusal = #expect(throws: Refusal.self) { try shop.record(try shop.request(JarEmptied(cents: 11))) }
      #expect(refusal?.code.id == "jar.short")
      #expect(try shop.size() == 2)
    }
  }

  @Test func `a submission whose second entry is refused records neither`() throws {
    try Self.withShop { shop in
      let (fill, empty) = (try shop.request(JarFilled(cents: 10)), try shop.request(JarEmptied(cents: 11)))
      #expect(throws: Refusal.self) { try shop.record(fill, empty) }
      #expect(try shop.size() == 1)
    }
  }

  @Test func `a preview is what would be recorded, and writes nothing`() throws {
    try Self.withShop { shop in
      let requests = [try shop.request(JarFilled(cents: 10)), try shop.request(JarEmptied(cents: 4))]
      let preview = try shop.bookkeeper.preview(requests)
      #expect(try shop.size() == 1)
      let recorded = try shop.bookkeeper.record(requests, keys: [Self.member: try key(1)])
      #expect(preview.map(\.postings) == recorded.map(\.entry.postings))
      #expect(preview.map(\.header.revision) == [2, 3])
      #expect(preview[0].payload == recorded[0].entry.payload, "only the second names a signature before it")
      #expect(try shop.held() == 6)
    }
  }

  @Test func `nobody signs without a key`() throws {
    try Self.withShop { shop in
      let request = try shop.request(JarFilled(cents: 10))
      let refusal = #expect(throws: Refusal.self) { try shop.bookkeeper.record([request], keys: [:]) }
      #expect(refusal?.code.id == "key.locked")
      #expect(try shop.size() == 1)
    }
  }
}
