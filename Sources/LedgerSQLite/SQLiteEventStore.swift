public import LedgerCore
import Synchronization
public import TransparencyLog

/// The ledger in one SQLite file: acknowledged means on disk, and what is on disk is never changed.
///
/// Many may read, each on a snapshot; one writes at a time, also across processes. The file can be read with
/// `sqlite3`: `select payload->>'kind', count(*) from entries group by 1`.
public final class SQLiteEventStore: EventStore {
  let file: DatabaseFile
  private let memory = Mutex<AppendMemory?>(nil)

  private init(_ file: DatabaseFile) { self.file = file }

  /// Opens a ledger to read and write, and brings the tables of an older program up to date.
  public convenience init(path: String) throws {
    self.init(try DatabaseFile(path: path, format: LedgerSchema.format))
  }

  /// Opens a ledger or a backup to read only; works on a disk that cannot be written, too.
  public convenience init(readOnly path: String) throws {
    self.init(try DatabaseFile(path: path, format: LedgerSchema.format, readOnly: true))
  }

  /// Makes an empty ledger in a new file.
  public static func create(at path: String) throws -> SQLiteEventStore {
    SQLiteEventStore(try DatabaseFile.create(at: path, format: LedgerSchema.format))
  }

  public func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result {
    try file.read { try body(try SQLiteLog($0)) }
  }

  public func write<Result>(_ body: (any LogWriter) throws -> Result) throws -> Result {
    let (result, _) = try file.write { connection in
      let remembered = memory.withLock { $0.take() }
      let writer = try SQLiteLogWriter(connection, remembered: remembered)
      do {
        let result = try body(writer)
        try writer.finish()
        return (result, writer)
      } catch {
        if !writer.hasAppended { keep(writer) }
        throw error
      }
    } committed: { _, writer in
      keep(writer)
    }
    return result
  }

  /// What is true of the log on disk saves the next writer from asking again.
  private func keep(_ writer: SQLiteLogWriter) {
    let known = writer.handOver()
    memory.withLock { $0 = consume known }
  }

  /// What SQLite itself finds wrong with the file; empty when it is sound.
  public func integrityCheck() throws -> [String] { try file.integrityCheck() }

  /// Copies the ledger as it stands into a new file while others may write, and checks the copy.
  ///
  /// - Returns: size and root of the copy. A copy that is not sound is an error, and is left for inspection.
  @discardableResult
  public func backup(to path: String) throws -> TreeHead {
    let before = try read { try $0.treeHead() }
    try file.backup(to: path)
    let copy = try SQLiteEventStore(readOnly: path)
    let faults = try copy.integrityCheck()
    guard faults.isEmpty else { throw StoreError.corrupt("\(path): \(faults.joined(separator: "; "))") }
    return try copy.read { log in
      guard try log.size >= before.size, try log.treeHead(at: before.size) == before else {
        throw StoreError.corrupt("\(path) is not a copy of this ledger")
      }
      return try log.treeHead()
    }
  }
}
