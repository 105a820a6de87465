public import LedgerCore
public import Sodium

/// Something that is worked with about a person or a family and that no entry of the log names: lines of their bank,
/// rules by which these are sorted, budgets that are tried out.
public struct Working: Hashable, Sendable {
  /// What it is; it stands readable in the file, so it tells nothing about anybody.
  public let kind: Slug
  /// Tells it from others of its kind; sealed, like the content.
  public let name: String
  public let content: [UInt8]
  public let created: Instant
  /// When the content was last replaced.
  public let updated: Instant
}

/// The workings of one holder within one transaction.
///
/// Each is sealed with XChaCha20-Poly1305 under the holder's key, with `"mastro-working-v1\0" ‖ holder ‖ name key ‖ created
/// ‖ updated ‖ kind` as associated data; plaintext is the name's length (two bytes, most significant first), the name, the
/// content. The name key is a hash under the same secret, so whoever holds a copy of the file without it cannot even test a
/// name that they guess.
public struct Workings {
  /// Bytes of a name at most.
  public static let nameBytes = 512
  /// Bytes of a content at most.
  public static let contentBytes = 1 << 20
  /// Of one holder, of all kinds together.
  public static let most = 100_000

  private let connection: Connection
  private let holder: ULID
  private let key: SymmetricKey
  private let nameSecret: SymmetricKey
  private let random: any RandomSource
  private static let sealingDomain = Array("mastro-working-v1\0".utf8)
  private static let nameDomain = Array("mastro-working-name-v1\0".utf8)

  init(of holder: ULID, key bytes: [UInt8], random: any RandomSource, in connection: Connection) throws {
    self.connection = connection
    self.holder = holder
    self.random = random
    key = try SymmetricKey(bytes: bytes)
    nameSecret = try SymmetricKey(bytes: KeyedHash.blake2b(key: key, message: Workings.nameDomain).bytes)
  }

  /// Stands for bytes that identify something of this holder: the same for the same bytes, and of no use to anybody
  /// without the holder's key.
  public func identity(of bytes: [UInt8]) -> Digest {
    KeyedHash.blake2b(key: nameSecret, message: Array("identity\0".utf8) + bytes)
  }

  public func find(_ kind: Slug, _ name: String) throws -> Working? {
    let nameKey = nameKey(kind, name)
    return try connection.query("SELECT name_key, kind, created, updated, sealed FROM workings WHERE name_key = ?")
      .bind(1, blob: nameKey.bytes).first { try working($0) }
  }

  /// All of a kind, in the order in which they were first put.
  public func all(_ kind: Slug) throws -> [Working] {
    try connection.query(
      "SELECT name_key, kind, created, updated, sealed FROM workings WHERE party = ? AND kind = ? ORDER BY number"
    )
    .bind(1, holder).bind(2, text: kind.text).all { try working($0) }
  }

  /// Adds a working, or replaces what stands under its name; it keeps its place and the instant of its making.
  public func put(_ kind: Slug, _ name: String, _ content: [UInt8], at now: Instant) throws {
    try requireFits(name, content)
    let nameKey = nameKey(kind, name)
    let created = try connection.query("SELECT created FROM workings WHERE name_key = ?").bind(1, blob: nameKey.bytes)
      .first { Instant(seconds: $0.int(0)) }
    if created == nil { try requireSpace() }
    let sealed = try seal(name, content, kind, nameKey, created: created ?? now, updated: now)
    try connection.query(
      """
      INSERT INTO workings (name_key, party, kind, created, updated, sealed) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (name_key) DO UPDATE SET updated = excluded.updated, sealed = excluded.sealed
      """
    )
    .bind(1, blob: nameKey.bytes).bind(2, holder).bind(3, text: kind.text).bind(4, (created ?? now).seconds)
    .bind(5, now.seconds).bind(6, blob: sealed).run()
  }

  /// False where there was none.
  @discardableResult
  public func delete(_ kind: Slug, _ name: String) throws -> Bool {
    try connection.query("DELETE FROM workings WHERE name_key = ? RETURNING 1")
      .bind(1, blob: nameKey(kind, name).bytes).first { _ in true } ?? false
  }

  private func requireFits(_ name: String, _ content: [UInt8]) throws {
    guard (1...Workings.nameBytes).contains(name.utf8.count) else {
      throw StoreError.failed("the name of a working has \(name.utf8.count) bytes, not 1 to \(Workings.nameBytes)")
    }
    guard content.count <= Workings.contentBytes else {
      throw StoreError.failed("a working of \(content.count) bytes is larger than \(Workings.contentBytes)")
    }
  }

  private func requireSpace() throws {
    let count = try connection.query("SELECT count(*) FROM workings WHERE party = ?").bind(1, holder)
      .first { $0.int(0) }
    guard (count ?? 0) < Workings.most else {
      throw StoreError.failed("\(holder) has \(Workings.most) workings, which is the most that one holder may have")
    }
  }

  private func nameKey(_ kind: Slug, _ name: String) -> Digest {
    KeyedHash.blake2b(key: nameSecret, message: Array("\(kind)\0\(name)".utf8))
  }

  private func associatedData(_ kind: Slug, _ nameKey: Digest, created: Instant, updated: Instant) -> [UInt8] {
    let instants = [created, updated].flatMap { instant in
      (0..<8).map { UInt8(truncatingIfNeeded: instant.seconds >> (56 - 8 * $0)) }
    }
    return Workings.sealingDomain + holder.bytes + nameKey.bytes + instants + Array(kind.text.utf8)
  }

  private func seal(
    _ name: String, _ content: [UInt8], _ kind: Slug, _ nameKey: Digest, created: Instant, updated: Instant
  ) throws -> [UInt8] {
    let length = name.utf8.count
    let plaintext = [UInt8(length >> 8), UInt8(length & 0xFF)] + Array(name.utf8) + content
    let nonce = random.bytes(SecretBox.nonceByteCount)
    let data = associatedData(kind, nameKey, created: created, updated: updated)
    return nonce + (try SecretBox.seal(plaintext, key: key, nonce: nonce, associatedData: data))
  }

  private func working(_ row: Query) throws -> Working {
    let stored = try row.digest(0)
    let changed = StoreError.corrupt("\(connection.file): a working of \(holder) was changed")
    guard let kind = Slug(row.text(1)) else { throw changed }
    let (created, updated) = (Instant(seconds: row.int(2)), Instant(seconds: row.int(3)))
    let sealed = row.bytes(4)
    let plaintext: [UInt8]
    do {
      plaintext = try SecretBox.open(
        Array(sealed.dropFirst(SecretBox.nonceByteCount)), key: key,
        nonce: Array(sealed.prefix(SecretBox.nonceByteCount)),
        associatedData: associatedData(kind, stored, created: created, updated: updated))
    } catch {
      throw changed
    }
    guard plaintext.count >= 2 else { throw changed }
    let length = Int(plaintext[0]) << 8 | Int(plaintext[1])
    guard let name = String(validating: plaintext.dropFirst(2).prefix(length), as: UTF8.self),
      name.utf8.count == length, nameKey(kind, name) == stored
    else { throw changed }
    return Working(
      kind: kind, name: name, content: Array(plaintext.dropFirst(2 + length)), created: created, updated: updated)
  }
}

/// Working data of holders whose records are sealed here; it is gone with their key.
extension Vault {
  /// Reads workings of a holder as they stand at one moment; nil where the vault has no key of theirs: nothing was ever
  /// sealed about them, or they were erased.
  public func readWorkings<Result>(of holder: ULID, _ body: (Workings) throws -> Result) throws -> Result? {
    try file.read { connection in
      // A vault of an older program on a disk that cannot be written has no such table.
      let isThere = try connection.query("SELECT 1 FROM sqlite_schema WHERE name = 'workings'").first { _ in true }
      guard isThere ?? false, let key = try storedKey(of: holder, in: connection) else { return nil }
      return try body(Workings(of: holder, key: key, random: random, in: connection))
    }
  }

  /// Reads and changes workings of a holder, all or nothing, while nobody else writes to the vault.
  ///
  /// - Throws: `StoreError.failed` where nothing was sealed about the holder, or they were erased: working data makes no
  ///   key, so that it never outlives the record that the log knows.
  public func changeWorkings<Result>(of holder: ULID, _ body: (Workings) throws -> Result) throws -> Result {
    let result = try file.write { connection in
      guard let key = try storedKey(of: holder, in: connection) else {
        throw StoreError.failed("no record of \(holder) is sealed in this vault, or it was erased")
      }
      return try body(Workings(of: holder, key: key, random: random, in: connection))
    }
    do {
      try file.emptyWriteAheadLog()
    } catch StoreError.busy {
      // Somebody reads: what was replaced stands in the log beside the file, sealed, until the last of us closes it.
    }
    return result
  }

  private func storedKey(of holder: ULID, in connection: Connection) throws -> [UInt8]? {
    try connection.query("SELECT key FROM party_keys WHERE party = ?").bind(1, holder).first { $0.bytes(0) }
  }
}
