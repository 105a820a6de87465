public import Bookkeeping
public import LedgerCore
public import Sodium

/// A ledger that a test has made, with the people who work on it.
public protocol SiteLedger {
  var bookkeeper: Bookkeeper { get }
  /// The key of each member.
  var keys: [ULID: SigningKey] { get }
  func member(_ name: String) throws -> ULID
}

extension SiteLedger {
  /// Signs as those who are named, and records.
  public func record(_ requests: [EntryRequest]) throws { _ = try bookkeeper.record(requests, keys: keys) }
}
