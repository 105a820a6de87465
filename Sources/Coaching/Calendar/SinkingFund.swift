public import FinancialArithmetic
public import LedgerCore

extension Envelope {
  /// What is still to be put by.
  public var missing: Money { max(target.money - balance.money, .zero) }

  /// How many parts are left from a month on: one in every month, the one in which it is due included.
  public func partsLeft(from month: CivilMonth) -> Int { max(0, month.distance(to: due) + 1) }

  /// What is set aside in each month from `first` until it is due: equal parts, cut down to the cent; the last closes.
  public func parts(from first: CivilMonth) -> [Money] {
    let count = partsLeft(from: first)
    guard count > 0 else { return [] }
    let part = Money(cents: missing.cents / count)
    return Array(repeating: part, count: count - 1) + [Money(cents: missing.cents - part.cents * (count - 1))]
  }

  /// The part of a month before it is rounded; zero once the month in which it was due is over.
  public func monthly(from month: CivilMonth) -> ExactAmount {
    let count = partsLeft(from: month)
    return count == 0 ? .zero : ExactAmount(missing, times: 1, over: count)
  }
}
