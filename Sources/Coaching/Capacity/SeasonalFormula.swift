import FinancialArithmetic
import LedgerCore

extension SeasonalCapacity {
  /// What each calendar month can bear where work is seasonal, from the same cash line as C_cash.
  ///
  /// With `headroom` = balance − buffer at a month's end, instalments are safe when their sum by any month is at most the
  /// smallest headroom from that month on. Month by month the family is given what is left of that sum, but no more than
  /// the month itself brings (money at hand from earlier is for the lean months), and no more than one level for all
  /// months: the highest one with which twelve months together stay within 12 · C_static. A plan whose instalments, added
  /// up from its first month, fit these amounts therefore never takes the cash line below its buffer within the months
  /// looked at. Where two years were looked at, the poorer of both counts.
  ///
  /// Nil where C_cash has no month.
  init?(_ test: CashTest, within fixed: ExactAmount, of forecast: CashForecast) throws(CalculationError) {
    guard let year = try Year(test, forecast) else { return nil }
    let most = try fixed.times(12).floored()
    let months = year.highest(within: most)
    let sum = months.reduce(Int128(0)) { $0 + Int128($1.cents) }
    self.init(average: try min(fixed, ExactAmount(cents: sum, over: 12)).floored(), months: months)
  }

  /// The months looked at, in whole cents.
  private struct Year {
    struct Month {
      /// January is 0.
      let calendar: Int
      /// What all instalments by its end may add up to.
      let allowed: Int
      /// What it brings by itself.
      let brings: Int
    }

    let months: [Month]

    init?(_ test: CashTest, _ forecast: CashForecast) throws(CalculationError) {
      guard !test.months.isEmpty else { return nil }
      var smallest: Int?
      var allowed: [Int] = []
      for month in test.months.reversed() {
        let headroom = try month.allows.times(month.instalments).floored().cents
        smallest = min(smallest ?? headroom, headroom)
        allowed.append(test.belowZero == nil ? max(0, smallest ?? 0) : 0)
      }
      let before = [forecast.opening] + forecast.months.map(\.balance)
      let skipped = forecast.months.count - test.months.count
      var months: [Month] = []
      for (index, month) in test.months.enumerated() {
        let (net, overflow) = month.balance.money.cents.subtractingReportingOverflow(before[skipped + index].cents)
        months.append(
          Month(
            calendar: month.month.number - 1, allowed: allowed[test.months.count - 1 - index],
            brings: overflow ? 0 : max(0, net)))
      }
      self.months = months
    }

    /// January to December with one level for all months; a month that is not looked at bears nothing.
    func spread(level: Int) -> [Money] {
      var paid = 0
      var year: [Int?] = Array(repeating: nil, count: 12)
      for month in months {
        let part = max(0, min(month.brings, level, month.allowed - paid))
        paid += part
        year[month.calendar] = min(year[month.calendar] ?? part, part)
      }
      return year.map { Money(cents: $0 ?? 0) }
    }

    /// The highest level with which the year stays within `most`, to the cent.
    func highest(within most: Money) -> [Money] {
      func fits(_ level: Int) -> Bool {
        spread(level: level).reduce(Int128(0)) { $0 + Int128($1.cents) } <= Int128(most.cents)
      }
      var (low, high) = (0, months.map(\.brings).max() ?? 0)
      if fits(high) { return spread(level: high) }
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if fits(middle) { low = middle } else { high = middle }
      }
      return spread(level: low)
    }
  }
}
