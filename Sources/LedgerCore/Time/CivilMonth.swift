/// A calendar month: `2026-03`.
public struct CivilMonth: Hashable, Sendable, Comparable {
  public let firstDay: CivilDate

  /// The month in which a day lies.
  public init(_ day: CivilDate) { firstDay = day.adding(days: 1 - day.day) }

  /// Reads exactly `YYYY-MM`.
  public init?(_ text: some StringProtocol) {
    guard let day = CivilDate(text + "-01") else { return nil }
    firstDay = day
  }

  public static func < (left: CivilMonth, right: CivilMonth) -> Bool { left.firstDay < right.firstDay }
}

extension CivilMonth {
  public var description: String { String(firstDay.description.dropLast(3)) }
}

extension CivilMonth: WrittenAsText {
  public static var form: String { "a month YYYY-MM" }
}
