import SeededRandom

/// What the charts of a test are drawn from.
enum Seeds {
  /// Seeds that never change, of which two have found a fault, and one that no run has tried.
  static let all: [UInt64] = [
    1, 16_506_822_353_014_576_023, 13_372_869_993_021_805_636, 0xFEED_C0DE, SeededGenerator.printedSeed("Pages"),
  ]
}
