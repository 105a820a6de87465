import Synchronization

/// An answer that depends on the log alone: made once for every size that the log has had, as far as this program knows.
///
/// For what everybody asks again and again, as the log's head. Another program's commit is answered for as soon as the
/// watch has noticed it, a quarter of a second later at most.
public final class KeptAnswer<Answer: Sendable>: Sendable {
  private let watch: HeadWatch
  private let kept = Mutex<(size: Int, answer: Answer)?>(nil)

  public init(_ watch: HeadWatch) { self.watch = watch }

  /// The answer for the log as it stands; `make` reads it where it has grown since, and may be asked twice at once.
  public func value(_ make: () throws -> Answer) rethrows -> Answer {
    if let answer { return answer }
    // Asked before it is made: an answer that is newer than its size only lives shorter.
    let size = watch.size
    let answer = try make()
    kept.withLock { kept in
      guard size >= kept?.size ?? 0 else { return }
      kept = (size, answer)
    }
    return answer
  }

  /// The answer where it is at hand.
  public var answer: Answer? {
    let size = watch.size
    return kept.withLock { $0?.size == size ? $0?.answer : nil }
  }
}
