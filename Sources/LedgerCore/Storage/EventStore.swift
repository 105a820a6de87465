public import Sodium
public import TransparencyLog

/// A store of the one log: it keeps entries in order and hands out consistent views of them.
///
/// Every backend passes the same conformance suite; the rules never know which one they run on.
public protocol EventStore: Sendable {
  /// Runs `body` on one consistent view; writers that work meanwhile do not change it.
  func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result
  /// Runs `body` as the only writer, on the newest state; what it appended is durable when this returns, and gone
  /// without trace when it throws.
  func write<Result>(_ body: (any LogWriter) throws -> Result) throws -> Result
}

/// One consistent view of the log and of what is derived from it.
public protocol LogReader: AnyObject, NodeReader {
  /// Number of entries.
  var size: Int { get throws }
  /// Size and root of the first `size` entries; nil means all of them.
  func treeHead(at size: Int?) throws -> TreeHead
  /// What appending to the first `size` entries needs to know of them.
  func compactRange(atSize size: Int) throws -> CompactRange
  func head(of stream: StreamID) throws -> StreamHead?
  /// The entry at a position below `size`.
  func stored(at position: Int) throws -> StoredEntry
  /// Entries of a range of positions in order.
  func scan(_ range: Range<Int>, _ body: (StoredEntry) throws -> Void) throws
  func position(of id: ULID) throws -> Int?
  /// When the entry at a position says it was recorded.
  func recorded(at position: Int) throws -> Instant
  /// Positions of a stream's entries after a revision, oldest first.
  func positions(of stream: StreamID, after revision: Int) throws -> [Int]
  /// Streams of a family in the order of their first entry.
  func streams(family: String) throws -> [StreamID]
  /// Ids that end in `ending` (upper case), at most `most` of them.
  func ids(endingIn ending: String, most: Int) throws -> [ULID]
  /// The balance after the first `size` entries; nil means all of them.
  func balance(of key: AccountKey, at size: Int?) throws -> Int
  /// Balances that are not zero, sorted by account, after the first `size` entries.
  func balances(at size: Int?) throws -> [AccountBalance]
  /// Balances that are not zero, of postings whose entry took effect on or before `date`.
  func balances(asOf date: CivilDate) throws -> [AccountBalance]
  /// A page of the postings of one account in log order, beginning at a position.
  func register(of key: AccountKey, from position: Int, most: Int) throws -> [RegisterLine]
  /// The position of the standing entry that holds a claim.
  func holder(of claim: Claim) throws -> Int?
  /// False for an entry that stands in the log but changes nothing: only a verifier meets such a one.
  func takesEffect(at position: Int) -> Bool
}

extension LogReader {
  public func takesEffect(at position: Int) -> Bool { true }
}

/// The only hand that may append.
public protocol LogWriter: LogReader {
  func append(_ addition: Addition) throws
}

/// An admitted entry on its way into the store.
public struct Addition: Sendable {
  public let signed: SignedEntry
  public let claims: [Claim]
  /// Where the entry is a reversal: the position of the entry whose claims it gives back.
  public let releases: Int?

  public init(signed: SignedEntry, claims: [Claim], releases: Int?) {
    self.signed = signed
    self.claims = claims
    self.releases = releases
  }
}

/// An entry as the store keeps it: the signed bytes and what is needed to rebuild the envelope.
public struct StoredEntry: Sendable {
  public let position: Int
  public let payload: [UInt8]
  public let signature: Signature
  public let publicKey: PublicKey
  /// Leaf hash, then the hash of every tree node that this leaf completes, bottom-up.
  public let nodes: [Digest]

  public init(position: Int, payload: [UInt8], signature: Signature, publicKey: PublicKey, nodes: [Digest]) {
    self.position = position
    self.payload = payload
    self.signature = signature
    self.publicKey = publicKey
    self.nodes = nodes
  }

  public var envelope: Envelope { Envelope(payload: payload, keyID: publicKey.keyID, signature: signature) }

  /// The entry, which was well-formed when it was admitted.
  public func logged() throws(StoreError) -> LoggedEntry {
    guard let leaf = nodes.first else { throw .corrupt("the entry at position \(position) has no leaf hash") }
    do {
      return LoggedEntry(try Entry(payload: payload), at: position, leaf: leaf)
    } catch {
      throw .corrupt("the entry at position \(position) cannot be read: \(error)")
    }
  }
}

/// The newest entry of a stream.
public struct StreamHead: Hashable, Sendable {
  public let revision: Int
  public let position: Int
  public let leaf: Digest

  public init(revision: Int, position: Int, leaf: Digest) {
    self.revision = revision
    self.position = position
    self.leaf = leaf
  }
}

/// What an account holds of one commodity, in the commodity's smallest unit.
public struct AccountBalance: Hashable, Sendable {
  public let key: AccountKey
  public let amount: Int

  public init(key: AccountKey, amount: Int) {
    self.key = key
    self.amount = amount
  }
}

/// One posting of an account with the balance after it.
public struct RegisterLine: Hashable, Sendable {
  public let position: Int
  public let amount: Int
  public let balance: Int

  public init(position: Int, amount: Int, balance: Int) {
    self.position = position
    self.amount = amount
    self.balance = balance
  }
}

extension LogReader {
  public func treeHead(at size: Int?) throws -> TreeHead {
    let size = try size ?? self.size
    return TreeHead(size: size, root: try MerkleTree(self).root(atSize: size))
  }

  /// Size and root of the whole log.
  public func treeHead() throws -> TreeHead { try treeHead(at: nil) }

  public func compactRange(atSize size: Int) throws -> CompactRange {
    try MerkleTree(self).compactRange(atSize: size)
  }

  /// The proof that the entry at a position is in the log of the first `size` entries.
  public func inclusionProof(of position: Int, in size: Int) throws -> InclusionProof {
    try MerkleTree(self).inclusionProof(index: position, size: size)
  }

  /// The proof that the log of `to` entries only appends to that of the first `from`.
  public func consistencyProof(from: Int, to: Int) throws -> ConsistencyProof {
    try MerkleTree(self).consistencyProof(from: from, to: to)
  }

  public func balance(of account: Account, _ commodity: Commodity = .euro) throws -> Int {
    try balance(of: AccountKey(account, commodity), at: nil)
  }
}
