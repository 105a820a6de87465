import LedgerCoreTesting
import SeededRandom

/// Seeds of property tests: two that never change and a fresh one, so that every run also tries what no run has tried.
enum Seeds {
  static let all: [UInt64] = [1, 0xFEED_C0DE, UInt64.random(in: 0...UInt64.max)]

  /// A generator whose seed stands in the output, so that a failure can be repeated.
  static func generator(_ seed: UInt64, _ test: String = #function) -> SeededGenerator {
    print("\(test): seed \(seed)")
    return SeededGenerator(seed: seed)
  }
}

extension SeededGenerator {
  mutating func text(from letters: [Character], upTo most: Int) -> String {
    String((0..<below(most + 1)).map { _ in pick(letters) })
  }
}
