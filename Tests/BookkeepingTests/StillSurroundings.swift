import Bookkeeping
import Foundation
import LedgerCore
import Sodium
import Synchronization

/// Randomness that repeats itself in every run and never within one.
final class CountingRandom: RandomSource {
  private let count = Mutex<UInt64>(0)

  func bytes(_ count: Int) -> [UInt8] {
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

extension Surroundings {
  /// A clock that stands still on 15 December 2026, and repeatable randomness.
  static func still(at seconds: Int = 1_797_328_800) -> Surroundings {
    Surroundings(milliseconds: { seconds * 1_000 }, random: CountingRandom())
  }
}

/// Runs a test in a folder of its own, which is removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "bookkeeping-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

func key(_ number: UInt8) throws -> SigningKey { try SigningKey(seed: [UInt8](repeating: number, count: 32)) }
