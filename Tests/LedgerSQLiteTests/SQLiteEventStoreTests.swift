import LedgerCore
import LedgerCoreTesting
import Testing
import TransparencyLog

@testable import LedgerSQLite

@Suite struct SQLiteEventStoreTests {
  @Test("a store on a file conforms", arguments: EventStoreConformance.checks)
  func conforms(_ check: ConformanceCheck) throws {
    try withFolder { folder in try check.run(on: try SQLiteEventStore.create(at: folder.file("ledger.db"))) }
  }

  private static func gift(_ cents: Int) -> [Posting] {
    [Posting("assets:cash", .euro, cents), Posting("income:gifts", .euro, -cents)]
  }

  @Test func `acknowledged means on disk: the writer runs in WAL mode with synchronous FULL`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      let created = try SQLiteEventStore.create(at: path)
      for store in [created, try SQLiteEventStore(path: path)] {
        let names = ["synchronous", "journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout"]
        let settings = try store.file.write { connection in
          try names.map { name in try connection.query("PRAGMA \(name)").first { $0.text(0) } }
        }
        #expect(settings == ["2", "wal", "1", "1", "5000"])
      }
      let other = try RawSQLite(path)
      #expect(try other("PRAGMA journal_mode") == ["wal"])
      #expect(try other("PRAGMA user_version") == ["1"])
      #expect(try other("PRAGMA application_id") == ["\(0x4D53_5452)"])
      #expect(
        try other("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main'")
          == ["sqlite_schema", "grdb_migrations"])
    }
  }

  @Test func `only its owner may read a ledger`() throws {
    try withFolder { folder in
      let store = try SQLiteEventStore.create(at: folder.file("ledger.db"))
      var maker = try EntryMaker()
      try store.write { log in _ = try maker.append(in: "jar/a", to: log) }
      for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        #expect(try folder.mode(name) == 0o600, "\(name)")
      }
    }
  }

  @Test func `an auditor reads payloads with sqlite3's own JSON operators`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      let store = try SQLiteEventStore.create(at: path)
      var maker = try EntryMaker()
      try store.write { log in
        try maker.append(in: "jar/a", Self.gift(5), body: #"{"note":"perché"}"#, to: log)
        try maker.append(in: "jar/a", Self.gift(6), to: log)
      }
      let other = try RawSQLite(path)
      #expect(try other("SELECT payload->'body'->>'note' FROM entries WHERE position = 0") == ["perché"])
      #expect(
        try other("SELECT kind || ' ' || stream || ' ' || revision || ' ' || effective FROM log")
          == ["jar.filled jar/a 1 2024-10-04", "jar.filled jar/a 2 2024-10-04"])
      #expect(
        try other("SELECT account || ' ' || balance FROM balances ORDER BY 1")
          == ["assets:cash 11", "income:gifts -11"])
      #expect(
        try other("SELECT amount || ' ' || balance FROM register WHERE account = 'assets:cash' ORDER BY position")
          == ["5 5", "6 11"])
    }
  }

  @Test(
    "another program cannot change the past",
    arguments: [
      "UPDATE entries SET payload = '{}'", "DELETE FROM entries", "UPDATE ids SET position = 9", "DELETE FROM ids",
      "UPDATE postings SET amount = 9", "DELETE FROM postings", "UPDATE keys SET key_id = 'x'", "DELETE FROM keys",
      "UPDATE accounts SET account = 'x'", "DELETE FROM accounts", "UPDATE claims SET position = 9",
      "DELETE FROM claims", "DELETE FROM streams", "UPDATE streams SET revision = revision - 1",
      "UPDATE streams SET revision = revision + 2, position = 9", "UPDATE streams SET name = 'x'",
      "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE position = 1",
      "INSERT INTO entries SELECT 7, stream, 3, 1, recorded, effective, key, signature, nodes, payload FROM entries",
      "REPLACE INTO ids SELECT id, 0 FROM ids WHERE position = 1",
      "REPLACE INTO claims SELECT claim, position FROM claims", "REPLACE INTO claims SELECT claim, 1 FROM claims",
      "REPLACE INTO accounts SELECT number, 'x', 'EUR' FROM accounts LIMIT 1",
      "REPLACE INTO keys SELECT number + 1, public_key, 'x' FROM keys", "REPLACE INTO streams VALUES (1, 'x', 1, 0)",
    ])
  func pastIsGuarded(_ sql: String) throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      let store = try SQLiteEventStore.create(at: path)
      var maker = try EntryMaker()
      try store.write { log in
        try maker.append(in: "jar/a", Self.gift(5), claims: [Claim("x", "y")], to: log)
        try maker.append(in: "jar/a", Self.gift(6), to: log)
      }
      let before = try store.read { log in [try log.stored(at: 0).envelope.bytes, try log.stored(at: 1).envelope.bytes]
      }
      let other = try RawSQLite(path)
      #expect(throws: RawSQLite.Failure.self) { try other(sql) }
      let after = try store.read { log in [try log.stored(at: 0).envelope.bytes, try log.stored(at: 1).envelope.bytes] }
      #expect(before == after)
      #expect(try store.read { try $0.size } == 2)
    }
  }

  @Test func `two stores on one file take turns and make no fork`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      let stores = [try SQLiteEventStore.create(at: path), try SQLiteEventStore(path: path)]
      var makers = [try EntryMaker(seed: 1), try EntryMaker(seed: 2)]
      for round in 0..<60 {
        let turn = round * round / 7 % 2
        try stores[turn].write { log in
          _ = try makers[turn].append(
            in: round % 3 == 0 ? "jar/shared" : StreamID(unchecked: "jar/own\(turn)"), Self.gift(round + 1),
            day: round % 5, to: log)
        }
      }
      try stores[0].read { log in
        var leaf = [StreamID: LoggedEntry]()
        try log.scan(0..<60) { stored in
          let logged = try stored.logged()
          #expect(stored.envelope.leaf == logged.leaf)
          #expect(logged.header.previous == leaf[logged.entry.stream]?.leaf)
          leaf[logged.entry.stream] = logged
        }
        #expect(try log.balance(of: AccountKey("assets:cash", .euro), at: nil) == 60 * 61 / 2)
        let tables = try #require(log as? any DerivedTables)
        var total = 0
        try tables.eachDayTotal { key, _, amount in if key.account == "assets:cash" { total += amount } }
        #expect(total == 60 * 61 / 2)
        var positions: Set<Int> = []
        try tables.eachID { positions.insert($1) }
        #expect(positions == Set(0..<60))
        #expect(try stores[1].read { try $0.treeHead() } == log.treeHead())
      }
    }
  }

  @Test func `a verifier reads every row that is stored beside the log`() throws {
    try withFolder { folder in
      let store = try SQLiteEventStore.create(at: folder.file("ledger.db"))
      var maker = try EntryMaker()
      let made = try store.write { log in
        [
          try maker.append(in: "jar/a", Self.gift(5), day: 10, claims: [Claim("x", 1)], to: log),
          try maker.append(in: "jar/b", Self.gift(7), day: 9, to: log),
          try maker.append(in: "jar/a", Self.gift(-5), day: 10, releases: 0, to: log),
        ]
      }
      try store.read { log in
        let tables = try #require(log as? any DerivedTables)
        var rows: [EntryRow] = []
        try tables.eachEntryRow { rows.append($0) }
        #expect(rows.map(\.previous) == [nil, nil, 0])
        #expect(rows.map(\.revision) == [1, 1, 2])
        #expect(rows.map(\.stream) == made.map(\.entry.stream))
        #expect(rows.map(\.recorded) == made.map(\.entry.header.recorded))
        #expect(rows.map(\.effective.dayNumber) == [10, 9, 10])
        var found: [String] = []
        try tables.eachID { found.append("\($0) \($1)") }
        #expect(found == made.enumerated().map { "\($1.entry.id) \($0)" })
        found = []
        try tables.eachStream { found.append("\($0) \($1) \($2)") }
        #expect(found == ["jar/a 2 2", "jar/b 1 1"])
        found = []
        try tables.eachPosting { found.append("\($0.account) \($1.position) \($1.amount) \($1.balance)") }
        #expect(
          found == [
            "assets:cash 0 5 5", "assets:cash 1 7 12", "assets:cash 2 -5 7", "income:gifts 0 -5 -5",
            "income:gifts 1 -7 -12", "income:gifts 2 5 -7",
          ])
        found = []
        try tables.eachDayTotal { found.append("\($0.account) \($1.dayNumber) \($2)") }
        #expect(found == ["assets:cash 9 7", "assets:cash 10 0", "income:gifts 9 -7", "income:gifts 10 0"])
        found = []
        try tables.eachClaim { found.append("\($0) \($1)") }
        try tables.eachRelease { found.append("\($0) \($1)") }
        #expect(found == ["x/1 0", "0 2"])
      }
    }
  }

  @Test func `a copy is made while the ledger is open, and is checked`() throws {
    try withFolder { folder in
      let store = try SQLiteEventStore.create(at: folder.file("ledger.db"))
      var maker = try EntryMaker()
      try store.write { log in for _ in 0..<50 { try maker.append(in: "jar/a", Self.gift(1), to: log) } }
      let copy = folder.file("copy.db")
      let head = try store.backup(to: copy)
      #expect(try store.read { try $0.treeHead() } == head)
      #expect(try folder.names().filter { $0.hasPrefix("copy") } == ["copy.db"])
      #expect(try folder.mode("copy.db") == 0o600)
      #expect(throws: StoreError.alreadyThere(copy)) { try store.backup(to: copy) }
      #expect(throws: StoreError.alreadyThere(copy)) { try SQLiteEventStore.create(at: copy) }
      let opened = try SQLiteEventStore(readOnly: copy)
      #expect(try opened.read { try $0.balance(of: "assets:cash") } == 50)
      #expect(throws: StoreError.self) {
        try opened.write { log in _ = try maker.append(in: "jar/a", to: log) }
      }
      let restored = folder.file("restored.db")
      try opened.backup(to: restored)
      try SQLiteEventStore(path: restored).write { log in _ = try maker.append(in: "jar/a", Self.gift(1), to: log) }
      #expect(try SQLiteEventStore(path: restored).integrityCheck() == [])
    }
  }

  @Test func `a read inside a read sees the same view`() throws {
    try withFolder { folder in
      let store = try SQLiteEventStore.create(at: folder.file("ledger.db"))
      var maker = try EntryMaker()
      try store.read { outer in
        try store.write { log in _ = try maker.append(in: "jar/a", to: log) }
        #expect(try store.read { try $0.size } == outer.size)
      }
    }
  }
}
