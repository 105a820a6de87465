import LedgerCore
import Synchronization
public import TransparencyLog

/// Knows how long the log is, and tells whoever waits for it to grow, whichever program has written.
///
/// Commits of this process are told by its `SubmissionQueue`; for those of others the log is looked at a few times a
/// second, which costs one look-up each. A log only grows, so its size names its whole content: caches may be kept by it.
public final class HeadWatch: Sendable {
  private let store: any EventStore
  private let state: Mutex<State>

  private struct State {
    var size: Int
    var people = 0
    /// Nil where another program has written, and nobody has asked since.
    var head: TreeHead?
    var isFinished = false
    var nextReader = 0
    var readers: [Int: AsyncStream<Int>.Continuation] = [:]
  }

  public init(_ bookkeeper: Bookkeeper) throws {
    store = bookkeeper.ledger.store
    state = Mutex(State(size: try store.read { try $0.size }))
  }

  /// The number of entries when the log was last heard of.
  public var size: Int { state.withLock { $0.size } }

  /// Grows whenever members, their keys and roles, or what the vault holds of people may have changed: what is known of
  /// people is known until then.
  public var people: Int { state.withLock { $0.people } }

  /// Size and root of the log as it was last heard of, read where another program has written.
  public func head() throws -> TreeHead {
    if let head = knownHead { return head }
    let head = try store.read { try $0.treeHead() }
    grow(to: head)
    return head
  }

  /// The same where it needs no reading, as after each commit of this program.
  public var knownHead: TreeHead? { state.withLock { $0.head } }

  /// Looks whether somebody has written.
  public func look() throws { grow(to: try store.read { try $0.size }) }

  /// Looks again and again until the task is cancelled.
  public func run(every pause: Duration = .milliseconds(250)) async {
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: pause)
        try look()
      } catch {
        // Cancelled, or the store is busy: the next look, or whoever reads the log itself, will see.
      }
    }
  }

  /// Sizes from now on, beginning with the present one; a slow reader misses those in between, never the newest.
  ///
  /// Ends with `finish`.
  public func changes() -> AsyncStream<Int> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let number: Int? = state.withLock { state in
      guard !state.isFinished else { return nil }
      state.nextReader += 1
      state.readers[state.nextReader] = continuation
      continuation.yield(state.size)
      return state.nextReader
    }
    guard let number else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in self?.forget(number) }
    return stream
  }

  private func forget(_ number: Int) {
    let reader = state.withLock { $0.readers.removeValue(forKey: number) }
    _ = reader
  }

  /// Ends everybody's stream, so that a server can stop.
  public func finish() {
    let readers = state.withLock { state in
      state.isFinished = true
      defer { state.readers = [:] }
      return Array(state.readers.values)
    }
    for reader in readers { reader.finish() }
  }

  /// Tells of a size that is on disk; one that was heard of before is no news.
  func grow(to size: Int) { grow(to: size, head: nil, by: []) }

  /// Tells of a head that is on disk.
  func grow(to head: TreeHead) { grow(to: head.size, head: head, by: []) }

  /// Tells of a head that is on disk, where entries at these positions have changed nobody.
  func grow(to head: TreeHead, by positions: [Int]) { grow(to: head.size, head: head, by: positions) }

  /// Tells that what is known of people may be known otherwise now.
  func changePeople() { state.withLock { $0.people += 1 } }

  private func grow(to size: Int, head: TreeHead?, by harmless: [Int]) {
    state.withLock { state in
      if size > state.size {
        // What others have written meanwhile may have changed anybody.
        if Set(harmless.filter { $0 >= state.size }).count < size - state.size { state.people += 1 }
        state.size = size
        state.head = nil
        for reader in state.readers.values { reader.yield(size) }
      }
      if let head, size == state.size { state.head = head }
    }
  }
}
