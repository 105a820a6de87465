public import LedgerCore

/// What the policy says about repayment by hours of service.
///
/// Rate and caps come from a council's or a fund's own decision, so each names its source; none is a constant of the program.
public struct ServicePolicy: Codable, Sendable, Hashable {
  /// Unanswered hours may be confirmed by the committee in the host's stead after so many days.
  public let confirmWithinDays: Int
  /// What an hour is worth, whoever does it.
  public let hourlyRate: Money
  /// The most that one agreement credits in a month; hours above it are carried over.
  public let monthlyCap: Money
  /// The most that one person does in a day, over all agreements.
  public let mostMinutesPerDay: Int
  /// Where a council has regulated hours of service for its own claims; a tax debt needs one of these.
  public let regulations: [ServiceRegulation]
  /// Where rate and caps come from.
  public let source: String
  /// The most that one agreement credits in all.
  public let totalCap: Money

  /// Nobody does more, whatever a policy says.
  static let longestDay = 12 * 60
  /// 1,000.00 an hour: above it a figure is a slip of the pen.
  static let highestRate = Money(cents: 100_000)

  public func regulation(named name: Slug) -> ServiceRegulation? { regulations.first { $0.name == name } }

  var fault: String? {
    if confirmWithinDays < 1 { return "service: confirmWithinDays is not above zero" }
    if !(ServiceSlot.minutes...Self.longestDay).contains(mostMinutesPerDay) {
      return "service: mostMinutesPerDay is not between 5 and 720"
    }
    if Set(regulations.map(\.name)).count != regulations.count { return "service: a regulation stands twice" }
    for (rate, caps, source) in [(hourlyRate, [monthlyCap, totalCap], source)]
      + regulations.map({ ($0.hourlyRate, [$0.monthlyCap, $0.totalCap], $0.source) })
    {
      if !rate.isPositive || rate > Self.highestRate {
        return "service: an hourly rate is not above zero, or above 1000.00"
      }
      if caps.contains(where: { !$0.isPositive }) { return "service: a cap is not above zero" }
      if source.isEmpty || source.utf8.count > 200 { return "service: a source is empty or longer than 200 bytes" }
    }
    return nil
  }
}

/// A council's regulation of hours of service, with the figures that it sets.
public struct ServiceRegulation: Codable, Sendable, Hashable {
  public let hourlyRate: Money
  public let monthlyCap: Money
  public let name: Slug
  /// The act: which council, which number, which day.
  public let source: String
  public let totalCap: Money
}
