import Synchronization

/// Keys of phrases that somebody asked for and nobody had translated.
public final class HeardWords: Sendable {
  private let keys = Mutex<Set<String>>([])

  public init() {}

  public func add(_ key: String) { keys.withLock { _ = $0.insert(key) } }
  public var all: [String] { keys.withLock { $0.sorted() } }
}
