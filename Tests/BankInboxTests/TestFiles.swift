import Foundation

/// Where the tests find files, and a place for those that they make.
enum TestFiles {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let specs = root.appendingPathComponent("ledger-specs/statements")
  static let shared = root.deletingLastPathComponent().appendingPathComponent("shared/data/statements")
  static let isSharedPresent = FileManager.default.fileExists(atPath: shared.path)

  static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = NSTemporaryDirectory() + "/mastro-inbox-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  /// `MASTRO_SEED` repeats a failure; else a new one each run.
  static func announcedSeed(_ test: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["MASTRO_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...999_999_999)
    print("\(test): seed \(seed)")
    return seed
  }
}

/// A repeatable source of choices (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
