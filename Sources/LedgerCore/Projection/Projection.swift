/// A way of reading the log that can be thrown away and made again from the entries.
public protocol Projection: Sendable {
  init()
  mutating func apply(_ entry: LoggedEntry)
}

/// Every balance, made from nothing but the postings.
public struct Balances: Projection, Hashable {
  public private(set) var sums: [AccountKey: Int] = [:]

  public init() {}

  public mutating func apply(_ entry: LoggedEntry) {
    for posting in entry.entry.postings.lines { sums[posting.key, default: 0] += posting.amount }
  }

  /// Balances that are not zero, sorted by account.
  public var list: [AccountBalance] {
    sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { AccountBalance(key: $0.key, amount: $0.value) }
  }
}
