import LedgerCore
import Sodium
import TransparencyLog

/// What a writer knows of the log at one size: enough to append without reading what it wrote itself.
///
/// Another process may write in between; so it counts only while size and newest leaf are still those on disk.
struct AppendMemory: Sendable {
  struct KnownAccount {
    var number: Int
    var balance: Int
  }

  struct KnownStream {
    var number: Int
    var head: StreamHead
  }

  var tree: CompactRange
  var newestLeaf: Digest?
  /// The greatest id in the log: a greater one is new.
  var greatestID: ULID?
  var accounts: [AccountKey: KnownAccount] = [:]
  var streams: [StreamID: KnownStream] = [:]
  var keys: [PublicKey: Int] = [:]
  private static let most = 100_000

  var size: Int { tree.size }

  /// Of an empty log.
  init() { tree = CompactRange() }

  init(of log: SQLiteLog) throws {
    tree = try log.compactRange(atSize: log.size)
    newestLeaf = log.size == 0 ? nil : try log.node(level: 0, index: log.size - 1)
    greatestID = try log.connection.query("SELECT id FROM ids ORDER BY id DESC LIMIT 1").first { $0.ulid(0) }
  }

  /// Whether the log on disk is still the one that is remembered.
  func fits(_ log: SQLiteLog) throws -> Bool {
    try size == log.size && (size == 0 || log.node(level: 0, index: size - 1) == newestLeaf)
  }

  /// Forgets names before they fill the memory.
  mutating func trim() {
    if accounts.count > AppendMemory.most { accounts.removeAll(keepingCapacity: true) }
    if streams.count > AppendMemory.most { streams.removeAll(keepingCapacity: true) }
  }
}
