public import LedgerCore
public import Sodium
public import TransparencyLog

/// What one person's machine remembers of every ledger it has seen, as ssh remembers hosts.
///
/// A log that was cut at its end, or forked, leaves no trace in its database: only somebody's memory can tell.
public struct KnownLedgers: Sendable {
  private var heads: [String: TreeHead] = [:]

  public init() {}

  public init(parsing bytes: [UInt8]) throws(JSONError) {
    guard let object = try JSON.parse(bytes, form: .relaxed).object else { return }
    for member in object {
      guard let size = member.value["size"]?.integer, let root = member.value["root"]?.string,
        let digest = Digest(base64: root)
      else { continue }
      heads[member.key] = TreeHead(size: size, root: digest)
    }
  }

  public var bytes: [UInt8] {
    var object: JSONObject = [:]
    for (ledger, head) in heads {
      object[ledger] = .object(["root": .string(head.root.base64), "size": .integer(head.size)])
    }
    return Array((JSON.object(object).prettyText + "\n").utf8)
  }

  public func head(of ledger: Digest) -> TreeHead? { heads[ledger.hex] }

  public mutating func remember(_ head: TreeHead, of ledger: Digest) { heads[ledger.hex] = head }

  static let rolledBack = RefusalCode(
    "ledger.rolled-back", "this machine has seen {seen} entries of this ledger, and now there are {size}",
    hint: "somebody restored or cut it: ask for a ledger.restored entry, then repeat with --accept-restore", .integrity)
  static let forked = RefusalCode(
    "ledger.forked", "entry {seen} and those before it are not the ones that this machine has seen",
    hint: "this is another history under the same name: stop working on it, and compare checkpoints", .integrity)
  public static let refusals = [rolledBack, forked]

  /// Checks that a log extends what was seen of it, and gives its head to remember.
  /// - Parameter acceptRestore: the person has been asked, and the ledger declares the restore of what was lost.
  public func check(_ log: any LogReader, ledger: Digest, acceptRestore: (TreeHead) throws -> Bool) throws -> TreeHead {
    let now = try log.treeHead()
    guard let seen = heads[ledger.hex] else { return now }
    let extends = seen.size <= now.size ? try log.treeHead(at: seen.size) == seen : false
    if extends { return now }
    if try acceptRestore(seen) { return now }
    throw seen.size > now.size
      ? KnownLedgers.rolledBack(["seen": seen.size, "size": now.size]) : KnownLedgers.forked(["seen": seen.size])
  }
}
