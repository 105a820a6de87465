/// Keeps people from being recognised in a table of counts.
///
/// A group of one to four is not told. Where that would leave one group untold beside a known total, the next smallest is
/// not told either, for a subtraction would find it.
public enum SmallGroups {
  public static let fewest = 5

  /// Which of the counts may not be told.
  /// - Parameter isTotalKnown: whether the sum of the counts can be learned elsewhere.
  public static func hidden(_ counts: [Int], isTotalKnown: Bool = true) -> [Bool] {
    var hidden = counts.map { (1..<fewest).contains($0) }
    guard isTotalKnown, hidden.filter({ $0 }).count == 1 else { return hidden }
    let told = counts.indices.filter { !hidden[$0] && counts[$0] > 0 }
    if let smallest = told.min(by: { (counts[$0], $0) < (counts[$1], $1) }) { hidden[smallest] = true }
    return hidden
  }
}
