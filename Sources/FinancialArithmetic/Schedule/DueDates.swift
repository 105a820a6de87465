public import LedgerCore

/// On which days the instalments fall due.
public enum DueDates: Hashable, Sendable {
  /// `count` days, a period apart. The first is one period after disbursement unless `first` names it; the day of the
  /// month is then that of `first`.
  case every(Period, first: CivilDate?, count: Int)
  /// These days, in rising order.
  case given([CivilDate])

  public var count: Int {
    switch self {
    case .every(_, _, let count): count
    case .given(let dates): dates.count
    }
  }
}

extension DueDates: Codable {
  private enum Key: String, CodingKey {
    case count, dates, every, first, unit
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if container.contains(.dates) {
      self = .given(try container.decode([CivilDate].self, forKey: .dates))
      return
    }
    let period = Period(
      every: try container.decode(Int.self, forKey: .every),
      unit: try container.decode(Period.Unit.self, forKey: .unit))
    self = .every(
      period, first: try container.decodeIfPresent(CivilDate.self, forKey: .first),
      count: try container.decode(Int.self, forKey: .count))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .every(let period, let first, let count):
      try container.encode(count, forKey: .count)
      try container.encode(period.every, forKey: .every)
      try container.encodeIfPresent(first, forKey: .first)
      try container.encode(period.unit, forKey: .unit)
    case .given(let dates):
      try container.encode(dates, forKey: .dates)
    }
  }
}
