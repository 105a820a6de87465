import GRDB
import GRDBSQLite
import LedgerCore

/// One connection of a database file, for the length of one transaction.
struct Connection {
  let database: Database
  let handle: OpaquePointer
  /// The path of the file, for messages.
  let file: String

  init(_ database: Database, file: String) throws {
    guard let handle = database.sqliteConnection else { throw StoreError.failed("\(file) is closed") }
    self.database = database
    self.handle = handle
    self.file = file
  }

  /// A statement that the connection prepares once and keeps.
  func query(_ sql: String) throws -> Query { Query(try database.cachedStatement(sql: sql), on: self) }

  func execute(_ sql: String) throws { try database.execute(sql: sql) }

  /// The row number that the newest insertion was given.
  var newestRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

  func failure(_ code: Int32) -> StoreError {
    StoreError(
      sqlite: code, systemError: sqlite3_system_errno(handle), message: String(cString: sqlite3_errmsg(handle)),
      file: file)
  }

  /// Runs `body` and says in the store's words what SQLite refused.
  func explaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, systemError: sqlite3_system_errno(handle), file: file)
    }
  }
}

/// A prepared statement, bound and stepped through SQLite's own interface.
///
/// GRDB boxes every argument in a `DatabaseValue` and every blob in `Data`; appending an entry binds some forty values.
final class Query {
  private let statement: Statement
  private let handle: OpaquePointer
  private let connection: Connection
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ statement: Statement, on connection: Connection) {
    self.statement = statement
    handle = statement.sqliteStatement
    self.connection = connection
  }

  @discardableResult
  func bind(_ index: Int32, _ value: Int) -> Query {
    sqlite3_bind_int64(handle, index, Int64(value))
    return self
  }

  @discardableResult
  func bind(_ index: Int32, _ value: Int?) -> Query {
    if let value { bind(index, value) } else { sqlite3_bind_null(handle, index) }
    return self
  }

  @discardableResult
  func bind(_ index: Int32, text: String) -> Query {
    var text = text
    text.withUTF8 { bind(index, text: UnsafeRawBufferPointer($0)) }
    return self
  }

  @discardableResult
  func bind(_ index: Int32, text: String?) -> Query {
    if let text { bind(index, text: text) } else { sqlite3_bind_null(handle, index) }
    return self
  }

  /// Binds UTF-8 bytes as text.
  func bind(_ index: Int32, text: UnsafeRawBufferPointer) {
    let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    if let start, !text.isEmpty {
      sqlite3_bind_text(handle, index, start, Int32(text.count), Query.transient)
    } else {
      sqlite3_bind_text(handle, index, "", 0, Query.transient)
    }
  }

  @discardableResult
  func bind(_ index: Int32, blob: UnsafeRawBufferPointer) -> Query {
    if blob.isEmpty {
      sqlite3_bind_zeroblob(handle, index, 0)
    } else {
      sqlite3_bind_blob(handle, index, blob.baseAddress, Int32(blob.count), Query.transient)
    }
    return self
  }

  @discardableResult
  func bind(_ index: Int32, blob: [UInt8]) -> Query {
    blob.withUnsafeBytes { bind(index, blob: $0) }
  }

  /// Runs a statement that returns no rows.
  func run() throws {
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw fail(code) }
    sqlite3_reset(handle)
  }

  /// Reads the first row; nil where there is none.
  func first<Value>(_ row: (Query) throws -> Value) throws -> Value? {
    guard try step() else { return nil }
    defer { sqlite3_reset(handle) }
    return try row(self)
  }

  /// Reads every row; `row` must not use the same statement again.
  func each(_ row: (Query) throws -> Void) throws {
    defer { sqlite3_reset(handle) }
    while try step() { try row(self) }
  }

  func all<Value>(_ row: (Query) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try each { values.append(try row($0)) }
    return values
  }

  private func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code: throw fail(code)
    }
  }

  private func fail(_ code: Int32) -> StoreError {
    let failure = connection.failure(code)
    sqlite3_reset(handle)
    return failure
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Lends the bytes of a blob or a text; they are gone at the next step.
  func withBytes<Value>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    let start = sqlite3_column_blob(handle, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }
}
