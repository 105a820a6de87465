public import LedgerCore
public import Sodium

/// Everything of the vault that is forgotten with a family.
public struct VaultErasure: Sendable {
  /// Leaf hash of the entry that ordered it.
  public let entry: Digest
  /// Where that entry stands in the log.
  public let position: Int
  /// Whose keys are destroyed, and whose workings are deleted: parties, and households, which have keys like them.
  public let holders: Set<ULID>
  /// Commitments of records that are deleted whoever holds their key: dossiers.
  public let records: Set<Digest>
  /// Streams that lose their file number.
  public let streams: Set<StreamID>
  /// Bank lines that lose their names and texts.
  public let lines: Set<Digest>

  public init(
    entry: Digest, position: Int, holders: Set<ULID>, records: Set<Digest> = [], streams: Set<StreamID> = [],
    lines: Set<Digest> = []
  ) {
    self.entry = entry
    self.position = position
    self.holders = holders
    self.records = records
    self.streams = streams
    self.lines = lines
  }
}

/// Forgetting, in two steps that can both be repeated: what is named is deleted and the order marked as received; then the
/// write-ahead log, where older pages still stand, is emptied into the file and the order marked as finished.
extension Vault {
  /// The orders that the vault has carried out.
  public struct Erasures: Sendable {
    public let count: Int
    /// The newest of them; nil where nothing was ever erased.
    public let newest: (entry: Digest, position: Int)?
    /// False where copies may still stand in the files.
    public let areFinished: Bool
  }

  public func erasures() throws -> Erasures {
    try file.read { connection in
      // A vault of an older program on a disk that cannot be written has no such table.
      let isThere = try connection.query("SELECT 1 FROM sqlite_schema WHERE name = 'erasures'").first { _ in true }
      guard isThere ?? false else { return Erasures(count: 0, newest: nil, areFinished: true) }
      let sums = try connection.query("SELECT count(*), coalesce(min(finished), 1) FROM erasures").first {
        (count: $0.int(0), areFinished: $0.int(1) == 1)
      }
      let newest = try connection.query("SELECT entry, position FROM erasures ORDER BY position DESC LIMIT 1").first {
        (entry: try $0.digest(0), position: $0.int(1))
      }
      return Erasures(count: sums?.count ?? 0, newest: newest, areFinished: sums?.areFinished ?? true)
    }
  }

  /// Leaf hashes of the entries whose orders the vault has received.
  public func erasureOrders() throws -> Set<Digest> {
    Set(try file.read { try $0.query("SELECT entry FROM erasures").all { try $0.digest(0) } })
  }

  /// Destroys what an order names: nobody can open it any more, though its bytes may stand in the files until
  /// `finishErasures`.
  public func carryOut(_ erasure: VaultErasure) throws {
    try file.write { connection in
      for holder in erasure.holders {
        try connection.query("DELETE FROM party_keys WHERE party = ?").bind(1, holder).run()
        try connection.query("DELETE FROM tax_codes WHERE party = ?").bind(1, holder).run()
        try connection.query("DELETE FROM new_keys WHERE party = ?").bind(1, holder).run()
        try connection.query("DELETE FROM workings WHERE party = ?").bind(1, holder).run()
      }
      for commitment in erasure.records {
        try connection.query("DELETE FROM records WHERE commitment = ?").bind(1, blob: commitment.bytes).run()
      }
      for stream in erasure.streams {
        try connection.query("DELETE FROM file_numbers WHERE stream = ?").bind(1, text: stream.text).run()
      }
      for line in erasure.lines {
        try connection.query("UPDATE lines SET sealed = NULL WHERE line_key = ?").bind(1, blob: line.bytes).run()
      }
      try connection.query("INSERT INTO erasures VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET finished = 0")
        .bind(1, blob: erasure.entry.bytes).bind(2, erasure.position).run()
    }
  }

  /// Empties the write-ahead log, where copies of what was destroyed still stand; in the file itself SQLite has
  /// overwritten them (`secure_delete`), also where rows were moved from page to page.
  ///
  /// - Throws: `StoreError.busy` while another program reads the vault; repeat it until it succeeds.
  public func finishErasures() throws {
    try file.emptyWriteAheadLog()
    try file.write { try $0.query("UPDATE erasures SET finished = 1 WHERE finished = 0").run() }
  }
}
