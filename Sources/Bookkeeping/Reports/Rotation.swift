public import FinancialArithmetic
public import Funds
public import LedgerCore

/// How often a fund has lent its capital: cumulative loans paid out ÷ average daily capital.
///
/// Capital is what can be lent or is lent. What guarantees hold in reserve and what is only pledged is not in it; money
/// that funders want back is, as long as it is here.
public struct Rotation: Sendable, Hashable {
  /// Loans paid out from the first day to the last, less what was taken back by reversals.
  public let lent: Money
  public let capital: AverageBalance
  /// Two decimals; not defined without capital.
  public let ratio: Ratio

  public init(_ restrictions: [Restriction], _ movements: [Movement], from: CivilDate, to end: CivilDate) {
    self.init(CapitalChange.list(restrictions, movements), from: from, to: end)
  }

  init(_ changes: [CapitalChange], from: CivilDate, to end: CivilDate) {
    var opening = Money.zero
    var dated: [DatedAmount] = []
    var lent = Money.zero
    for change in changes where change.effective <= end {
      let capital = change.available + change.lent
      if change.effective < from {
        opening += capital
      } else {
        if capital != .zero { dated.append(DatedAmount(date: change.effective, amount: capital)) }
        if change.isDisbursement { lent += change.lent }
      }
    }
    self.lent = lent
    capital = AverageBalance(opening: opening, changes: dated, from: from, to: end)
    ratio = capital.ratio(of: lent)
  }
}

/// What one movement has done to the capital of a fund.
struct CapitalChange {
  let effective: CivilDate
  let available: Money
  let lent: Money
  let isDisbursement: Bool

  private static let disbursement: Kind = "loan.disbursed"

  /// Movements that leave the capital of these restrictions alone are not among them.
  static func list(_ restrictions: [Restriction], _ movements: [Movement]) -> [CapitalChange] {
    let available = Set(restrictions.map { Chart.available($0) })
    let lent = Set(restrictions.map { Chart.lent($0) })
    return movements.compactMap { movement in
      let change = CapitalChange(
        effective: movement.effective, available: movement.credited(available), lent: movement.credited(lent),
        isDisbursement: movement.cause == disbursement)
      return change.available == .zero && change.lent == .zero ? nil : change
    }
  }
}
