import GRDB
import Glibc
import LedgerCore

/// What tells one of our database files from another program's.
struct DatabaseFormat: Sendable {
  /// Four ASCII letters in SQLite's header, which `file` shows.
  let applicationID: Int
  let noun: String
  let migrator: DatabaseMigrator
  /// Pragmas of every connection.
  let pragmas: String
}

/// A database file with the settings on which durability rests: WAL, `synchronous=FULL`, private to its owner.
///
/// Snapshot reads on several connections, one writer that stays open; another process that holds the write lock is
/// waited for five seconds.
final class DatabaseFile: Sendable {
  let path: String
  let pool: DatabasePool
  private static let busySeconds = 5.0

  /// Makes a new, empty file that only its owner may read.
  static func create(at path: String, format: DatabaseFormat) throws -> DatabaseFile {
    try reserve(path)
    do {
      return try DatabaseFile(path: path, format: format, isNew: true)
    } catch {
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
      throw error
    }
  }

  /// Makes an empty file, and refuses one that exists.
  static func reserve(_ path: String) throws {
    let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError(systemError: errno, file: path) }
    Glibc.close(descriptor)
  }

  convenience init(path: String, format: DatabaseFormat, readOnly: Bool = false) throws {
    guard access(path, F_OK) == 0 else { throw StoreError.missing(path) }
    if readOnly {
      try self.init(readOnly: path, format: format)
    } else {
      guard access(path, W_OK) == 0 else { throw StoreError.readOnly(path) }
      try self.init(path: path, format: format, isNew: false)
    }
  }

  private init(path: String, format: DatabaseFormat, isNew: Bool) throws {
    self.path = path
    if !isNew { try DatabaseFile.checkIdentity(of: path, format: format) }
    do {
      pool = try DatabasePool(path: path, configuration: DatabaseFile.configuration(format, readOnly: false))
      try pool.writeWithoutTransaction { database in
        // GRDB sets NORMAL when it enters WAL mode, whatever the configuration said before.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard synchronous == 2 else { throw StoreError.failed("\(path) cannot be written durably") }
      }
      try format.migrator.migrate(pool)
    } catch let error as DatabaseError {
      throw StoreError(error, file: path)
    }
  }

  private init(readOnly path: String, format: DatabaseFormat) throws {
    self.path = path
    var opened = path
    do {
      try DatabaseFile.checkIdentity(of: path, format: format)
    } catch StoreError.readOnly {
      opened = DatabaseFile.immutableName(of: path)
      try DatabaseFile.checkIdentity(of: opened, format: format)
    }
    do {
      pool = try DatabasePool(path: opened, configuration: DatabaseFile.configuration(format, readOnly: true))
    } catch let error as DatabaseError {
      throw StoreError(error, file: path)
    }
  }

  /// How SQLite opens a file on a disk that cannot be written, where WAL mode finds no place for its shared memory.
  private static func immutableName(of path: String) -> String {
    let escaped = path.map { character in
      switch character {
      case "%": "%25"
      case "?": "%3f"
      case "#": "%23"
      default: String(character)
      }
    }
    return "file:" + escaped.joined() + "?immutable=1"
  }

  private static func configuration(_ format: DatabaseFormat, readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(busySeconds)
    // More than threads ever read at once, so that a short look-up never waits for a long report.
    configuration.maximumReaderCount = 32
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { [pragmas = format.pragmas] in try $0.execute(sql: pragmas) }
    return configuration
  }

  /// Looks at a file before anything may write to it: not ours, damaged, or written by a newer program.
  private static func checkIdentity(of path: String, format: DatabaseFormat) throws {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(busySeconds)
      try DatabaseQueue(path: path, configuration: configuration).read { database in
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == format.applicationID else {
          throw StoreError.corrupt("\(path) is not a \(format.noun)")
        }
        guard try !format.migrator.hasBeenSuperseded(database) else {
          throw StoreError.newerProgram("the \(format.noun) \(path)")
        }
      }
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_CANTOPEN { throw StoreError.readOnly(path) }
      throw StoreError(error, file: path)
    }
  }

  /// Runs `body` on one snapshot; inside another read, on that one's.
  func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try pool.unsafeReentrantRead { database in
      let connection = try Connection(database, file: path)
      return try connection.explaining {
        if database.isInsideTransaction { return try body(connection) }
        var result: Result?
        try database.inTransaction(.deferred) {
          result = try body(connection)
          return .commit
        }
        guard let result else { throw StoreError.failed("\(path): a read came to no end") }
        return result
      }
    }
  }

  /// Runs `body` as the only writer, and `committed` when what it wrote is on disk and before the next writer begins.
  func write<Result>(
    _ body: (Connection) throws -> Result, committed: (Result) -> Void = { _ in }
  ) throws -> Result {
    try pool.writeWithoutTransaction { database in
      let connection = try Connection(database, file: path)
      return try connection.explaining {
        var result: Result?
        try database.inTransaction(.immediate) {
          result = try body(connection)
          return .commit
        }
        guard let result else { throw StoreError.failed("\(path): a write came to no end") }
        committed(result)
        return result
      }
    }
  }

  /// Moves everything into the main file and leaves the write-ahead log empty, so that nothing erased stays in it.
  func emptyWriteAheadLog() throws {
    try pool.writeWithoutTransaction { database in
      let connection = try Connection(database, file: path)
      try connection.explaining {
        let blocked = try connection.query("PRAGMA wal_checkpoint(TRUNCATE)").first { $0.int(0) }
        guard blocked == 0 else { throw StoreError.busy }
      }
    }
  }

  /// What SQLite finds wrong with the file; empty when it is sound.
  func integrityCheck() throws -> [String] {
    try read { connection in
      let pages = try connection.query("PRAGMA integrity_check(20)").all { $0.text(0) }.filter { $0 != "ok" }
      let keys = try connection.query("PRAGMA foreign_key_check").all {
        "row \($0.int(1)) of \($0.text(0)) points to no row of \($0.text(2))"
      }
      return pages + keys
    }
  }

  /// Copies the file as it stands at this moment, while others may write, into a new one without side files.
  func backup(to copy: String) throws {
    try DatabaseFile.reserve(copy)
    do {
      let queue = try DatabaseQueue(path: copy)
      try pool.backup(to: queue)
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(copy + suffix) }
      if let error = error as? DatabaseError { throw StoreError(error, file: copy) }
      throw error
    }
  }
}
