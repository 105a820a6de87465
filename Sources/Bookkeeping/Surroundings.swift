public import LedgerCore
public import Sodium

/// The clock and the randomness, which enter at the composition root and nowhere else.
public struct Surroundings: Sendable {
  /// Milliseconds since 1970.
  public let milliseconds: @Sendable () -> Int
  public let random: any RandomSource

  public init(milliseconds: @escaping @Sendable () -> Int, random: any RandomSource) {
    self.milliseconds = milliseconds
    self.random = random
  }

  public var now: Instant { Instant(seconds: milliseconds() / 1000) }

  /// A fresh id that sorts by its time.
  public func newID() -> ULID { ULID(milliseconds: milliseconds(), randomness: random.bytes(10)) }
}
