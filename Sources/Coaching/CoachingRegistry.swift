public import LedgerCore

/// Every entry kind of coaching. A new kind is one file, one line here, and one golden file in `ledger-specs/kinds/`.
public enum CoachingRegistry {
  public static let kinds = budgets + labs

  private static let budgets: [EntryKind] = []

  private static let labs: [EntryKind] = []
}
