import LedgerCore
import Sodium
import TransparencyLog

/// The log up to the entry that a verifier looks at: what the rules may see, rebuilt from verified entries alone.
///
/// Per entry it keeps the two hashes of the tree, the id, the time and the place in the stream, about 150 bytes; the
/// payloads stay with the source and are read again when a rule asks for them.
final class PrefixLog: LogReader {
  private let source: any EnvelopeSource
  private let keys: KeyDirectory
  private let keepsRows: Bool
  private var tree = MemoryTree()
  private var knownRoots: [Int: Digest] = [:]
  private var newestRoot = TreeHead.empty
  private var ids: [ULID: Int32] = [:]
  private var recordedSeconds: [Int] = []
  private var effectiveDays: [Int32] = []
  /// The position of the stream's entry before each entry; −1 at revision 1.
  private var predecessors: [Int32] = []
  private var revisions: [Int32] = []
  /// Hashes of the streams' names, to compare what a store says of an entry's stream.
  private var streamHashes: [Int32] = []
  private var streams: [StreamID: Place] = [:]
  private(set) var accounts: [AccountKey: AccountTally] = [:]
  private(set) var claims: [Claim: Int] = [:]
  private(set) var released: [Int: Int] = [:]
  /// Positions of entries that were refused and may have no effect.
  private var withoutEffect: Set<Int> = []
  private static let mostKnownRoots = 4_096

  struct Place {
    var revision: Int32
    var position: Int32
  }

  /// - Parameter keepsRows: true where stored rows of single entries are compared in the end.
  init(_ source: any EnvelopeSource, keys: KeyDirectory, keepsRows: Bool) throws {
    self.source = source
    self.keepsRows = keepsRows
    self.keys = keys
    let count = try source.count
    ids.reserveCapacity(count)
    recordedSeconds.reserveCapacity(count)
    predecessors.reserveCapacity(count)
    guard keepsRows else { return }
    effectiveDays.reserveCapacity(count)
    revisions.reserveCapacity(count)
    streamHashes.reserveCapacity(count)
  }

  /// Takes the next entry, whose id is reserved and all of whose claims to its place are verified.
  /// - Returns: an account whose balance is now beyond what can be kept exactly.
  func append(_ entry: Entry, leaf: Digest, claims: [Claim], releases: Int?) -> Account? {
    let position = size
    let header = entry.header
    tree.append(leaf)
    recordedSeconds.append(header.recorded.seconds)
    let place = Place(revision: Int32(header.revision), position: Int32(position))
    if keepsRows {
      effectiveDays.append(Int32(header.effective.dayNumber))
      revisions.append(place.revision)
      streamHashes.append(Int32(truncatingIfNeeded: header.stream.hashValue))
    }
    predecessors.append(streams.updateValue(place, forKey: header.stream)?.position ?? -1)
    for claim in claims { self.claims[claim] = position }
    if let releases { released[releases] = position }
    var beyond: Account?
    let day = AccountTally.hash(of: header.effective)
    for posting in entry.postings.lines {
      let balance = accounts[posting.key, default: AccountTally()].add(posting.amount, at: position, onDay: day)
      if balance.magnitude >= 1 << 53 { beyond = beyond ?? posting.account }
    }
    return beyond
  }

  /// What the rules would make of the entry at a position does not happen.
  func denyEffect(at position: Int) { withoutEffect.insert(position) }

  func takesEffect(at position: Int) -> Bool { withoutEffect.isEmpty || !withoutEffect.contains(position) }

  /// The root of an earlier size, which the entries of one batch ask for again and again.
  func root(atSize size: Int) throws -> Digest {
    if size == newestRoot.size { return newestRoot.root }
    let root = try knownRoots[size] ?? MerkleTree(tree).root(atSize: size)
    newestRoot = TreeHead(size: size, root: root)
    if knownRoots.count >= PrefixLog.mostKnownRoots { knownRoots.removeAll(keepingCapacity: true) }
    knownRoots[size] = root
    return root
  }

  var treeHead: TreeHead { tree.head }
  var streamCount: Int { streams.count }
  var idCount: Int { ids.count }

  func place(of stream: StreamID) -> Place? { streams[stream] }
  func predecessor(of position: Int) -> Int? { predecessors[position] < 0 ? nil : Int(predecessors[position]) }
  func effective(at position: Int) -> CivilDate { CivilDate(dayNumber: Int(effectiveDays[position])) }

  /// Whether a stored row names the stream and the revision of the entry.
  func fits(_ row: EntryRow) -> Bool {
    Int(revisions[row.position]) == row.revision
      && streamHashes[row.position] == Int32(truncatingIfNeeded: row.stream.hashValue)
  }

  var size: Int { recordedSeconds.count }

  func head(of stream: StreamID) throws -> StreamHead? {
    guard let place = streams[stream] else { return nil }
    let position = Int(place.position)
    return StreamHead(
      revision: Int(place.revision), position: position, leaf: try tree.node(level: 0, index: position))
  }

  func stored(at position: Int) throws -> StoredEntry {
    guard (0..<size).contains(position), let sourced = try source.read(position..<position + 1).first else {
      throw StoreError.missing("entry at position \(position)")
    }
    let leaf = try tree.node(level: 0, index: position)
    switch sourced {
    case .stored(let entry):
      return StoredEntry(
        position: position, payload: entry.payload, signature: entry.signature, publicKey: entry.publicKey,
        nodes: [leaf])
    case .line(let bytes):
      let envelope = try Envelope(parsing: bytes)
      guard let key = keys.key(envelope.keyID) else { throw StoreError.missing("key of position \(position)") }
      return StoredEntry(
        position: position, payload: envelope.payload, signature: envelope.signature, publicKey: key, nodes: [leaf])
    }
  }

  func scan(_ range: Range<Int>, _ body: (StoredEntry) throws -> Void) throws {
    for position in range { try body(try stored(at: position)) }
  }

  func position(of id: ULID) throws -> Int? {
    guard let position = ids[id], position < size else { return nil }
    return Int(position)
  }

  /// Keeps the id of the entry that is looked at, before it is taken.
  /// - Returns: the position of an earlier entry that has it.
  func reserve(_ id: ULID) -> Int? { ids.updateValue(Int32(size), forKey: id).map(Int.init) }

  func recorded(at position: Int) throws -> Instant { Instant(seconds: recordedSeconds[position]) }

  func positions(of stream: StreamID, after revision: Int) throws -> [Int] {
    guard let place = streams[stream] else { return [] }
    var newestFirst: [Int] = []
    var position: Int? = Int(place.position)
    while let current = position, Int(place.revision) - newestFirst.count > revision {
      newestFirst.append(current)
      position = predecessor(of: current)
    }
    return newestFirst.reversed()
  }

  func streams(family: String) throws -> [StreamID] {
    streams.filter { $0.key.family == family }
      .map { (stream: $0.key, first: first(of: $0.value)) }
      .sorted { $0.first < $1.first }.map(\.stream)
  }

  private func first(of place: Place) -> Int {
    var position = Int(place.position)
    while let before = predecessor(of: position) { position = before }
    return position
  }

  func ids(endingIn ending: String, most: Int) throws -> [ULID] {
    Array(ids.keys.filter { $0.description.hasSuffix(ending) }.sorted().prefix(most))
  }

  func balance(of key: AccountKey, at size: Int?) throws -> Int {
    guard let size, size < self.size else { return accounts[key]?.balance ?? 0 }
    return try register(of: key, from: 0, most: Int.max).last { $0.position < size }?.balance ?? 0
  }

  func balances(at size: Int?) throws -> [AccountBalance] {
    guard let size, size < self.size else {
      return accounts.filter { $0.value.balance != 0 }.sorted { $0.key < $1.key }
        .map { AccountBalance(key: $0.key, amount: $0.value.balance) }
    }
    var balances = Balances()
    try scan(0..<size) { balances.apply(try $0.logged()) }
    return balances.list
  }

  func balances(asOf date: CivilDate) throws -> [AccountBalance] {
    var balances = Balances()
    try scan(0..<size) { stored in
      let logged = try stored.logged()
      if logged.header.effective <= date { balances.apply(logged) }
    }
    return balances.list
  }

  func register(of key: AccountKey, from position: Int, most: Int) throws -> [RegisterLine] {
    var lines: [RegisterLine] = []
    var balance = 0
    try scan(0..<size) { stored in
      for posting in try stored.logged().entry.postings.lines where posting.key == key {
        balance += posting.amount
        guard stored.position >= position, lines.count < most else { continue }
        lines.append(RegisterLine(position: stored.position, amount: posting.amount, balance: balance))
      }
    }
    return lines
  }

  func holder(of claim: Claim) throws -> Int? {
    guard let position = claims[claim], released[position] == nil else { return nil }
    return position
  }

  func node(level: Int, index: Int) throws -> Digest { try tree.node(level: level, index: index) }
}

/// What the entries make of one account, with fingerprints by which all its stored rows are compared without keeping
/// them: sums of keyed hashes, whose key is new in every run.
struct AccountTally: Hashable, Sendable {
  private(set) var balance = 0
  private(set) var postings = 0
  private(set) var register: UInt64 = 0
  private(set) var days: UInt64 = 0

  static func hash(of day: CivilDate) -> UInt64 { UInt64(bitPattern: Int64(day.hashValue)) }

  /// - Returns: the balance thereafter.
  mutating func add(_ amount: Int, at position: Int, onDay day: UInt64) -> Int {
    add(RegisterLine(position: position, amount: amount, balance: balance + amount))
    days &+= day &* UInt64(bitPattern: Int64(amount))
    return balance
  }

  /// A stored posting, whose running balance is believed until the fingerprints are compared.
  mutating func add(_ line: RegisterLine) {
    postings += 1
    let keys = AccountTally.keys
    let amounts = AccountTally.mix(
      UInt64(bitPattern: Int64(line.amount)) ^ keys.1, UInt64(bitPattern: Int64(line.balance)) ^ keys.2)
    register &+= AccountTally.mix(UInt64(bitPattern: Int64(line.position)) ^ keys.0, amounts ^ keys.3)
    balance = line.balance
  }

  private static let keys = (hash(of: 1), hash(of: 2), hash(of: 3), hash(of: 4))

  private static func hash(of number: Int) -> UInt64 { UInt64(bitPattern: Int64(number.hashValue)) }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }

  mutating func subtractDay(_ day: CivilDate, _ amount: Int) {
    days &-= AccountTally.hash(of: day) &* UInt64(bitPattern: Int64(amount))
  }

  var hasNoDays: Bool { days == 0 }

  func matchesRegister(of other: AccountTally) -> Bool {
    postings == other.postings && balance == other.balance && register == other.register
  }
}
