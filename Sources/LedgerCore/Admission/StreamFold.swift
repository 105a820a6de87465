import Sodium
import Synchronization

/// A stream as its standing entries have made it.
struct StreamFold: Sendable {
  var state: any StreamState
  var revision = 0
  var leaf: Digest?
  /// Where the newest entry stands; a draft or another program may have put the same entry elsewhere.
  var position = -1
  /// Entries that were not reversed, oldest first; reversals and their proposals are not among them.
  var standing: [(id: ULID, position: Int)] = []
  /// A reversal that one person has proposed and nobody has signed yet.
  var proposal: (target: ULID, proposer: ULID)?

  /// Goes on to the next entry without taking anything from it.
  mutating func pass(_ logged: LoggedEntry) {
    revision = logged.header.revision
    leaf = logged.leaf
    position = logged.position
  }
}

/// States of streams, folded once and kept for as long as the log does not contradict them. Disposable.
public final class FoldCache: Sendable {
  private let rulebook: Rulebook
  private let folds = Mutex<[StreamID: StreamFold]>([:])
  /// What a trial rests on, and the size of the log beyond which its entries may never come to stand.
  private let ground: (cache: FoldCache, size: Int)?
  private static let most = 50_000

  public init(rulebook: Rulebook) {
    self.rulebook = rulebook
    ground = nil
  }

  private init(on ground: FoldCache, size: Int) {
    rulebook = ground.rulebook
    self.ground = (ground, size)
  }

  /// A cache for entries that may never come to stand: it knows what this one knows, and keeps for itself what it makes
  /// of entries beyond the first `size`. So drafts, and submissions that are refused, cost nobody a fold.
  func trial(above size: Int) -> FoldCache { FoldCache(on: self, size: size) }

  /// Takes over what a trial has made of entries that have come to stand.
  func adopt(_ trial: FoldCache) {
    for (stream, fold) in trial.folds.withLock({ $0 }) { keep(fold, for: stream) }
  }

  private func known(_ stream: StreamID) -> StreamFold? {
    folds.withLock { $0[stream] } ?? ground?.cache.known(stream)
  }

  var governance: any Governance { rulebook.governance }

  /// The fold of all entries that a stream has in `log`.
  func fold(of stream: StreamID, in log: any LogReader) throws -> StreamFold {
    guard let head = try log.head(of: stream) else { return try initial(stream) }
    let known = known(stream)
    if let known, known.revision == head.revision, known.leaf == head.leaf, known.position == head.position {
      return known
    }
    var fold = try initial(stream)
    if let known, known.revision < head.revision, try continues(known, stream, log) { fold = known }
    for position in try log.positions(of: stream, after: fold.revision) {
      let entry = try log.stored(at: position).logged()
      guard log.takesEffect(at: position) else {
        fold.pass(entry)
        continue
      }
      try advance(&fold, by: entry, body: try decode(entry), in: log)
    }
    keep(fold, for: stream)
    return fold
  }

  /// The state of a stream for readers.
  public func state<State: StreamState>(of stream: StreamID, as type: State.Type, in log: any LogReader) throws -> State
  {
    try fold(of: stream, in: log).state as? State ?? State()
  }

  /// The state of a stream whose type is known only when the log is read.
  public func anyState(of stream: StreamID, in log: any LogReader) throws -> any StreamState {
    try fold(of: stream, in: log).state
  }

  /// False for a stream without entries, and for one whose entries were all reversed.
  public func hasStandingEntries(_ stream: StreamID, in log: any LogReader) throws -> Bool {
    try !fold(of: stream, in: log).standing.isEmpty
  }

  func keep(_ fold: StreamFold, for stream: StreamID) {
    if let ground, fold.position < ground.size { return ground.cache.keep(fold, for: stream) }
    folds.withLock { folds in
      if folds.count >= FoldCache.most { folds.removeAll(keepingCapacity: true) }
      folds[stream] = fold
    }
  }

  /// Takes one more entry into a fold.
  /// - Parameter body: nil for reversals and their proposals.
  func advance(_ fold: inout StreamFold, by logged: LoggedEntry, body: (any EntryBody)?, in log: any LogReader) throws {
    fold.pass(logged)
    if let body {
      body.applyOpened(to: &fold.state, from: logged)
      fold.standing.append((logged.id, logged.position))
      fold.proposal = nil
    } else {
      let target = try Reversal.target(of: logged.entry)
      if logged.entry.kind == Reversal.proposed {
        fold.proposal = (target, logged.actor)
      } else {
        fold.proposal = nil
        fold.standing.removeAll { $0.id == target }
        fold.state = try initial(logged.entry.stream).state
        for (_, position) in fold.standing {
          let entry = try log.stored(at: position).logged()
          try decode(entry)?.applyOpened(to: &fold.state, from: entry)
        }
      }
    }
  }

  private func decode(_ logged: LoggedEntry) throws -> (any EntryBody)? {
    if Reversal.isReversal(logged.entry.kind) { return nil }
    guard let kind = rulebook.kinds[logged.entry.kind] else {
      throw StoreError.newerProgram("the entry at position \(logged.position) (\(logged.entry.kind))")
    }
    do {
      return try kind.decode(logged.entry.body)
    } catch {
      throw StoreError.corrupt("the entry at position \(logged.position) cannot be read: \(error)")
    }
  }

  private func initial(_ stream: StreamID) throws -> StreamFold {
    guard let state = rulebook.initialStates[String(stream.family)] else {
      throw StoreError.newerProgram("the stream \(stream)")
    }
    return StreamFold(state: state())
  }

  /// Whether what is kept is a beginning of what this log holds.
  private func continues(_ fold: StreamFold, _ stream: StreamID, _ log: any LogReader) throws -> Bool {
    guard fold.revision > 0 else { return false }
    let places = try log.positions(of: stream, after: fold.revision - 1)
    guard places.count > 1, places[0] == fold.position else { return false }
    return try log.stored(at: places[1]).logged().header.previous == fold.leaf
  }
}
