public import LedgerCore

/// PAR_x: outstanding principal of whole loans more than x counted days past due, over the gross portfolio.
public struct PortfolioAtRisk: Hashable, Sendable {
  /// One loan as a report sees it.
  public struct Exposure: Hashable, Sendable {
    public let outstanding: Money
    public let countedDays: Int
    /// True while a rescheduled loan has not yet paid the instalments that the policy asks for: it is at risk whatever
    /// its days.
    public let isWatched: Bool

    public init(outstanding: Money, countedDays: Int, isWatched: Bool = false) {
      self.outstanding = outstanding
      self.countedDays = countedDays
      self.isWatched = isWatched
    }
  }

  public let atRisk: Money
  public let gross: Money

  public init(_ exposures: [Exposure], over days: Int) {
    atRisk = exposures.filter { $0.isWatched || $0.countedDays > days }.reduce(.zero) { $0 + $1.outstanding }
    gross = exposures.reduce(.zero) { $0 + $1.outstanding }
  }

  /// Rounded half away from zero; nil ("not defined") for an empty portfolio.
  public var basisPoints: Int? { Ratio(atRisk, over: gross, decimals: 4).value?.scaled }
  public var percent: Ratio { Ratio.percent(atRisk, of: gross) }
}
