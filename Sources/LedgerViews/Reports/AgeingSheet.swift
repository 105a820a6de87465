import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

/// What is overdue on each loan, by how long each instalment has been unpaid.
public enum AgeingSheet: ReportView {
  public static let name = "ageing"
  public static let title: Wording = "Ageing of arrears"
  public static let takes: Set<ReportOption> = [.fund]
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let portfolio = try desk.reader.portfolio(of: desk.query.fund)
    let late = portfolio.lines.filter { $0.ageing.overdue.isPositive }
      .sorted { ($1.ageing.countedDays, $0.id) < ($0.ageing.countedDays, $1.id) }
    var sheet = blank(desk)
    sheet.isWide = true
    sheet.figure(
      "Overdue", "overdue", .money(portfolio.overdue), "on \(late.count) of \(portfolio.lines.count) loans")
    sheet.figure("Outstanding of these", "outstanding", .money(late.reduce(.zero) { $0 + $1.outstanding }))
    sheet.picture(overdue(late))
    sheet.table("Overdue by age", "loans", report(late, try desk.names()), totals: totals(late))
    sheet.table("Whole loans by days past due", "buckets", PortfolioBuckets.report(portfolio))
    return sheet
  }

  private static let buckets = ArrearsBucket.allCases.filter { $0 != .none }

  private static func report(_ late: [PortfolioReport.Line], _ names: Names) -> Report {
    var report = Report(
      columns: [.init("Loan", "id"), .init("Borrower"), .init("Days", "countedDays", right: true)]
        + buckets.map { .init(Wording(verbatim: $0.rawValue), right: true) }
        + [.init("Overdue", right: true), .init("Outstanding", right: true)])
    report.rows = late.map { line in
      [
        .id(of: StreamID("loan", line.id)), .text(names.name(line.contract.borrower.id)),
        .number(line.ageing.countedDays),
      ] + buckets.map { .money(line.overdue(in: $0)) } + [.money(line.ageing.overdue), .money(line.outstanding)]
    }
    report.empty = "nothing is overdue"
    return report
  }

  private static func totals(_ late: [PortfolioReport.Line]) -> [Report.Cell] {
    [.words("Total"), .none, .none]
      + buckets.map { bucket in .money(late.reduce(.zero) { $0 + $1.overdue(in: bucket) }) }
      + [.money(late.reduce(.zero) { $0 + $1.ageing.overdue }), .money(late.reduce(.zero) { $0 + $1.outstanding })]
  }

  private static func overdue(_ late: [PortfolioReport.Line]) -> Picture {
    let shown = late.isEmpty ? [] : buckets
    return Picture(
      .columns, title: "Overdue instalments by age", summary: "What is unpaid, by days since it was due, less pauses.",
      categories: .names(shown.map { "\($0.rawValue) days" }), categoryTitle: "Age",
      series: [.init("Overdue", shown.map { bucket in late.reduce(0) { $0 + $1.overdue(in: bucket).cents } })],
      quantity: .euro)
  }
}
