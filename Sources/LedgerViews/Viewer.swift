public import Bookkeeping
public import LedgerCore
import LedgerSQLite

/// Reads a ledger for one reader: every report, list and card, with the names that this reader may see.
public struct Viewer: Sendable {
  public let bookkeeper: Bookkeeper
  public let sight: Sight

  public init(_ bookkeeper: Bookkeeper, _ sight: Sight = .everything) {
    self.bookkeeper = bookkeeper
    self.sight = sight
  }

  public var today: CivilDate { bookkeeper.surroundings.now.date }

  /// Names of parties and households.
  public func names() throws -> Names { try Names(bookkeeper, sight) }

  func partyNames() throws -> Names { try Names(bookkeeper, sight, families: false) }

  /// The office's own numbers of files, for those who see everything alone: they stay in the vault.
  func fileNumbers() throws -> [StreamID: String] {
    sight == .everything ? try bookkeeper.vault.fileNumbers() : [:]
  }
}
