public import LedgerCore

/// What falls due in each month of the calendar.
public struct MonthlyInstalments: Sendable, Hashable {
  private var amounts: [CivilMonth: Money] = [:]

  public init() {}

  public init(_ instalments: some Sequence<(due: CivilDate, amount: Money)>) {
    for instalment in instalments { amounts[CivilMonth(instalment.due), default: .zero] += instalment.amount }
  }

  public subscript(month: CivilMonth) -> Money { amounts[month] ?? .zero }

  /// What the month takes in which most falls due: what an instrument counts for in a family's month.
  public var heaviest: Money { amounts.values.max() ?? .zero }

  /// Every month from the first in which something falls due to the last, also those in which nothing does.
  var span: [CivilMonth] {
    guard var month = amounts.keys.min(), let last = amounts.keys.max() else { return [] }
    var months: [CivilMonth] = []
    while month <= last {
      months.append(month)
      month = CivilMonth(month.firstDay.adding(months: 1))
    }
    return months
  }
}
