public import LedgerCore
import LedgerSQLite

/// The ledger and the bank side by side on one day, and everything that stands between them.
///
/// Ledger less bank is always: entries without a line, less lines without an entry, plus what crosses the day, plus
/// what nobody has explained.
public struct Reconciliation: Sendable {
  /// Entries and lines that are matched, but not all of which lie on the same side of the day.
  public struct Crossing: Sendable {
    /// The entry that matched them, or that took an entry back.
    public let id: ULID
    public let entries: Money
    public let lines: Money
    public var difference: Money { entries - lines }
  }

  /// What was in the account before the first line of the first statement.
  public struct Beginning: Sendable {
    /// The last day before the first line.
    public let day: CivilDate
    public let bank: Money
    /// What the ledger says it began with: opened funds and, where that is exactly it, entries from before.
    public let ledger: Money
    public var difference: Money { ledger - bank }
  }

  public let account: Slug
  public let day: CivilDate
  public let ledger: Money
  /// What the bank states, with the lines since; nil where no statement reaches back to the day.
  public let bank: Money?
  /// The day of the stated balance that `bank` begins with.
  public let statedOn: CivilDate?
  public let lines: [InboxLine]
  public let entries: [BankMovement]
  /// Payments under way at the end of the day: they explain a difference and are no fault.
  public let crossings: [Crossing]
  public let beginning: Beginning?
  public let breaks: [BalanceBreak]

  public var difference: Money? { bank.map { ledger - $0 } }

  /// What the listed lines, entries and crossings account for.
  public var explained: Money {
    entries.reduce(Money.zero) { $0 + $1.amount } - lines.reduce(Money.zero) { $0 + $1.line.amount }
      + crossings.reduce(Money.zero) { $0 + $1.difference }
  }

  /// What remains: missing lines, or another beginning. Nil where the bank states nothing.
  public var unexplained: Money? { difference.map { $0 - explained } }

  /// Every line and entry is accounted for, and no cent is left over.
  public var isComplete: Bool {
    lines.isEmpty && entries.isEmpty && breaks.isEmpty && unexplained == .zero
      && (beginning?.difference ?? .zero) == .zero
  }
}
