public import LedgerCore

/// Every entry kind of coaching. A new kind is one file, one line here, and one golden file in `ledger-specs/kinds/`.
public enum CoachingRegistry {
  public static let kinds = budgets + labs

  private static let budgets: [EntryKind] = [
    EntryKind(BudgetOpened.self),
    EntryKind(BudgetSnapshotTaken.self),
    EntryKind(BudgetSnapshotConfirmed.self),
    EntryKind(BudgetGoalSet.self),
    EntryKind(CapacityAssessed.self),
    EntryKind(CircumstanceChanged.self),
    EntryKind(CapacityReserved.self),
    EntryKind(ReservationReleased.self),
    EntryKind(BudgetPlanProposed.self),
    EntryKind(BudgetPlanAgreed.self),
    EntryKind(BudgetMonthChecked.self),
    EntryKind(BudgetClosed.self),
  ]

  private static let labs: [EntryKind] = [
    EntryKind(LabScheduled.self),
    EntryKind(LabHeld.self),
    EntryKind(LabCancelled.self),
  ]
}
