public import Sodium
import Synchronization
public import TransparencyLog

/// A log in memory on top of another one: an empty one (then it is a store of its own) or a view of a real store.
///
/// Drafting a submission of several entries appends each to a layer, so that preview and real path run the same rules.
public final class LayeredLog: LogWriter {
  private let base: (any LogReader)?
  private let baseSize: Int
  private let baseHead: TreeHead
  private var tree: CompactRange
  private var entries: [StoredEntry] = []
  private var headers: [LoggedEntry] = []
  private var ids: [ULID: Int] = [:]
  private var heads: [StreamID: StreamHead] = [:]
  private var streamPositions: [StreamID: [Int]] = [:]
  private var streamOrder: [StreamID] = []
  private var registers: [AccountKey: [RegisterLine]] = [:]
  private var claims: [Claim: Int] = [:]
  private var released: Set<Int> = []

  public init() {
    base = nil
    baseSize = 0
    baseHead = .empty
    tree = CompactRange()
  }

  /// A layer over a view that stays valid as long as the layer is used.
  public init(over base: any LogReader) throws {
    self.base = base
    baseSize = try base.size
    tree = try base.compactRange(atSize: baseSize)
    baseHead = tree.head
  }

  public var size: Int { baseSize + entries.count }

  public func treeHead(at size: Int?) throws -> TreeHead {
    let size = size ?? self.size
    if size == baseSize { return baseHead }
    return size == self.size ? tree.head : TreeHead(size: size, root: try MerkleTree(self).root(atSize: size))
  }

  public func append(_ addition: Addition) throws {
    let position = size
    let entry = addition.signed.entry
    guard try self.position(of: entry.id) == nil else { throw StoreError.alreadyThere("the entry \(entry.id)") }
    let head = try head(of: entry.stream)
    guard entry.header.revision == (head?.revision ?? 0) + 1 else {
      throw StoreError.failed("revision \(entry.header.revision) does not continue stream \(entry.stream)")
    }
    for claim in addition.claims where try holder(of: claim) != nil {
      throw StoreError.alreadyThere("the claim \(claim)")
    }
    var lines: [(AccountKey, RegisterLine)] = []
    for posting in entry.postings.lines {
      let balance = try balance(of: posting.key, at: nil) + posting.amount
      lines.append((posting.key, RegisterLine(position: position, amount: posting.amount, balance: balance)))
    }
    for (key, line) in lines { registers[key, default: []].append(line) }
    for claim in addition.claims { claims[claim] = position }
    if let target = addition.releases { released.insert(target) }
    if head == nil { streamOrder.append(entry.stream) }
    ids[entry.id] = position
    heads[entry.stream] = StreamHead(
      revision: entry.header.revision, position: position, leaf: addition.signed.leaf)
    streamPositions[entry.stream, default: []].append(position)
    let envelope = addition.signed.envelope
    entries.append(
      StoredEntry(
        position: position, payload: envelope.payload, signature: envelope.signature,
        publicKey: addition.signed.publicKey, nodes: tree.append(addition.signed.leaf)))
    headers.append(LoggedEntry(entry, at: position, leaf: addition.signed.leaf))
  }

  public func head(of stream: StreamID) throws -> StreamHead? { try heads[stream] ?? base?.head(of: stream) }

  public func stored(at position: Int) throws -> StoredEntry {
    if position < baseSize, let base { return try base.stored(at: position) }
    guard position >= 0, position < size else { throw StoreError.missing("entry at position \(position)") }
    return entries[position - baseSize]
  }

  public func scan(_ range: Range<Int>, _ body: (StoredEntry) throws -> Void) throws {
    for position in range { try body(try stored(at: position)) }
  }

  public func position(of id: ULID) throws -> Int? { try ids[id] ?? base?.position(of: id) }

  public func recorded(at position: Int) throws -> Instant {
    if position < baseSize, let base { return try base.recorded(at: position) }
    guard position >= 0, position < size else { throw StoreError.missing("entry at position \(position)") }
    return headers[position - baseSize].header.recorded
  }

  public func positions(of stream: StreamID, after revision: Int) throws -> [Int] {
    let own = streamPositions[stream] ?? []
    guard let base else { return Array(own.dropFirst(revision)) }
    let below = try base.head(of: stream)?.revision ?? 0
    return try base.positions(of: stream, after: revision) + own.dropFirst(max(0, revision - below))
  }

  public func streams(family: String) throws -> [StreamID] {
    let below = try base?.streams(family: family) ?? []
    return below + streamOrder.filter { $0.family == family }
  }

  public func ids(endingIn ending: String, most: Int) throws -> [ULID] {
    let below = try base?.ids(endingIn: ending, most: most) ?? []
    let own = ids.keys.filter { $0.description.hasSuffix(ending) }.sorted()
    return Array((below + own).prefix(most))
  }

  public func balance(of key: AccountKey, at size: Int?) throws -> Int {
    let limit = size ?? self.size
    if let line = registers[key]?.last(where: { $0.position < limit }) { return line.balance }
    return try base?.balance(of: key, at: min(limit, baseSize)) ?? 0
  }

  public func balances(at size: Int?) throws -> [AccountBalance] {
    let limit = size ?? self.size
    var sums = Dictionary(
      uniqueKeysWithValues: try base?.balances(at: min(limit, baseSize)).map { ($0.key, $0.amount) } ?? [])
    for (key, lines) in registers {
      if let line = lines.last(where: { $0.position < limit }) { sums[key] = line.balance }
    }
    return LayeredLog.sorted(sums)
  }

  public func balances(asOf date: CivilDate) throws -> [AccountBalance] {
    var sums = Dictionary(
      uniqueKeysWithValues: try base?.balances(asOf: date).map { ($0.key, $0.amount) } ?? [])
    for logged in headers where logged.header.effective <= date {
      for posting in logged.entry.postings.lines { sums[posting.key, default: 0] += posting.amount }
    }
    return LayeredLog.sorted(sums)
  }

  private static func sorted(_ sums: [AccountKey: Int]) -> [AccountBalance] {
    sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { AccountBalance(key: $0.key, amount: $0.value) }
  }

  public func register(of key: AccountKey, from position: Int, most: Int) throws -> [RegisterLine] {
    let below = try base?.register(of: key, from: position, most: most) ?? []
    let own = registers[key]?.filter { $0.position >= position } ?? []
    return Array((below + own).prefix(most))
  }

  public func holder(of claim: Claim) throws -> Int? {
    guard let position = try claims[claim] ?? base?.holder(of: claim) else { return nil }
    return released.contains(position) ? nil : position
  }

  public func node(level: Int, index: Int) throws -> Digest {
    let completed = (index + 1) << level - 1
    let nodes = try stored(at: completed).nodes
    guard level < nodes.count else { throw StoreError.corrupt("no tree node at level \(level), index \(index)") }
    return nodes[level]
  }

  /// The entries of this layer, in order.
  fileprivate var additions: [StoredEntry] { entries }

  /// A copy to work on, so that a writer that throws leaves nothing behind.
  fileprivate func copy() -> LayeredLog {
    let other = LayeredLog(base: base, baseHead: baseHead, tree: tree)
    other.entries = entries
    other.headers = headers
    other.ids = ids
    other.heads = heads
    other.streamPositions = streamPositions
    other.streamOrder = streamOrder
    other.registers = registers
    other.claims = claims
    other.released = released
    return other
  }

  private init(base: (any LogReader)?, baseHead: TreeHead, tree: CompactRange) {
    self.base = base
    self.baseSize = baseHead.size
    self.baseHead = baseHead
    self.tree = tree
  }
}

/// A ledger that lives in memory: for tests, trials and drafts.
public final class InMemoryEventStore: EventStore {
  private let log = Mutex(Box(LayeredLog()))

  /// A log that only this store can reach, and only under its lock.
  private final class Box: @unchecked Sendable {
    var log: LayeredLog
    init(_ log: LayeredLog) { self.log = log }
  }

  public init() {}

  public func read<Result>(_ body: (any LogReader) throws -> Result) throws -> Result {
    let snapshot = log.withLock { Box($0.log.copy()) }
    return try body(snapshot.log)
  }

  public func write<Result>(_ body: (any LogWriter) throws -> Result) throws -> Result {
    try log.withLock { box in
      let draft = Box(box.log.copy())
      let result = try Box2(body(draft.log))
      box.log = draft.log
      return result
    }.value
  }

  private struct Box2<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
}
