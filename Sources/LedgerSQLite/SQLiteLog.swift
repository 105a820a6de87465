import LedgerCore
import Sodium
import TransparencyLog

/// The log as one transaction sees it.
class SQLiteLog: LogReader {
  let connection: Connection
  fileprivate(set) var size: Int
  private var keys: [Int: PublicKey] = [:]
  /// Heads and times that were asked for before: the entries of a batch have mostly seen the same log.
  private var heads: [Int: TreeHead] = [:]
  private var times: [Int: Instant] = [:]
  private var genesis: Digest?
  private static let mostHeads = 1_024
  /// Entries that a scan holds at a time.
  private static let pageLength = 256

  init(_ connection: Connection) throws {
    self.connection = connection
    size = try connection.query("SELECT max(position) FROM entries").first { $0.optionalInt(0) }?.map { $0 + 1 } ?? 0
  }

  func head(of stream: StreamID) throws -> StreamHead? {
    try connection.query(
      "SELECT s.revision, s.position, e.nodes FROM streams s JOIN entries e ON e.position = s.position WHERE name = ?"
    )
    .bind(1, text: stream.text)
    .first { row in
      let position = row.int(1)
      return StreamHead(revision: row.int(0), position: position, leaf: try node(0, in: row, 2, at: position))
    }
  }

  func stored(at position: Int) throws -> StoredEntry {
    let query = try connection.query("SELECT key, signature, nodes, payload FROM entries WHERE position = ?")
    guard let entry = try query.bind(1, position).first({ try entry($0, at: position) }) else {
      throw StoreError.missing("entry at position \(position)")
    }
    return entry
  }

  func scan(_ range: Range<Int>, _ body: (StoredEntry) throws -> Void) throws {
    guard range.isEmpty || range.lowerBound >= 0 && range.upperBound <= size else {
      throw StoreError.missing("entry at position \(range.upperBound - 1)")
    }
    let query = try connection.query(
      "SELECT key, signature, nodes, payload, position FROM entries WHERE position >= ? AND position < ? ORDER BY 5")
    var next = range.lowerBound
    while next < range.upperBound {
      let end = min(next + SQLiteLog.pageLength, range.upperBound)
      let page = try query.bind(1, next).bind(2, end).all { try entry($0, at: $0.int(4)) }
      for stored in page {
        guard stored.position == next else { throw StoreError.corrupt("there is no entry at position \(next)") }
        try body(stored)
        next += 1
      }
      guard next == end else { throw StoreError.corrupt("there is no entry at position \(next)") }
    }
  }

  func position(of id: ULID) throws -> Int? {
    try connection.query("SELECT position FROM ids WHERE id = ?").bind(1, id).first { $0.int(0) }
  }

  func treeHead(at size: Int?) throws -> TreeHead {
    let size = size ?? self.size
    if let head = heads[size] { return head }
    let head = TreeHead(size: size, root: try MerkleTree(self).root(atSize: size))
    if heads.count >= SQLiteLog.mostHeads { heads.removeAll(keepingCapacity: true) }
    heads[size] = head
    return head
  }

  func compactRange(atSize size: Int) throws -> CompactRange { try MerkleTree(self).compactRange(atSize: size) }

  func recorded(at position: Int) throws -> Instant {
    if let time = times[position] { return time }
    let query = try connection.query("SELECT recorded FROM entries WHERE position = ?")
    guard let seconds = try query.bind(1, position).first({ $0.int(0) }) else {
      throw StoreError.missing("entry at position \(position)")
    }
    if times.count >= SQLiteLog.mostHeads { times.removeAll(keepingCapacity: true) }
    times[position] = Instant(seconds: seconds)
    return Instant(seconds: seconds)
  }

  func positions(of stream: StreamID, after revision: Int) throws -> [Int] {
    guard let head = try head(of: stream), head.revision > revision else { return [] }
    let query = try connection.query("SELECT previous FROM entries WHERE position = ?")
    var newestFirst = [head.position]
    for _ in revision + 1..<head.revision {
      let position = newestFirst[newestFirst.count - 1]
      guard let previous = try query.bind(1, position).first({ $0.optionalInt(0) }) ?? nil, previous < position else {
        throw StoreError.corrupt("stream \(stream) breaks off before position \(position)")
      }
      newestFirst.append(previous)
    }
    return newestFirst.reversed()
  }

  func streams(family: String) throws -> [StreamID] {
    // "0" comes after "/": the names between them are those of the family.
    try connection.query("SELECT name FROM streams WHERE name = ?1 OR name > ?2 AND name < ?3 ORDER BY number")
      .bind(1, text: family).bind(2, text: family + "/").bind(3, text: family + "0")
      .all { StreamID(unchecked: $0.text(0)) }
  }

  func ids(endingIn ending: String, most: Int) throws -> [ULID] {
    guard most > 0, let suffix = ULIDEnding(ending) else { return [] }
    var found: [ULID] = []
    let query = try connection.query("SELECT id FROM ids")
    try query.each { row in
      let id = row.ulid(0)
      if found.count < most, suffix.ends(id) { found.append(id) }
    }
    return found
  }

  func balance(of key: AccountKey, at size: Int?) throws -> Int {
    try connection.query(
      """
      SELECT balance FROM postings WHERE account = (SELECT number FROM accounts WHERE account = ? AND commodity = ?)
      AND position < ? ORDER BY position DESC LIMIT 1
      """
    )
    .bind(1, text: key.account.text).bind(2, text: key.commodity.text).bind(3, size ?? Int.max)
    .first { $0.int(0) } ?? 0
  }

  func balances(at size: Int?) throws -> [AccountBalance] {
    try connection.query(
      """
      SELECT account, commodity, (SELECT balance FROM postings WHERE account = number AND position < ?
        ORDER BY position DESC LIMIT 1) AS newest
      FROM accounts WHERE newest <> 0 ORDER BY account, commodity
      """
    )
    .bind(1, size ?? Int.max).all { AccountBalance(key: $0.accountKey(0, 1), amount: $0.int(2)) }
  }

  func balances(asOf date: CivilDate) throws -> [AccountBalance] {
    try connection.query(
      """
      SELECT account, commodity, (SELECT sum(amount) FROM day_totals WHERE account = number AND day <= ?) AS total
      FROM accounts WHERE total <> 0 ORDER BY account, commodity
      """
    )
    .bind(1, date.dayNumber).all { AccountBalance(key: $0.accountKey(0, 1), amount: $0.int(2)) }
  }

  func register(of key: AccountKey, from position: Int, most: Int) throws -> [RegisterLine] {
    try connection.query(
      """
      SELECT position, amount, balance FROM postings
      WHERE account = (SELECT number FROM accounts WHERE account = ? AND commodity = ?) AND position >= ?
      ORDER BY position LIMIT ?
      """
    )
    .bind(1, text: key.account.text).bind(2, text: key.commodity.text).bind(3, position).bind(4, max(0, most))
    .all { RegisterLine(position: $0.int(0), amount: $0.int(1), balance: $0.int(2)) }
  }

  func holder(of claim: Claim) throws -> Int? {
    try connection.query(
      """
      SELECT position FROM claims WHERE claim = ? AND position NOT IN (SELECT target FROM releases)
      ORDER BY position DESC LIMIT 1
      """
    )
    .bind(1, text: claim.text).first { $0.int(0) }
  }

  func node(level: Int, index: Int) throws -> Digest {
    if let genesis, level == 0, index == 0 { return genesis }
    let position = NodePosition(level: level, index: index).completingLeaf
    let query = try connection.query("SELECT nodes FROM entries WHERE position = ?")
    guard let node = try query.bind(1, position).first({ try node(level, in: $0, 0, at: position) }) else {
      throw StoreError.missing("entry at position \(position)")
    }
    if position == 0 { genesis = node }
    return node
  }

  private func node(_ level: Int, in row: Query, _ column: Int32, at position: Int) throws -> Digest {
    let digest = row.withBytes(column) { bytes -> Digest? in
      let start = level * Digest.byteCount
      guard start + Digest.byteCount <= bytes.count else { return nil }
      return Digest(bytes: bytes[start..<start + Digest.byteCount])
    }
    guard let digest else { throw StoreError.corrupt("the entry at position \(position) has no node \(level)") }
    return digest
  }

  private func entry(_ row: Query, at position: Int) throws -> StoredEntry {
    guard let signature = row.withBytes(1, { Signature(bytes: $0) }) else {
      throw StoreError.corrupt("the entry at position \(position) has no signature")
    }
    let nodes = row.withBytes(2) { bytes in
      stride(from: 0, to: bytes.count, by: Digest.byteCount).compactMap { start in
        Digest(bytes: bytes[start..<min(start + Digest.byteCount, bytes.count)])
      }
    }
    return StoredEntry(
      position: position, payload: row.bytes(3), signature: signature, publicKey: try key(row.int(0)), nodes: nodes)
  }

  private func key(_ number: Int) throws -> PublicKey {
    if let key = keys[number] { return key }
    let query = try connection.query("SELECT public_key FROM keys WHERE number = ?")
    guard let key = try query.bind(1, number).first({ $0.withBytes(0) { PublicKey(bytes: $0) } }) ?? nil else {
      throw StoreError.corrupt("the public key \(number) is missing")
    }
    keys[number] = key
    return key
  }

  /// For the writer, when it has appended an entry.
  final func grow() { size += 1 }
}

/// The last characters of an ULID as the number that they spell.
private struct ULIDEnding {
  private let mask: (high: UInt64, low: UInt64)
  private let value: (high: UInt64, low: UInt64)

  init?(_ text: String) {
    let padding = String(repeating: "0", count: max(0, 26 - text.utf8.count))
    guard let id = ULID(padding + text) else { return nil }
    let bits = UInt64(5 * text.utf8.count)
    mask = (bits > 64 ? ~0 >> (bits >= 128 ? 0 : 128 - bits) : 0, bits >= 64 ? ~0 : (1 << bits) - 1)
    value = (id.high, id.low)
  }

  func ends(_ id: ULID) -> Bool { id.high & mask.high == value.high && id.low & mask.low == value.low }
}

extension Query {
  @discardableResult
  func bind(_ index: Int32, _ id: ULID) -> Query {
    withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { bind(index, blob: $0) }
  }

  func ulid(_ column: Int32) -> ULID {
    withBytes(column) { bytes in
      guard bytes.count == 16 else { return ULID(high: 0, low: 0) }
      return ULID(
        high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }

  func accountKey(_ account: Int32, _ commodity: Int32) -> AccountKey {
    AccountKey(Account(unchecked: text(account)), Commodity(unchecked: text(commodity)))
  }
}
