public import LedgerCore

/// How much a sheet holds: more than any family has, and little enough for one page and one sealed record.
public enum SheetLimits {
  /// People at one table.
  public static let members = 30
  public static let income = 50
  public static let expenses = 200
  public static let debts = 100
  public static let envelopes = 50
  public static let goals = 20
  /// Monthly sums of a history: five years.
  public static let history = 60
  /// Characters of a name.
  public static let name = 80
  /// Characters of a reason.
  public static let reason = 300
  /// 100,000,000.00.
  public static let amount = Money(cents: 10_000_000_000)
  /// How far ahead the next payment, an envelope or a goal may lie.
  public static let monthsAhead = 600
  /// Bytes of a file.
  public static let bytes = 1_000_000
}
