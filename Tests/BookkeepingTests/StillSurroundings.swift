import Bookkeeping
import Foundation
import LedgerCore
import LedgerCoreTesting
import Sodium

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
