/// Keeps people from being recognised in a table of counts.
///
/// A group of one to four is not told. Beside a known total it takes all groups with it: were only some of them left out,
/// the choice of which, together with what is left of the total, would say how small the small one is (9 between two
/// groups of which one is small can only be 4 and 5).
public enum SmallGroups {
  public static let fewest = 5

  /// True where a count by itself tells nobody: none, or enough.
  public static func mayTell(_ count: Int) -> Bool { count == 0 || count >= fewest }

  /// Which of the counts may not be told.
  /// - Parameter isTotalKnown: whether the sum of the counts can be learned elsewhere.
  public static func hidden(_ counts: [Int], isTotalKnown: Bool = true) -> [Bool] {
    let small = counts.map { !mayTell($0) }
    return isTotalKnown && small.contains(true) ? counts.map { _ in true } : small
  }
}
