import Bookkeeping
import Funds
import LedgerCore
import Pages

/// Hours of service and what they have repaid.
public enum ServiceSheet: ReportView {
  public static let name = "service"
  public static let title: Wording = "Hours of service"
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let service = try desk.reader.service()
    var sheet = blank(desk)
    sheet.isWide = true
    sheet.figure("Confirmed", "confirmedMinutes", .minutes(service.confirmedMinutes))
    sheet.figure("Waiting for an answer", "pendingMinutes", .minutes(service.pendingMinutes))
    sheet.figure(
      "Overdue answers", "overdueAnswers", .number(service.overdueAnswers), "sessions past the policy's days")
    sheet.figure("Credited", "creditedMinutes", .minutes(service.creditedMinutes))
    sheet.figure("Repaid", "credited", .money(service.credited), "what the credited hours were worth")
    for picture in pictures(service) { sheet.picture(picture) }
    sheet.table("What the hours have repaid", "repaid", repaid(service))
    sheet.table("Agreements", "agreements", agreements(service, try desk.names()))
    return sheet
  }

  private static func pictures(_ service: ServiceReport) -> [Picture] {
    [
      Picture(
        .columns, title: "Confirmed hours by month",
        summary: "Hours that a host has confirmed, by when they were done.",
        categories: .months(service.months.map(\.month)), categoryTitle: "Month",
        series: [.init("Confirmed", service.months.map(\.minutes))], quantity: .minutes),
      Picture(
        .bars, title: "Confirmed hours by task", summary: "What was done.",
        categories: .codes(service.tasks.map(\.task.rawValue), of: "task"), categoryTitle: "Task",
        series: [.init("Confirmed", service.tasks.map(\.minutes))], quantity: .minutes),
    ]
  }

  private static func repaid(_ service: ServiceReport) -> Report {
    var report = Report(columns: [.init("Debt"), .init("Hours", "minutes", right: true), .init("Amount", right: true)])
    report.rows = service.repaid.map { [.code($0.debt, of: "nature"), .minutes($0.minutes), .money($0.amount)] }
    report.empty = "no debt was repaid by hours yet"
    return report
  }

  private static func agreements(_ service: ServiceReport, _ names: Names) -> Report {
    var report = Report(columns: [
      .init("Agreement", "id"), .init("Worker"), .init("Host"), .init("State"), .init("Debt"),
      .init("Confirmed", "confirmedMinutes", right: true), .init("Unanswered", "pendingMinutes", right: true),
      .init("Credited", "creditedMinutes", right: true), .init("Repaid", "credited", right: true),
      .init("Carried over", "waitingMinutes", right: true), .init("Paid to creditor", "settled", right: true),
    ])
    report.rows = service.lines.map { line in
      let host: Report.Cell =
        line.work.hostBody.map { .code($0, of: "body") } ?? .optional(line.work.hostParty.map { names.name($0) })
      let debt = line.debt.map { $0.nature?.rawValue ?? "loan" }
      return [
        .id(of: StreamID("service", line.id)), .text(names.name(line.work.worker)), host,
        .code(line.status.rawValue), .code(debt, of: "nature"), .minutes(line.confirmedMinutes),
        .minutes(line.pendingMinutes), .minutes(line.creditedMinutes), .money(line.credited),
        .minutes(line.waitingMinutes), .money(line.settled),
      ]
    }
    report.empty = "no agreement of service"
    return report
  }
}
