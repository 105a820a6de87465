import GRDB
import GRDBSQLite

/// Another program at the same file: SQLite's own interface with its defaults, none of our settings.
final class RawSQLite {
  private var handle: OpaquePointer?

  init(_ path: String) throws {
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil)
    guard code == SQLITE_OK else { throw Failure(message: "cannot open: \(code)") }
    sqlite3_busy_timeout(handle, 2_000)
  }

  deinit { sqlite3_close(handle) }

  struct Failure: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
  }

  /// Runs SQL and returns the first column of every row.
  @discardableResult
  func callAsFunction(_ sql: String) throws -> [String] {
    var rows: [String] = []
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure() }
    defer { sqlite3_finalize(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: rows.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "NULL")
      case SQLITE_DONE: return rows
      default: throw failure()
      }
    }
  }

  private func failure() -> Failure { Failure(message: String(cString: sqlite3_errmsg(handle))) }
}
