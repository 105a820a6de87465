import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans", abstract: "Arrears plans: which are kept, which are at risk, what they have paid off.")
  @OptionGroup var options: ReportOptions

  func run() throws {
    try options.show { reader, bookkeeper in
      let plans = try reader.plans()
      let names = try ReportNames(bookkeeper)
      var sheet = ReportSheet("plans", title: "Arrears repayment plans", scope: reader.scope)
      sheet.isWide = true
      let credited = plans.lines.reduce(Money.zero) { $0 + $1.credited }
      let debts = plans.lines.reduce(Money.zero) { $0 + $1.debts }
      sheet.figure("Plans", "planCount", .number(plans.lines.count), "\(plans.running.count) of them running")
      sheet.figure(
        "At risk", "atRisk", .number(plans.atRisk.count), "something is missed, or the plan was declared broken")
      sheet.figure("Paid off", "credited", .money(credited), "paid, waived or worked off")
      sheet.figure("Of all debts", "creditedPercent", .percent(Ratio.percent(credited, of: debts)))
      sheet.parts.append(.diagram(picture(plans, names)))
      sheet.table("At risk", "plansAtRisk", report(plans.atRisk, names, empty: "no plan is at risk"))
      sheet.table("All plans", "plans", report(plans.lines, names, empty: "no plan was opened"))
      return sheet
    }
  }

  private func picture(_ plans: PlansReport, _ names: ReportNames) -> Diagram {
    let shown = plans.running.sorted { $1.outstanding < $0.outstanding }.prefix(20)
    return Diagram(
      .stackedBars, title: "Running plans: paid off and still owed",
      summary: "The debts of each plan; the twenty with most still owed.",
      categories: .names(shown.map { names.name($0.household) }), categoryTitle: "Household",
      series: [
        .init("Paid off", shown.map(\.credited.cents)), .init("Still owed", shown.map(\.outstanding.cents)),
      ], quantity: .euro)
  }

  private func report(_ lines: [PlansReport.Line], _ names: ReportNames, empty: String) -> Report {
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
        .text(line.id), .text(names.name(line.household)), .text(line.status.rawValue), .number(line.creditors),
        .money(line.debts), .money(line.credited), .money(line.held), .money(line.outstanding), .money(line.monthly),
        .money(line.standing.overdue), .number(line.standing.missedInstalments), .list(line.standing.missedRents),
        .flag(line.isBroken, "broken"), .day(line.next?.due), .money(line.next?.amount),
      ]
    }
    report.empty = empty
    return report
  }
}

struct ServiceReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service", abstract: "Hours of service and what they have repaid.")
  @OptionGroup var options: ReportOptions

  func run() throws {
    try options.show { reader, bookkeeper in
      let service = try reader.service()
      let names = try ReportNames(bookkeeper)
      var sheet = ReportSheet("service", title: "Hours of service", scope: reader.scope)
      sheet.isWide = true
      sheet.figure("Confirmed", "confirmedMinutes", .minutes(service.confirmedMinutes))
      sheet.figure("Waiting for an answer", "pendingMinutes", .minutes(service.pendingMinutes))
      sheet.figure(
        "Overdue answers", "overdueAnswers", .number(service.overdueAnswers), "sessions past the policy's days")
      sheet.figure("Credited", "creditedMinutes", .minutes(service.creditedMinutes))
      sheet.figure("Repaid", "credited", .money(service.credited), "what the credited hours were worth")
      sheet.parts += pictures(service)
      sheet.table("What the hours have repaid", "repaid", repaid(service))
      sheet.table("Agreements", "agreements", agreements(service, names))
      return sheet
    }
  }

  private func pictures(_ service: ServiceReport) -> [ReportSheet.Part] {
    [
      .diagram(
        Diagram(
          .columns, title: "Confirmed hours by month",
          summary: "Hours that a host has confirmed, by when they were done.",
          categories: .months(service.months.map(\.month)), categoryTitle: "Month",
          series: [.init("Confirmed", service.months.map(\.minutes))], quantity: .minutes)),
      .diagram(
        Diagram(
          .bars, title: "Confirmed hours by task", summary: "What was done.",
          categories: .names(service.tasks.map(\.task.rawValue)), categoryTitle: "Task",
          series: [.init("Confirmed", service.tasks.map(\.minutes))], quantity: .minutes)),
    ]
  }

  private func repaid(_ service: ServiceReport) -> Report {
    var report = Report(columns: [.init("Debt"), .init("Hours", "minutes", right: true), .init("Amount", right: true)])
    report.rows = service.repaid.map { [.text($0.debt), .minutes($0.minutes), .money($0.amount)] }
    report.empty = "no debt was repaid by hours yet"
    return report
  }

  private func agreements(_ service: ServiceReport, _ names: ReportNames) -> Report {
    var report = Report(columns: [
      .init("Agreement", "id"), .init("Worker"), .init("Host"), .init("State"), .init("Debt"),
      .init("Confirmed", "confirmedMinutes", right: true), .init("Unanswered", "pendingMinutes", right: true),
      .init("Credited", "creditedMinutes", right: true), .init("Repaid", "credited", right: true),
      .init("Carried over", "waitingMinutes", right: true), .init("Paid to creditor", "settled", right: true),
    ])
    report.rows = service.lines.map { line in
      let host = line.work.hostBody?.text ?? line.work.hostParty.map { names.name($0) } ?? ""
      let debt = line.debt.map { $0.nature?.rawValue ?? "loan" }
      return [
        .text(line.id), .text(names.name(line.work.worker)), .text(host), .text(line.status.rawValue),
        .optional(debt), .minutes(line.confirmedMinutes), .minutes(line.pendingMinutes),
        .minutes(line.creditedMinutes), .money(line.credited), .minutes(line.waitingMinutes), .money(line.settled),
      ]
    }
    report.empty = "no agreement of service"
    return report
  }
}
