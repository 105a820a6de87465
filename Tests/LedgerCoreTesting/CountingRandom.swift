public import Sodium
import Synchronization

/// Randomness that repeats itself in every run and never within one.
public final class CountingRandom: RandomSource {
  private let count = Mutex<UInt64>(0)

  public init() {}

  public func bytes(_ count: Int) -> [UInt8] {
    let number = self.count.withLock { number in
      number += 1
      return number
    }
    var bytes: [UInt8] = []
    var block = SHA256.hash(Array("\(number)".utf8))
    while bytes.count < count {
      bytes += block.bytes
      block = SHA256.hash(block.bytes)
    }
    return Array(bytes.prefix(count))
  }
}
