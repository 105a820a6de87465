import Foundation

/// SplitMix64: repeats a property test from the seed that it printed, given as MASTRO_TEST_SEED.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  public static func printing(_ test: String = #function) -> SeededGenerator {
    let given = ProcessInfo.processInfo.environment["MASTRO_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): MASTRO_TEST_SEED=\(seed)")
    return SeededGenerator(state: seed)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  /// Spread over the orders of magnitude, so that the smallest and the largest amounts occur as often as the usual ones.
  public mutating func cents(upTo most: Int) -> Int {
    let digits = Int.random(in: 0...String(most).count, using: &self)
    var bound = 1
    for _ in 0..<digits { bound *= 10 }
    return Int.random(in: 1...max(1, min(most, bound)), using: &self)
  }
}
