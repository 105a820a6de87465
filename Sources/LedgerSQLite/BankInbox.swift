public import LedgerCore
public import Sodium

/// A bank statement as the vault remembers it.
public struct StoredStatement: Hashable, Sendable {
  /// Hash of the statement's bytes or of what identifies it: the same statement is taken in once.
  public let id: Digest
  /// The name of the bank account in the ledger.
  public let account: Slug
  /// The file format that it was read from, for instance `camt.053.001.08`.
  public let format: String
  public let from: CivilDate?
  public let to: CivilDate?
  public let opening: Money?
  public let closing: Money?
  /// Opening balance plus lines gave the closing balance.
  public let isProved: Bool
  public let imported: Instant

  public init(
    id: Digest, account: Slug, format: String, from: CivilDate?, to: CivilDate?, opening: Money?, closing: Money?,
    isProved: Bool, imported: Instant
  ) {
    self.id = id
    self.account = account
    self.format = format
    self.from = from
    self.to = to
    self.opening = opening
    self.closing = closing
    self.isProved = isProved
    self.imported = imported
  }
}

/// A line of a bank statement as the vault keeps it.
public struct StoredBankLine: Hashable, Sendable {
  /// Keyed hash of what identifies the line at the bank: entries claim it, and it tells an outsider nothing.
  public let key: Digest
  public let account: Slug
  /// Place in its statement, from 1.
  public let ordinal: Int
  public let booked: CivilDate
  public let valued: CivilDate?
  public let amount: Money
  /// Names and texts as JSON; nil when they were forgotten.
  public let details: [UInt8]?

  public init(
    key: Digest, account: Slug, ordinal: Int, booked: CivilDate, valued: CivilDate?, amount: Money, details: [UInt8]?
  ) {
    self.key = key
    self.account = account
    self.ordinal = ordinal
    self.booked = booked
    self.valued = valued
    self.amount = amount
    self.details = details
  }

  /// What the entry that accounts for this line claims: as long as it stands, no other entry can.
  public var claim: Claim { Claim("bank-line", key) }
}

/// What became of a statement that was handed to the vault.
public struct StatementIntake: Hashable, Sendable {
  public let added: [Digest]
  /// Lines that an earlier statement had brought already.
  public let duplicates: [Digest]
}

/// The bank inbox: lines wait here until an entry of the ledger claims them.
///
/// The vault does not know which are matched: a line is open while its `claim` is free in the ledger.
extension Vault {
  /// The key of a line, from the bytes by which the bank's files identify it.
  public func lineKey(for identity: [UInt8]) -> Digest {
    KeyedHash.blake2b(key: indexKey, message: Array("bank-line\0".utf8) + identity)
  }

  /// Takes in a statement and those of its lines that are new, all or nothing.
  ///
  /// - Throws: `StoreError.alreadyThere` for a statement that was taken in before.
  @discardableResult
  public func add(_ statement: StoredStatement, lines: [StoredBankLine]) throws -> StatementIntake {
    try file.write { connection in
      guard try !isKnown(statement.id, in: connection) else { throw StoreError.alreadyThere("this bank statement") }
      let keyBytes = random.bytes(SymmetricKey.byteCount)
      let number = try insert(statement, key: keyBytes, in: connection)
      let key = try SymmetricKey(bytes: keyBytes)
      var added: [Digest] = []
      var duplicates: [Digest] = []
      let find = try connection.query("SELECT 1 FROM lines WHERE line_key = ?")
      for line in lines {
        if try find.bind(1, blob: line.key.bytes).first({ _ in true }) ?? false {
          duplicates.append(line.key)
        } else {
          try insert(line, statement: number, key: key, in: connection)
          added.append(line.key)
        }
      }
      return StatementIntake(added: added, duplicates: duplicates)
    }
  }

  /// Those of the keys that an earlier statement brought, for a preview.
  public func knownLines(among keys: [Digest]) throws -> Set<Digest> {
    try file.read { connection in
      let find = try connection.query("SELECT 1 FROM lines WHERE line_key = ?")
      return try Set(keys.filter { try find.bind(1, blob: $0.bytes).first { _ in true } ?? false })
    }
  }

  /// Whether a statement was taken in before.
  public func isKnown(statement id: Digest) throws -> Bool { try file.read { try isKnown(id, in: $0) } }

  private func isKnown(_ id: Digest, in connection: Connection) throws -> Bool {
    try connection.query("SELECT 1 FROM statements WHERE id = ?").bind(1, blob: id.bytes).first { _ in true } ?? false
  }

  private func insert(_ statement: StoredStatement, key: [UInt8], in connection: Connection) throws -> Int {
    try connection.query(
      """
      INSERT INTO statements (id, account, format, first_day, last_day, opening, closing, proved, imported, key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    )
    .bind(1, blob: statement.id.bytes).bind(2, text: statement.account.text).bind(3, text: statement.format)
    .bind(4, statement.from?.dayNumber).bind(5, statement.to?.dayNumber)
    .bind(6, statement.opening?.cents).bind(7, statement.closing?.cents).bind(8, statement.isProved ? 1 : 0)
    .bind(9, statement.imported.seconds).bind(10, blob: key).run()
    return connection.newestRow
  }

  private func insert(
    _ line: StoredBankLine, statement: Int, key: SymmetricKey, in connection: Connection
  ) throws {
    let insertion = try connection.query(
      """
      INSERT INTO lines (line_key, statement, account, ordinal, booked, valued, amount, sealed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    )
    .bind(1, blob: line.key.bytes).bind(2, statement).bind(3, text: line.account.text).bind(4, line.ordinal)
    .bind(5, line.booked.dayNumber).bind(6, line.valued?.dayNumber).bind(7, line.amount.cents)
    if let details = line.details {
      let nonce = random.bytes(SecretBox.nonceByteCount)
      insertion.bind(
        8, blob: nonce + (try SecretBox.seal(details, key: key, nonce: nonce, associatedData: line.key.bytes)))
    } else {
      insertion.bind(8, Int?.none)
    }
    try insertion.run()
  }

  /// Lines in the order in which the bank booked them, of one account or of all.
  public func lines(account: Slug? = nil) throws -> [StoredBankLine] {
    try file.read { connection in
      let query = try connection.query(
        Vault.lineColumns + (account == nil ? "" : " WHERE l.account = ?") + " ORDER BY l.account, booked, l.number")
      if let account { query.bind(1, text: account.text) }
      var keys: [Int: SymmetricKey] = [:]
      return try query.all { try line($0, keys: &keys) }
    }
  }

  /// One line; nil where it is unknown.
  public func line(_ key: Digest) throws -> StoredBankLine? {
    try file.read { connection in
      var keys: [Int: SymmetricKey] = [:]
      return try connection.query(Vault.lineColumns + " WHERE line_key = ?").bind(1, blob: key.bytes)
        .first { try line($0, keys: &keys) }
    }
  }

  private static let lineColumns = """
    SELECT line_key, l.account, ordinal, booked, valued, amount, sealed, statement, s.key
    FROM lines l JOIN statements s ON s.number = l.statement
    """

  private func line(_ row: Query, keys: inout [Int: SymmetricKey]) throws -> StoredBankLine {
    let lineKey = try row.digest(0)
    var details: [UInt8]?
    if !row.isNull(6), !row.isNull(8) {
      let key = try keys[row.int(7)] ?? SymmetricKey(bytes: row.bytes(8))
      keys[row.int(7)] = key
      let sealed = row.bytes(6)
      do {
        details = try SecretBox.open(
          Array(sealed.dropFirst(SecretBox.nonceByteCount)), key: key,
          nonce: Array(sealed.prefix(SecretBox.nonceByteCount)), associatedData: lineKey.bytes)
      } catch {
        throw StoreError.corrupt("\(file.path): the bank line \(lineKey) was changed")
      }
    }
    return StoredBankLine(
      key: lineKey, account: Slug(unchecked: row.text(1)), ordinal: row.int(2),
      booked: CivilDate(dayNumber: row.int(3)), valued: row.optionalInt(4).map { CivilDate(dayNumber: $0) },
      amount: Money(cents: row.int(5)), details: details)
  }

  /// Statements in the order in which they were taken in, of one account or of all.
  public func statements(account: Slug? = nil) throws -> [StoredStatement] {
    try file.read { connection in
      try connection.query(
        """
        SELECT id, account, format, first_day, last_day, opening, closing, proved, imported FROM statements
        WHERE account = ?1 OR ?1 IS NULL ORDER BY number
        """
      )
      .bind(1, text: account?.text).all { row in
        StoredStatement(
          id: try row.digest(0), account: Slug(unchecked: row.text(1)), format: row.text(2),
          from: row.optionalInt(3).map { CivilDate(dayNumber: $0) },
          to: row.optionalInt(4).map { CivilDate(dayNumber: $0) },
          opening: row.optionalInt(5).map { Money(cents: $0) }, closing: row.optionalInt(6).map { Money(cents: $0) },
          isProved: row.int(7) == 1, imported: Instant(seconds: row.int(8)))
      }
    }
  }

  /// Forgets names and texts of one line; its amount, days and key stay, so that it is still recognised.
  public func forget(line key: Digest) throws {
    try file.write { connection in
      try connection.query("UPDATE lines SET sealed = NULL WHERE line_key = ?").bind(1, blob: key.bytes).run()
    }
    try file.emptyWriteAheadLog()
  }

  /// Forgets names and texts of all lines of a statement by destroying its key.
  public func forgetLines(ofStatement id: Digest) throws {
    try file.write { connection in
      try connection.query("UPDATE statements SET key = NULL WHERE id = ?").bind(1, blob: id.bytes).run()
    }
    try file.emptyWriteAheadLog()
  }
}
