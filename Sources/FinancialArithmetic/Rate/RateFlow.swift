public import LedgerCore

/// Equal payments at equal distances: `count` of them, the first at `first`, the next each one `step` later.
public struct RateFlow: Hashable, Sendable {
  public let amount: Money
  public let count: Int
  public let step: RateInterval.Unit
  public let first: RateInterval

  public init(amount: Money, count: Int = 1, step: RateInterval.Unit = .month, first: RateInterval = .zero) {
    self.amount = amount
    self.count = count
    self.step = step
    self.first = first
  }

  /// Flows of calendar days, timed from `origin`; what comes before it has a negative time.
  public static func dated(
    _ amounts: [DatedAmount], from origin: CivilDate, in unit: RateInterval.Unit
  ) throws(CalculationError) -> [RateFlow] {
    var flows: [RateFlow] = []
    for item in amounts {
      let early = item.date < origin
      let time = RateInterval(
        try RateInterval.Between(from: min(origin, item.date), to: max(origin, item.date), in: unit))
      flows.append(RateFlow(amount: item.amount, first: early ? RateInterval(ticks: -time.ticks) : time))
    }
    return flows
  }
}
