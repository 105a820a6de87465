import Foundation

/// SplitMix64: repeats a property test from the seed that it printed, given as MASTRO_TEST_SEED.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// Where it began, for a failure to tell.
  public let seed: UInt64
  private var state: UInt64

  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// A seed for this run: the one that is given, otherwise a new one; printed in either case.
  public static func printedSeed(_ test: String = #function) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["MASTRO_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): MASTRO_TEST_SEED=\(seed)")
    return seed
  }

  public static func printing(_ test: String = #function) -> SeededGenerator {
    SeededGenerator(seed: printedSeed(test))
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  public mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// Spread over the orders of magnitude, so that the smallest and the largest amounts occur as often as the usual ones.
  public mutating func cents(upTo most: Int) -> Int {
    let digits = Int.random(in: 0...String(most).count, using: &self)
    var bound = 1
    for _ in 0..<digits { bound *= 10 }
    return Int.random(in: 1...max(1, min(most, bound)), using: &self)
  }
}
