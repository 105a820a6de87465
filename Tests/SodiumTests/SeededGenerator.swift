import Foundation

/// SplitMix64: repeats a property test from the seed that it printed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator whose seed is printed, and is taken from MASTRO_TEST_SEED when that is set.
  static func printing(_ test: String = #function) -> (generator: SeededGenerator, seed: UInt64) {
    let given = ProcessInfo.processInfo.environment["MASTRO_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): MASTRO_TEST_SEED=\(seed)")
    return (SeededGenerator(state: seed), seed)
  }

  private init(state: UInt64) {
    self.state = state
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
