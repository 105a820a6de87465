import Bookkeeping
import Funds
import LedgerCore

/// The plans, where they stand, and what is missed.
public enum PlanListing: ListView {
  public static let noun = "plan"
  public static let title: Wording = "Plans"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.names()
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Plan", "id"), .init("File", "fileNumber"), .init("State"), .init("Household"),
      .init("Creditors", right: true), .init("Owed", "outstanding", right: true), .init("Monthly", right: true),
      .init("Overdue", right: true), .init("Missed", "missedInstalments", right: true),
      .init("Rents missed", "missedRents"),
    ])
    report.rows = try viewer.bookkeeper.plans(on: query.asOf).compactMap { plan in
      let stream = StreamID("plan", plan.id)
      guard query.keeps(stream, state: plan.state.status.rawValue) else { return nil }
      return [
        .id(of: stream), .optional(numbers[stream]), .code(plan.state.status.rawValue),
        .optional(plan.state.household.map { names.name($0) }), .number(Set(plan.state.debts.map(\.creditor)).count),
        .money(plan.state.outstanding), .money(plan.state.monthly), .money(plan.standing.overdue),
        .number(plan.standing.missedInstalments), .list(plan.standing.missedRents),
      ]
    }
    report.empty = "no plans"
    return report
  }
}
