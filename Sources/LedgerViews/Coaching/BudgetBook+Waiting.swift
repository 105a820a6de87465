public import Bookkeeping
import Coaching
import LedgerCore

extension BudgetBook {
  /// The next thing that somebody must do, in a word or two; nil where nothing waits.
  public var waitsFor: Wording? {
    guard state.isOpen else { return nil }
    guard let snapshot = state.newestSnapshot else { return "snapshot" }
    if snapshot.confirmed == nil { return "confirmation" }
    if isSuspended { return "assessment (suspended)" }
    if state.assessment == nil { return "assessment" }
    if isStale { return "assessment (too old)" }
    if state.proposedPlan != nil { return "the family's yes to the plan" }
    return monthsToCheck.first.map { "check of \($0)" }
  }
}
