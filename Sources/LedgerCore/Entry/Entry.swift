public import Sodium
public import TransparencyLog

/// Everything about an entry that its signer decides before the rules compute its postings.
///
/// The members have the names and meanings of the signed payload in `ledger-specs/format.md`.
public struct EntryHeader: Sendable {
  public var actor: ULID
  public var effective: CivilDate
  public var id: ULID
  public var kind: Kind
  /// Leaf hash of the genesis entry; nil in the genesis entry alone.
  public var ledger: Digest?
  public var onBehalfOf: Slug?
  /// Leaf hash of the previous entry of the stream; nil at revision 1.
  public var previous: Digest?
  public var recorded: Instant
  /// 1 for the first entry of a stream.
  public var revision: Int
  public var role: Role
  /// The log that the signer had before them.
  public var seen: TreeHead
  public var stream: StreamID

  public init(
    actor: ULID, effective: CivilDate, id: ULID, kind: Kind, ledger: Digest?, onBehalfOf: Slug? = nil,
    previous: Digest?, recorded: Instant, revision: Int, role: Role, seen: TreeHead, stream: StreamID
  ) {
    self.actor = actor
    self.effective = effective
    self.id = id
    self.kind = kind
    self.ledger = ledger
    self.onBehalfOf = onBehalfOf
    self.previous = previous
    self.recorded = recorded
    self.revision = revision
    self.role = role
    self.seen = seen
    self.stream = stream
  }
}

/// One person states one fact in one role: the content of a signed payload.
public struct Entry: Sendable {
  public let header: EntryHeader
  /// The kind's own members, as canonical JSON.
  public let body: [UInt8]
  public let postings: Postings

  public static let mostBytes = 48_000

  public init(header: EntryHeader, body: [UInt8], postings: Postings) {
    self.header = header
    self.body = body
    self.postings = postings
  }

  public var id: ULID { header.id }
  public var kind: Kind { header.kind }
  public var stream: StreamID { header.stream }
  public var actor: ULID { header.actor }
}

/// An entry at its place in the log.
public struct LoggedEntry: Sendable {
  public let entry: Entry
  /// 0-based index in the log.
  public let position: Int
  /// Leaf hash of the envelope.
  public let leaf: Digest

  public init(_ entry: Entry, at position: Int, leaf: Digest) {
    self.entry = entry
    self.position = position
    self.leaf = leaf
  }

  public var id: ULID { entry.id }
  public var actor: ULID { entry.actor }
  public var header: EntryHeader { entry.header }
}
