public import LedgerCore
import Sodium

/// What the tables beside the log must hold, summed up from the entries so that memory stays flat.
///
/// Every table is compared through one number: the sum, modulo 2^64, of a keyed hash of each row (for day totals, of the
/// row's hash times its amount). Sums do not depend on the order, so parts made by several threads can be added up; the
/// key is chosen by the process, so nobody can prepare rows that cancel out.
public struct DerivationSums: Hashable, Sendable {
  public private(set) var entryCount = 0
  private var ids: UInt64 = 0
  private var columns: UInt64 = 0
  private var heads: UInt64 = 0
  private var postings: UInt64 = 0
  private var dayTotals: UInt64 = 0
  private var claims: UInt64?

  /// - Parameter withClaims: the rules were run again, so that every entry's claims are known and compared too.
  public init(withClaims: Bool = false) { claims = withClaims ? 0 : nil }

  /// Takes in what the rules say that an entry claims, and whose claims it gives back.
  public mutating func add(claims added: [Claim], releases target: Int?, at position: Int) {
    guard var sum = claims else { return }
    for claim in added { sum &+= RowHash.of(claim.text, position) }
    if let target { sum &+= RowHash.of(target, position) }
    claims = sum
  }

  /// Takes in what one entry leaves in the tables.
  public mutating func add(_ logged: LoggedEntry) {
    let header = logged.header
    entryCount += 1
    ids &+= RowHash.of(header.id, logged.position)
    columns &+= RowHash.of(
      logged.position, header.stream.text, header.revision, header.recorded.seconds, header.effective.dayNumber)
    heads &+= RowHash.of(header.stream.text, header.revision, Optional(logged.leaf))
    if let previous = header.previous {
      heads &-= RowHash.of(header.stream.text, header.revision - 1, Optional(previous))
    }
    for posting in logged.entry.postings.lines {
      postings &+= RowHash.of(posting.account.text, posting.commodity.text, logged.position, posting.amount)
      dayTotals &+= RowHash.of(posting.account.text, posting.commodity.text, header.effective.dayNumber)
        &* UInt64(bitPattern: Int64(posting.amount))
    }
  }

  /// Adds what another thread has summed up.
  public mutating func merge(_ other: DerivationSums) {
    entryCount += other.entryCount
    ids &+= other.ids
    columns &+= other.columns
    heads &+= other.heads
    postings &+= other.postings
    dayTotals &+= other.dayTotals
    claims = claims.flatMap { own in other.claims.map { own &+ $0 } }
  }

  /// Names the tables in which the store's rows are not those that follow from the entries.
  fileprivate func differences(from stored: DerivationSums) -> [String] {
    var found: [String] = []
    if entryCount != stored.entryCount { found.append("the table of ids has \(stored.entryCount) rows") }
    if ids != stored.ids { found.append("the table of ids does not follow from the entries") }
    if columns != stored.columns { found.append("the columns of entries are not what their payloads say") }
    if heads != stored.heads { found.append("the heads of streams do not follow from the entries") }
    if postings != stored.postings { found.append("the table of postings does not follow from the entries") }
    if dayTotals != stored.dayTotals { found.append("the totals by day do not follow from the entries") }
    if let claims, claims != stored.claims { found.append("the table of claims does not follow from the entries") }
    return found
  }
}

/// A hash whose key changes with every run of the program (SipHash).
private enum RowHash {
  static func of<each Part: Hashable>(_ part: repeat each Part) -> UInt64 {
    var hasher = Hasher()
    repeat hasher.combine(each part)
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }
}

extension DerivationSums {
  /// Sums up the rows that are stored, and notes running balances that do not run.
  fileprivate init(reading log: SQLiteLog, faults: inout [String]) throws {
    try log.connection.query("SELECT id, position FROM ids").each { row in
      entryCount += 1
      ids &+= RowHash.of(row.ulid(0), row.int(1))
    }
    try log.connection.query(
      """
      SELECT e.position, name, e.revision, recorded, effective FROM entries e JOIN streams s ON s.number = e.stream
      """
    )
    .each { row in columns &+= RowHash.of(row.int(0), row.text(1), row.int(2), row.int(3), row.int(4)) }
    claims = 0
    try log.connection.query("SELECT claim, position FROM claims").each { row in
      add(claims: [Claim(stored: row.text(0))], releases: nil, at: row.int(1))
    }
    try log.connection.query("SELECT target, position FROM releases").each { row in
      add(claims: [], releases: row.int(0), at: row.int(1))
    }
    try readHeads(log)
    try readPostings(log, faults: &faults)
    try log.connection.query(
      "SELECT a.account, commodity, day, amount FROM day_totals d JOIN accounts a ON a.number = d.account"
    )
    .each { row in
      dayTotals &+= RowHash.of(row.text(0), row.text(1), row.int(2)) &* UInt64(bitPattern: Int64(row.int(3)))
    }
  }

  private mutating func readHeads(_ log: SQLiteLog) throws {
    try log.connection.query("SELECT name, s.revision, nodes FROM streams s JOIN entries e USING (position)")
      .each { row in
        let leaf = row.withBytes(2) { Digest(bytes: $0.prefix(Digest.byteCount)) }
        heads &+= RowHash.of(row.text(0), row.int(1), leaf)
      }
  }

  private mutating func readPostings(_ log: SQLiteLog, faults: inout [String]) throws {
    let accounts = try log.connection.query("SELECT number, account, commodity FROM accounts")
      .all { (number: $0.int(0), key: $0.accountKey(1, 2)) }
    let names = Dictionary(uniqueKeysWithValues: accounts.map { ($0.number, $0.key) })
    var account: Int?
    var balance = 0
    try log.connection.query("SELECT account, position, amount, balance FROM postings ORDER BY account, position")
      .each { row in
        let (number, position, amount) = (row.int(0), row.int(1), row.int(2))
        if number != account { (account, balance) = (number, 0) }
        balance &+= amount
        guard let key = names[number] else {
          faults.append("a posting at position \(position) belongs to no account")
          return
        }
        postings &+= RowHash.of(key.account.text, key.commodity.text, position, amount)
        if balance != row.int(3) {
          faults.append("the balance of \(key.account) after position \(position) is stored as \(row.int(3))")
          balance = row.int(3)
        }
      }
  }
}

extension SQLiteEventStore {
  /// Compares everything that is stored beside the log with what follows from the entries.
  ///
  /// - Parameter sums: over all entries of the log, in any order.
  /// - Returns: what differs, in words; empty when every balance, head, id and total is right.
  public func differences(from sums: DerivationSums) throws -> [String] {
    try file.read { connection in
      var faults: [String] = []
      let stored = try DerivationSums(reading: SQLiteLog(connection), faults: &faults)
      return faults + sums.differences(from: stored)
    }
  }
}
