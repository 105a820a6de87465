import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

/// Arrears plans: which are kept, which are at risk, what they have paid off.
public enum PlansSheet: ReportView {
  public static let name = "plans"
  public static let title: Wording = "Arrears repayment plans"
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let plans = try desk.reader.plans()
    let names = try desk.names()
    var sheet = blank(desk)
    sheet.isWide = true
    let credited = plans.lines.reduce(Money.zero) { $0 + $1.credited }
    let debts = plans.lines.reduce(Money.zero) { $0 + $1.debts }
    sheet.figure("Plans", "planCount", .number(plans.lines.count), "\(plans.running.count) of them running")
    sheet.figure(
      "At risk", "atRisk", .number(plans.atRisk.count), "something is missed, or the plan was declared broken")
    sheet.figure("Paid off", "credited", .money(credited), "paid, waived or worked off")
    sheet.figure("Of all debts", "creditedPercent", .percent(Ratio.percent(credited, of: debts)))
    sheet.picture(picture(plans, names))
    sheet.table("At risk", "plansAtRisk", report(plans.atRisk, names, empty: "no plan is at risk"))
    sheet.table("All plans", "plans", report(plans.lines, names, empty: "no plan was opened"))
    return sheet
  }

  private static func picture(_ plans: PlansReport, _ names: Names) -> Picture {
    let shown = plans.running.sorted { $1.outstanding < $0.outstanding }.prefix(20)
    return Picture(
      .stackedBars, title: "Running plans: paid off and still owed",
      summary: "The debts of each plan; the twenty with most still owed.",
      categories: .names(shown.map { Wording(verbatim: names.name($0.household)) }), categoryTitle: "Household",
      series: [
        .init("Paid off", shown.map(\.credited.cents)), .init("Still owed", shown.map(\.outstanding.cents)),
      ], quantity: .euro)
  }

  private static func report(_ lines: [PlansReport.Line], _ names: Names, empty: Wording) -> Report {
    var report = Report(columns: [
      .init("Plan", "id"), .init("Household"), .init("State"), .init("Creditors", right: true),
      .init("Debts", right: true), .init("Paid off", "credited", right: true), .init("Held", right: true),
      .init("Owed", "outstanding", right: true),
      .init("Monthly", right: true), .init("Overdue", right: true), .init("Missed", "missedInstalments", right: true),
      .init("Rents missed", "missedRents"), .init("Broken"), .init("Next due", "nextDue"),
      .init("Amount", "nextAmount", right: true),
    ])
    report.rows = lines.map { line in
      [
        .id(of: StreamID("plan", line.id)), .text(names.name(line.household)), .code(line.status.rawValue),
        .number(line.creditors), .money(line.debts), .money(line.credited), .money(line.held),
        .money(line.outstanding), .money(line.monthly), .money(line.standing.overdue),
        .number(line.standing.missedInstalments), .list(line.standing.missedRents), .flag(line.isBroken, "broken"),
        .day(line.next?.due), .money(line.next?.amount),
      ]
    }
    report.empty = empty
    return report
  }
}
