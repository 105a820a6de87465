import CSQLite

/// SQLite with the same durability and nothing of ours: what the disk and the library allow.
final class RawSQLite {
  private var database: OpaquePointer?
  private var insert: OpaquePointer?

  init(_ path: String) {
    sqlite3_open(path, &database)
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    run("CREATE TABLE rows (position INTEGER PRIMARY KEY, a INTEGER, b BLOB, c BLOB, payload TEXT) STRICT;")
    sqlite3_prepare_v2(database, "INSERT INTO rows (a, b, c, payload) VALUES (?,?,?,?)", -1, &insert, nil)
  }

  deinit {
    sqlite3_finalize(insert)
    sqlite3_close(database)
  }

  func run(_ sql: String) { sqlite3_exec(database, sql, nil, nil, nil) }

  func insertRow(_ payload: [UInt8]) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_int64(insert, 1, 1)
    sqlite3_bind_blob(insert, 2, payload, 64, transient)
    sqlite3_bind_blob(insert, 3, payload, 64, transient)
    payload.withUnsafeBytes {
      _ = sqlite3_bind_text(
        insert, 4, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(payload.count), transient)
    }
    sqlite3_step(insert)
    sqlite3_reset(insert)
  }
}
