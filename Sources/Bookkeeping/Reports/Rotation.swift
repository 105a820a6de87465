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
    let lentAccounts = Set(restrictions.map { Chart.lent($0) })
    let accounts = lentAccounts.union(restrictions.map { Chart.available($0) })
    var opening = Money.zero
    var changes: [DatedAmount] = []
    var lent = Money.zero
    for movement in movements where movement.effective <= end {
      let capital = Rotation.sum(movement, accounts)
      if movement.effective < from {
        opening += capital
      } else {
        if capital != .zero { changes.append(DatedAmount(date: movement.effective, amount: capital)) }
        if movement.cause == Rotation.disbursement { lent += Rotation.sum(movement, lentAccounts) }
      }
    }
    self.lent = lent
    capital = AverageBalance(opening: opening, changes: changes, from: from, to: end)
    ratio = capital.ratio(of: lent)
  }

  static let disbursement: Kind = "loan.disbursed"

  private static func sum(_ movement: Movement, _ accounts: Set<Account>) -> Money {
    Money(
      cents: -movement.lines.reduce(0) { sum, line in
        line.commodity == .euro && accounts.contains(line.account) ? sum + line.amount : sum
      })
  }
}
