import Funds
import LedgerCore
import LedgerSQLite
import Sodium
public import TransparencyLog

/// A ledger on disk: the log, the vault and the log's own key in one folder.
public struct LedgerFolder: Sendable, Hashable {
  public let path: String

  public init(path: String) { self.path = path }

  public var database: String { path + "/ledger.db" }
  public var vault: String { path + "/vault.db" }
  public var logKey: String { path + "/log.key" }
  /// A proposed log key that waits for its confirmation.
  public var nextLogKey: String { path + "/log.key.next" }

  /// Makes the two databases of a new ledger; the folder is there and empty.
  public func create(_ surroundings: Surroundings) throws -> Bookkeeper {
    let store = try SQLiteEventStore.create(at: database)
    let vault = try Vault.create(at: vault, random: surroundings.random)
    return Bookkeeper(
      ledger: Ledger(store: store, rulebook: Rulebook.mastro), vault: vault, surroundings: surroundings)
  }

  /// Opens a ledger; one on a disk or in a folder that cannot be written is opened to read.
  ///
  /// Erasures that a program left half done, or that a vault from a backup does not know, are finished first; records that
  /// were sealed for an entry which was never written are forgotten.
  public func open(_ surroundings: Surroundings) throws -> Bookkeeper {
    do {
      return try open(surroundings, readOnly: false)
    } catch StoreError.readOnly {
      return try open(surroundings, readOnly: true)
    }
  }

  private func open(_ surroundings: Surroundings, readOnly: Bool) throws -> Bookkeeper {
    let store = try readOnly ? SQLiteEventStore(readOnly: database) : SQLiteEventStore(path: database)
    let vault = try Vault(path: vault, random: surroundings.random, readOnly: readOnly)
    let bookkeeper = Bookkeeper(
      ledger: Ledger(store: store, rulebook: Rulebook.mastro), vault: vault, surroundings: surroundings)
    guard !readOnly else { return bookkeeper }
    do {
      try bookkeeper.settleNewRecords()
      try bookkeeper.finishErasures()
    } catch StoreError.busy {
      // Somebody reads the vault; whoever opens it next finishes, and `erasuresAreFinished` tells meanwhile.
    }
    return bookkeeper
  }

  /// Erases here what another ledger folder of the same ledger knows to be erased: a backup holds those keys that were
  /// destroyed after it was made.
  /// - Parameter later: a folder whose log goes on from this one's, as what is left of the ledger that was lost.
  public func replayErasures(knownTo later: LedgerFolder, _ surroundings: Surroundings) throws {
    let own = try SQLiteEventStore(readOnly: database)
    let other = try SQLiteEventStore(readOnly: later.database)
    let size = try own.read { try $0.size }
    let isSame = try other.read { log in
      try log.size >= size && log.treeHead(at: size) == own.read { try $0.treeHead() }
    }
    guard isSame else { throw HouseholdRefusals.otherLedger(["folder": later.path]) }
    let vault = try Vault(path: vault, random: surroundings.random)
    let bookkeeper = Bookkeeper(
      ledger: Ledger(store: other, rulebook: Rulebook.mastro), vault: vault, surroundings: surroundings)
    try bookkeeper.finishErasures()
    try bookkeeper.requireFinishedErasures()
  }

  /// Erases in a copy what was erased while it was made, or since the backup that it was made from: opening does it, and
  /// closing leaves each database whole in its own file.
  private func replayErasures(_ surroundings: Surroundings) throws {
    let log = try SQLiteEventStore(readOnly: database)
    guard try log.read({ try $0.balance(of: AccountKey(Chart.erasures, .household), at: nil) }) > 0 else { return }
    try open(surroundings, readOnly: false).requireFinishedErasures()
  }

  /// Copies log and vault into another folder while others may write, and verifies the copied log: every signature,
  /// the tree, the postings and balances.
  ///
  /// The vault is copied first: a record that no entry names yet does no harm, an entry whose record is missing would.
  public func copy(
    to other: LedgerFolder, _ surroundings: Surroundings, workers: Int, progress: LedgerVerifier.Progress
  ) throws -> TreeHead {
    let store = try SQLiteEventStore(readOnly: database)
    let records = try Vault(path: vault, random: surroundings.random, readOnly: true)
    try records.backup(to: other.vault)
    try store.backup(to: other.database)
    let report = try LedgerVerifier(workers: workers).verify(
      SQLiteEventStore(readOnly: other.database), depth: .integrityOnly, progress: progress)
    if let failure = report.integrityFailure {
      throw StoreError.corrupt("\(database) and its copy: \(failure.code.rawValue), \(failure.sentence)")
    }
    try other.replayErasures(surroundings)
    return report.verified
  }
}
