import LedgerCore
import Sodium
import TransparencyLog

/// The log as the only writer sees it, its own additions included.
final class SQLiteLogWriter: SQLiteLog, LogWriter {
  private var memory: AppendMemory
  private let statements: AppendStatements
  private var freeClaims: Set<Claim> = []
  private var dayTotals: [AccountDay: Int] = [:]
  private var failure: (any Error)?
  private(set) var hasAppended = false

  private struct AccountDay: Hashable {
    let account: Int
    let day: Int
  }

  init(_ connection: Connection, remembered: consuming AppendMemory?) throws {
    statements = try AppendStatements(connection)
    memory = AppendMemory()
    try super.init(connection)
    if let known = consume remembered, try known.fits(self) {
      memory = known
    } else {
      memory = try AppendMemory(of: self)
    }
  }

  /// Gives away what this writer knows, when it has done its work.
  func handOver() -> AppendMemory {
    defer { memory = AppendMemory() }
    memory.trim()
    return memory
  }

  /// Writes what was kept back to the end of the transaction.
  func finish() throws {
    if let failure { throw failure }
    try flushDayTotals()
  }

  func append(_ addition: Addition) throws {
    if let failure { throw failure }
    let entry = addition.signed.entry
    let known = try check(addition)
    do {
      hasAppended = true
      let position = size
      try insert(addition.signed, at: position, continuing: known)
      try post(entry, at: position)
      try claim(addition, at: position)
      grow()
    } catch {
      // Part of the entry may be written: nothing more is, and the transaction is rolled back.
      failure = error
      throw error
    }
  }

  /// Everything that can be wrong with an addition, before anything is written.
  private func check(_ addition: Addition) throws -> AppendMemory.KnownStream? {
    let entry = addition.signed.entry
    guard try position(of: entry.id) == nil else { throw StoreError.alreadyThere("the entry \(entry.id)") }
    let known = try stream(entry.stream)
    guard entry.header.revision == (known?.head.revision ?? 0) + 1 else {
      throw StoreError.failed("revision \(entry.header.revision) does not continue stream \(entry.stream)")
    }
    for claim in addition.claims where try holder(of: claim) != nil {
      throw StoreError.alreadyThere("the claim \(claim)")
    }
    return known
  }

  private func insert(_ signed: SignedEntry, at position: Int, continuing known: AppendMemory.KnownStream?) throws {
    let header = signed.entry.header
    let head = StreamHead(revision: header.revision, position: position, leaf: signed.leaf)
    let number: Int
    if let known {
      number = known.number
      try statements.advanceStream.bind(1, head.revision).bind(2, position).bind(3, number).run()
    } else {
      try statements.addStream.bind(1, text: header.stream.text).bind(2, position).run()
      number = connection.newestRow
    }
    let entry = statements.addEntry
    entry.bind(1, position).bind(2, number).bind(3, header.revision).bind(4, known?.head.position)
    entry.bind(5, header.recorded.seconds).bind(6, header.effective.dayNumber).bind(7, try key(signed.publicKey))
    signed.envelope.signature.withUnsafeBytes { _ = entry.bind(8, blob: $0) }
    memory.tree.append(signed.leaf).withUnsafeBytes { _ = entry.bind(9, blob: $0) }
    signed.envelope.payload.withUnsafeBytes { entry.bind(10, text: $0) }
    try entry.run()
    try statements.addID.bind(1, header.id).bind(2, position).run()
    memory.newestLeaf = signed.leaf
    memory.greatestID = max(memory.greatestID ?? header.id, header.id)
    memory.streams[header.stream] = AppendMemory.KnownStream(number: number, head: head)
  }

  private func post(_ entry: Entry, at position: Int) throws {
    var rows: [(account: Int, amount: Int, balance: Int)] = []
    rows.reserveCapacity(entry.postings.lines.count)
    for posting in entry.postings.lines {
      let key = posting.key
      var account = try account(key) ?? AppendMemory.KnownAccount(number: try addAccount(key), balance: 0)
      let (balance, overflows) = account.balance.addingReportingOverflow(posting.amount)
      guard !overflows else { throw StoreError.failed("the balance of \(posting.account) is too large") }
      account.balance = balance
      memory.accounts[key] = account
      rows.append((account.number, posting.amount, balance))
      let day = AccountDay(account: account.number, day: entry.header.effective.dayNumber)
      dayTotals[day, default: 0] += posting.amount
    }
    var next = 0
    while next < rows.count {
      let count = min(rows.count - next, AppendStatements.mostPostings)
      let insertion = statements.addPostings[count - 1]
      for (place, row) in rows[next..<next + count].enumerated() {
        let first = Int32(4 * place)
        insertion.bind(first + 1, row.account).bind(first + 2, position)
        insertion.bind(first + 3, row.amount).bind(first + 4, row.balance)
      }
      try insertion.run()
      next += count
    }
  }

  private func claim(_ addition: Addition, at position: Int) throws {
    for claim in addition.claims {
      try statements.addClaim.bind(1, text: claim.text).bind(2, position).run()
      freeClaims.remove(claim)
    }
    if let target = addition.releases { try statements.addRelease.bind(1, target).bind(2, position).run() }
  }

  private func addAccount(_ key: AccountKey) throws -> Int {
    try statements.addAccount.bind(1, text: key.account.text).bind(2, text: key.commodity.text).run()
    return connection.newestRow
  }

  private func flushDayTotals() throws {
    for (day, amount) in dayTotals {
      try statements.addDayTotal.bind(1, day.account).bind(2, day.day).bind(3, amount).run()
    }
    dayTotals.removeAll(keepingCapacity: true)
  }

  override func treeHead(at size: Int?) throws -> TreeHead {
    (size ?? self.size) == memory.size ? memory.tree.head : try super.treeHead(at: size)
  }

  override func compactRange(atSize size: Int) throws -> CompactRange {
    size == memory.size ? memory.tree : try super.compactRange(atSize: size)
  }

  override func head(of stream: StreamID) throws -> StreamHead? { try self.stream(stream)?.head }

  override func position(of id: ULID) throws -> Int? {
    guard let greatest = memory.greatestID, id <= greatest else { return nil }
    return try super.position(of: id)
  }

  override func balance(of key: AccountKey, at size: Int?) throws -> Int {
    if let size, size < self.size { return try super.balance(of: key, at: size) }
    return try account(key)?.balance ?? 0
  }

  override func balances(asOf date: CivilDate) throws -> [AccountBalance] {
    try flushDayTotals()
    return try super.balances(asOf: date)
  }

  override func holder(of claim: Claim) throws -> Int? {
    if freeClaims.contains(claim) { return nil }
    let holder = try super.holder(of: claim)
    if holder == nil { freeClaims.insert(claim) }
    return holder
  }

  private func stream(_ stream: StreamID) throws -> AppendMemory.KnownStream? {
    if let known = memory.streams[stream] { return known }
    guard let head = try super.head(of: stream),
      let number = try statements.findStream.bind(1, text: stream.text).first({ $0.int(0) })
    else { return nil }
    let known = AppendMemory.KnownStream(number: number, head: head)
    memory.streams[stream] = known
    return known
  }

  private func account(_ key: AccountKey) throws -> AppendMemory.KnownAccount? {
    if let known = memory.accounts[key] { return known }
    let query = statements.findAccount.bind(1, text: key.account.text).bind(2, text: key.commodity.text)
    guard let number = try query.first({ $0.int(0) }) else { return nil }
    let known = AppendMemory.KnownAccount(number: number, balance: try super.balance(of: key, at: nil))
    memory.accounts[key] = known
    return known
  }

  private func key(_ key: PublicKey) throws -> Int {
    if let number = memory.keys[key] { return number }
    let found = try key.withUnsafeBytes { try statements.findKey.bind(1, blob: $0).first { $0.int(0) } }
    let number: Int
    if let found {
      number = found
    } else {
      try key.withUnsafeBytes { try statements.addKey.bind(1, blob: $0).bind(2, text: key.keyID.hex).run() }
      number = connection.newestRow
    }
    memory.keys[key] = number
    return number
  }
}

/// The statements of an append, looked up once for each transaction.
///
/// A constraint that fails rolls the transaction back: the writer would do so anyway, and SQLite need not prepare to
/// undo the statement alone.
private struct AppendStatements {
  static let mostPostings = 4
  let addEntry: Query
  let addID: Query
  let addStream: Query
  let advanceStream: Query
  let findStream: Query
  let addAccount: Query
  let findAccount: Query
  /// By the number of rows that one statement inserts, less one: an entry has two postings or four, mostly.
  let addPostings: [Query]
  let addDayTotal: Query
  let addClaim: Query
  let addRelease: Query
  let addKey: Query
  let findKey: Query

  init(_ connection: Connection) throws {
    addEntry = try connection.query("INSERT OR ROLLBACK INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    addID = try connection.query("INSERT OR ROLLBACK INTO ids VALUES (?, ?)")
    addStream = try connection.query("INSERT OR ROLLBACK INTO streams (name, revision, position) VALUES (?, 1, ?)")
    advanceStream = try connection.query("UPDATE OR ROLLBACK streams SET revision = ?, position = ? WHERE number = ?")
    findStream = try connection.query("SELECT number FROM streams WHERE name = ?")
    addAccount = try connection.query("INSERT OR ROLLBACK INTO accounts (account, commodity) VALUES (?, ?)")
    findAccount = try connection.query("SELECT number FROM accounts WHERE account = ? AND commodity = ?")
    addPostings = try (1...AppendStatements.mostPostings).map { count in
      let rows = [String](repeating: "(?, ?, ?, ?)", count: count).joined(separator: ", ")
      return try connection.query("INSERT OR ROLLBACK INTO postings VALUES " + rows)
    }
    addDayTotal = try connection.query(
      "INSERT INTO day_totals VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount")
    addClaim = try connection.query("INSERT OR ROLLBACK INTO claims VALUES (?, ?)")
    addRelease = try connection.query("INSERT OR ROLLBACK INTO releases VALUES (?, ?)")
    addKey = try connection.query("INSERT OR ROLLBACK INTO keys (public_key, key_id) VALUES (?, ?)")
    findKey = try connection.query("SELECT number FROM keys WHERE public_key = ?")
  }
}
