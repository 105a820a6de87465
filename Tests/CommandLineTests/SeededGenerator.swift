import Foundation

/// Randomness that a failing test can repeat: the seed is printed, and MASTRO_TEST_SEED gives it again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(for test: String) {
    let given = ProcessInfo.processInfo.environment["MASTRO_TEST_SEED"].flatMap { UInt64($0) }
    state = given ?? UInt64.random(in: 1...UInt64.max)
    print("\(test): MASTRO_TEST_SEED=\(state)")
  }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Ids that a test gives itself, in rising order.
struct GivenIDs {
  private let prefix: String
  private var count = 0

  init(_ prefix: String) { self.prefix = prefix }

  mutating func next() -> String {
    count += 1
    let digits = String(count)
    return prefix + String(repeating: "0", count: 26 - prefix.count - digits.count) + digits
  }
}
