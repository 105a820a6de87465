import LedgerCore

extension SQLiteLog: DerivedTables {
  func eachEntryRow(_ body: (EntryRow) throws -> Void) throws {
    let query = try connection.query(
      """
      SELECT e.position, s.name, e.revision, e.previous, e.recorded, e.effective
      FROM entries e LEFT JOIN streams s ON s.number = e.stream ORDER BY e.position
      """)
    try query.each { row in
      try body(
        EntryRow(
          position: row.int(0), stream: StreamID(unchecked: row.text(1)), revision: row.int(2),
          previous: row.optionalInt(3), recorded: Instant(seconds: row.int(4)),
          effective: CivilDate(dayNumber: row.int(5))))
    }
  }

  func eachID(_ body: (ULID, Int) throws -> Void) throws {
    try connection.query("SELECT id, position FROM ids").each { try body($0.ulid(0), $0.int(1)) }
  }

  func eachStream(_ body: (StreamID, Int, Int) throws -> Void) throws {
    let query = try connection.query("SELECT name, revision, position FROM streams")
    try query.each { try body(StreamID(unchecked: $0.text(0)), $0.int(1), $0.int(2)) }
  }

  func eachPosting(_ body: (AccountKey, RegisterLine) throws -> Void) throws {
    let accounts = try accountKeys()
    let query = try connection.query(
      "SELECT account, position, amount, balance FROM postings ORDER BY account, position")
    try query.each { row in
      let line = RegisterLine(position: row.int(1), amount: row.int(2), balance: row.int(3))
      try body(try key(row.int(0), in: accounts), line)
    }
  }

  func eachDayTotal(_ body: (AccountKey, CivilDate, Int) throws -> Void) throws {
    let accounts = try accountKeys()
    let query = try connection.query("SELECT account, day, amount FROM day_totals ORDER BY account, day")
    try query.each { row in
      try body(try key(row.int(0), in: accounts), CivilDate(dayNumber: row.int(1)), row.int(2))
    }
  }

  func eachClaim(_ body: (Claim, Int) throws -> Void) throws {
    try connection.query("SELECT claim, position FROM claims").each { try body(Claim(stored: $0.text(0)), $0.int(1)) }
  }

  func eachRelease(_ body: (Int, Int) throws -> Void) throws {
    try connection.query("SELECT target, position FROM releases").each { try body($0.int(0), $0.int(1)) }
  }

  private func accountKeys() throws -> [Int: AccountKey] {
    var keys: [Int: AccountKey] = [:]
    try connection.query("SELECT number, account, commodity FROM accounts").each {
      keys[$0.int(0)] = $0.accountKey(1, 2)
    }
    return keys
  }

  private func key(_ number: Int, in accounts: [Int: AccountKey]) throws -> AccountKey {
    guard let key = accounts[number] else { throw StoreError.corrupt("the account \(number) has no name") }
    return key
  }
}
