public import ArgumentParser
import Bookkeeping
public import Funds
import LedgerCore
import LedgerSQLite

struct PlanList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The plans, where they stand, and what is missed.")
  @OptionGroup var common: LedgerOptions
  @Option(help: "Only those in this state: opened, active, suspended, breached, …") var state: PlanState.Status?
  @Option(help: "Day on which what is missed is counted; today otherwise.") var asOf: CivilDate?

  func run() throws {
    let bookkeeper = try common.open()
    let names = try ReportNames(bookkeeper)
    let numbers = try bookkeeper.vault.fileNumbers()
    var report = Report(columns: [
      .init("Plan", "id"), .init("File", "fileNumber"), .init("State"), .init("Household"),
      .init("Creditors", right: true), .init("Owed", "outstanding", right: true), .init("Monthly", right: true),
      .init("Overdue", right: true), .init("Missed", "missedInstalments", right: true),
      .init("Rents missed", "missedRents"),
    ])
    report.rows = try bookkeeper.plans(on: asOf).filter { state == nil || $0.state.status == state }.map { plan in
      let household = plan.state.household
      return [
        .text(plan.id), .optional(numbers[StreamID("plan", plan.id)]), .text(plan.state.status.rawValue),
        .optional(household.map { names.name($0) }), .number(Set(plan.state.debts.map(\.creditor)).count),
        .money(plan.state.outstanding), .money(plan.state.monthly), .money(plan.standing.overdue),
        .number(plan.standing.missedInstalments), .list(plan.standing.missedRents),
      ]
    }
    report.empty = "no plans"
    report.show(json: common.json)
  }
}

extension PlanState.Status: ExpressibleByArgument {}

struct PlanShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A plan, its debts, instalments and rents; for a creditor, its own part alone.",
    discussion: """
      With --creditor only that creditor's claims and payments are shown: give this to the creditor. It names no other
      creditor, no instalment as a whole, and nothing of what the family can pay.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The plan.") var subject: String
  @Option(help: "The creditor whose part is shown.") var creditor: String?
  @Option(help: "Day on which what is missed is counted; today otherwise.") var asOf: CivilDate?

  func run() throws {
    let bookkeeper = try common.open()
    guard let id = try bookkeeper.stream("plan", subject).ulid else {
      throw ProgramRefusals.notA(["id": subject, "thing": "plan"])
    }
    let plan = try bookkeeper.plan(id, on: asOf)
    guard let creditor else { return try PlanViews.show(plan, bookkeeper, json: common.json) }
    let party = try bookkeeper.creditor(creditor, of: plan.state)
    guard let share = plan.share(of: party) else { throw PlanRules.creditorUnknown(["creditor": creditor]) }
    try PlanViews.show(share, of: id, bookkeeper, json: common.json)
  }
}
