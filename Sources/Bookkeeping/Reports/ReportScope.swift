public import LedgerCore

/// What a report looks at: days up to one, entries up to a size of the log.
///
/// The day asks what had taken effect; the size asks what was known. Together they tell what was believed of a day.
public struct ReportScope: Sendable, Hashable {
  /// The last day that counts.
  public let asOf: CivilDate
  /// The first day of what is measured over a stretch, such as rotation.
  public let from: CivilDate
  /// How many entries of the log are known; nil for all.
  public let size: Int?

  /// - Parameter from: the first of January of the same year where it is not given.
  public init(asOf: CivilDate, from: CivilDate? = nil, size: Int? = nil) {
    self.asOf = asOf
    self.from = from ?? CivilDate(year: asOf.year, month: 1, day: 1) ?? asOf
    self.size = size
  }

  /// The last day of each month from the first to the last, which ends with `asOf`.
  public var monthEnds: [CivilDate] {
    guard from <= asOf else { return [] }
    let months = (asOf.year - from.year) * 12 + asOf.month - from.month
    let first = from.adding(days: 1 - from.day)
    return (0..<months).map { first.adding(months: $0 + 1).adding(days: -1) } + [asOf]
  }
}
