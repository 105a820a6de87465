public import FinancialArithmetic
public import Funds
public import LedgerCore

/// The statement of one household: what it was given, what it owes, what comes next.
public struct HouseholdReport: Sendable {
  /// One instrument of the household.
  public struct Line: Sendable {
    public let stream: StreamID
    public let status: String
    public let purpose: Slug?
    public let since: CivilDate?
    /// What was asked for or agreed.
    public let amount: Money
    /// Paid out, or worked off.
    public let given: Money
    /// What the household owes on it, to the fund or to creditors.
    public let owed: Money
    public let overdue: Money
    public let next: DatedAmount?
  }

  /// What is owed to somebody who is not the fund.
  public struct Debt: Sendable {
    public let creditor: ULID
    public let amount: Money
  }

  public let scope: ReportScope
  public let id: ULID
  public let state: HouseholdState
  public let lines: [Line]
  public let debts: [Debt]
  /// Monthly instalments that the household has promised.
  public let monthly: Money

  public var owed: Money { lines.reduce(.zero) { $0 + $1.owed } }
  public var given: Money { lines.reduce(.zero) { $0 + $1.given } }
  public var overdue: Money { lines.reduce(.zero) { $0 + $1.overdue } }
  /// What comes next, soonest first.
  public var dates: [(stream: StreamID, next: DatedAmount)] {
    lines.compactMap { line in line.next.map { (line.stream, $0) } }.sorted { $0.next.date < $1.next.date }
  }
}
