public import LedgerCore
public import Sodium

/// Where personal data lives, encrypted under one key per person: what the log only commits to, and what can be
/// forgotten.
///
/// `vault.db` stands beside `ledger.db` and is a database of its own: deleted bytes are overwritten, and neither file
/// refers to the other. Randomness is handed in, so that tests can repeat it.
public final class Vault: Sendable {
  let file: DatabaseFile
  let random: any RandomSource
  let indexKey: SymmetricKey

  private init(_ file: DatabaseFile, random: any RandomSource) throws {
    self.file = file
    self.random = random
    let key = try file.read { try $0.query("SELECT key FROM index_key").first { $0.bytes(0) } }
    guard let key else { throw StoreError.corrupt("\(file.path) has no index key") }
    indexKey = try SymmetricKey(bytes: key)
  }

  /// Opens a vault that exists.
  public convenience init(path: String, random: any RandomSource, readOnly: Bool = false) throws {
    try self.init(DatabaseFile(path: path, format: VaultSchema.format, readOnly: readOnly), random: random)
  }

  /// Makes an empty vault in a new file, with a key of its own for its indexes.
  public static func create(at path: String, random: any RandomSource) throws -> Vault {
    let file = try DatabaseFile.create(at: path, format: VaultSchema.format)
    try file.write { connection in
      let key = random.bytes(SymmetricKey.byteCount)
      try connection.query("INSERT INTO index_key VALUES (1, ?)").bind(1, blob: key).run()
    }
    return try Vault(file, random: random)
  }

  /// Seals a record of a person and returns the commitment that entries may carry.
  ///
  /// It is on disk when this returns; an entry may then refer to it.
  /// - Parameter created: when, for retention.
  public func seal(_ plaintext: [UInt8], party: ULID, created: Instant) throws -> Digest {
    try file.write { connection in
      let key = try SymmetricKey(bytes: try keyBytes(of: party, created: created, in: connection))
      let record = try SealedRecord(sealing: plaintext, key: key, random: random)
      try connection.query("INSERT INTO records (commitment, party, created, sealed) VALUES (?, ?, ?, ?)")
        .bind(1, blob: record.commitment.bytes).bind(2, party).bind(3, created.seconds).bind(4, blob: record.bytes)
        .run()
      return record.commitment
    }
  }

  /// The key of a person, made at their first record; one that was destroyed is never made again.
  private func keyBytes(of party: ULID, created: Instant, in connection: Connection) throws -> [UInt8] {
    let known = try connection.query("SELECT key FROM party_keys WHERE party = ?").bind(1, party).first { $0.bytes(0) }
    if let known { return known }
    let isErased = try connection.query("SELECT 1 FROM records WHERE party = ?").bind(1, party).first { _ in true }
    guard isErased == nil else { throw StoreError.failed("the records of \(party) were erased, and take no new one") }
    try connection.query("INSERT INTO new_keys VALUES (?, ?)").bind(1, party).bind(2, created.seconds).run()
    let fresh = random.bytes(SymmetricKey.byteCount)
    try connection.query("INSERT INTO party_keys VALUES (?, ?)").bind(1, party).bind(2, blob: fresh).run()
    return fresh
  }

  /// The plaintext behind a commitment; nil where it is unknown here or its key was destroyed.
  public func open(_ commitment: Digest) throws -> [UInt8]? {
    let found = try file.read { connection in
      try connection.query("SELECT key, sealed FROM records JOIN party_keys USING (party) WHERE commitment = ?")
        .bind(1, blob: commitment.bytes).first { (key: $0.bytes(0), sealed: $0.bytes(1)) }
    }
    guard let found else { return nil }
    do {
      return try SealedRecord(commitment: commitment, bytes: found.sealed).open(key: SymmetricKey(bytes: found.key))
    } catch is SecretBox.Failure {
      throw StoreError.corrupt("\(file.path): the sealed record \(commitment) was changed")
    }
  }

  /// A record of a person without its content.
  public struct Record: Hashable, Sendable {
    public let commitment: Digest
    public let party: ULID
    public let created: Instant
    /// The key is destroyed: nobody will read it again.
    public let isErased: Bool
  }

  /// Records of a person, oldest first.
  public func records(of party: ULID) throws -> [Record] {
    try file.read { connection in
      try connection.query(
        """
        SELECT commitment, created, party NOT IN (SELECT party FROM party_keys) FROM records
        WHERE party = ? ORDER BY number
        """
      )
      .bind(1, party).all { row in
        Record(
          commitment: try row.digest(0), party: party, created: Instant(seconds: row.int(1)), isErased: row.int(2) == 1)
      }
    }
  }

  /// The person to whom a tax code belongs, as it was indexed.
  public func party(taxCode: String) throws -> ULID? {
    try file.read { connection in
      try connection.query("SELECT party FROM tax_codes WHERE code = ?")
        .bind(1, blob: taxCodeKey(taxCode).bytes).first { $0.ulid(0) }
    }
  }

  /// Holders whose first record was sealed before the log was seen to know them, and when.
  public func newHolders() throws -> [ULID: Instant] {
    Dictionary(
      uniqueKeysWithValues: try file.read { connection in
        try connection.query("SELECT party, created FROM new_keys").all { ($0.ulid(0), Instant(seconds: $0.int(1))) }
      })
  }

  /// The log knows these holders.
  public func confirm(_ holders: [ULID]) throws {
    try file.write { connection in
      for holder in holders { try connection.query("DELETE FROM new_keys WHERE party = ?").bind(1, holder).run() }
    }
  }

  /// Forgets holders to whom no entry ever referred: a program has sealed their record, and died before it appended.
  public func discard(_ holders: [ULID]) throws {
    try file.write { connection in
      for holder in holders {
        for table in ["new_keys", "party_keys", "records", "tax_codes", "workings"] {
          try connection.query("DELETE FROM \(table) WHERE party = ?").bind(1, holder).run()
        }
      }
    }
  }

  /// Remembers whose tax code this is.
  ///
  /// - Parameter isThere: whether a party was registered indeed; a code that was left behind by one that never was, is
  ///   given away.
  /// - Returns: the other person who has the code; nil where it is remembered now.
  public func index(taxCode: String, party: ULID, isThere: (ULID) throws -> Bool = { _ in true }) throws -> ULID? {
    try file.write { connection in
      let code = taxCodeKey(taxCode).bytes
      let known = try connection.query("SELECT party FROM tax_codes WHERE code = ?").bind(1, blob: code)
        .first { $0.ulid(0) }
      if let known, known != party, try isThere(known) { return known }
      try connection.query("INSERT INTO tax_codes VALUES (?, ?) ON CONFLICT DO UPDATE SET party = excluded.party")
        .bind(1, blob: code).bind(2, party).run()
      return nil
    }
  }

  private func taxCodeKey(_ code: String) -> Digest {
    KeyedHash.blake2b(key: indexKey, message: Array("tax-code\0".utf8) + Array(code.uppercased().utf8))
  }

  /// Stands for the number of a contract in the log: the same for the same creditor and number, and nobody without this
  /// vault can find the number by trying.
  public func contractHash(_ number: String, of creditor: ULID) -> Digest {
    let text = number.uppercased().filter { !$0.isWhitespace }
    return KeyedHash.blake2b(key: indexKey, message: Array("contract\0\(creditor)\0\(text)".utf8))
  }

  /// What SQLite itself finds wrong with the file; empty when it is sound.
  public func integrityCheck() throws -> [String] { try file.integrityCheck() }

  /// Copies the vault into a new file and checks the copy.
  public func backup(to path: String) throws {
    try file.backup(to: path)
    let faults = try Vault(path: path, random: random, readOnly: true).integrityCheck()
    guard faults.isEmpty else { throw StoreError.corrupt("\(path): \(faults.joined(separator: "; "))") }
  }
}

extension Query {
  func digest(_ column: Int32) throws -> Digest {
    guard let digest = withBytes(column, { Digest(bytes: $0) }) else {
      throw StoreError.corrupt("a stored hash has another length than 32 bytes")
    }
    return digest
  }
}
