public import LedgerCore

/// The distance of two instalments: every n days, weeks or months.
public struct Period: Codable, Hashable, Sendable {
  public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    case day
    case week
    case month
  }

  public let every: Int
  public let unit: Unit

  public init(every: Int, unit: Unit) {
    self.every = every
    self.unit = unit
  }

  public static let monthly = Period(every: 1, unit: .month)

  /// The day `count` periods after `anchor`; a month without that day gives its last, and the next gives the day again.
  public func date(_ count: Int, after anchor: CivilDate) -> CivilDate {
    switch unit {
    case .day: anchor.adding(days: every * count)
    case .week: anchor.adding(days: every * count * 7)
    case .month: anchor.adding(months: every * count)
    }
  }

  /// The days of the longest such period.
  var longestDays: Int {
    switch unit {
    case .day: every
    case .week: every * 7
    case .month: every * 31
    }
  }
}
