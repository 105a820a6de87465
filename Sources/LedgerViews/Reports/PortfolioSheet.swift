import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

/// Running loans: what is out, how late it is, how much is at risk.
public enum PortfolioSheet: ReportView {
  public static let name = "portfolio"
  public static let title: Wording = "Loan portfolio"
  public static let takes: Set<ReportOption> = [.fund]
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let portfolio = try desk.reader.portfolio(of: desk.query.fund)
    var sheet = blank(desk)
    sheet.isWide = true
    figures(of: portfolio, into: &sheet)
    sheet.picture(PortfolioBuckets.picture(portfolio))
    sheet.table("By days past due", "buckets", PortfolioBuckets.report(portfolio))
    sheet.table("Loans", "loans", loans(portfolio, try desk.names()))
    return sheet
  }

  private static func figures(of portfolio: PortfolioReport, into sheet: inout ReportSheet) {
    sheet.figure("Loans", "loanCount", .number(portfolio.lines.count), "running")
    sheet.figure("Outstanding", "outstanding", .money(portfolio.outstanding), "principal that is out")
    sheet.figure("Overdue", "overdue", .money(portfolio.overdue), "instalments and costs past their day")
    for days in [0, 30, 90] {
      sheet.figure(
        "PAR \(days)", "par\(days)Percent", .percent(portfolio.atRisk(over: days).percent),
        "of the portfolio, in loans more than \(days) days late")
    }
    sheet.figure("Allowance", "allowance", .money(portfolio.allowance), "set aside for losses")
    sheet.figure("Written off", "writtenOff", .money(portfolio.writtenOff), "given up, still owed in law")
  }

  private static func loans(_ portfolio: PortfolioReport, _ names: Names) -> Report {
    var report = Report(columns: [
      .init("Loan", "id"), .init("Borrower"), .init("Pack"), .init("Purpose"),
      .init("Paid out", "paidOut", right: true),
      .init("Outstanding", right: true), .init("Accrued", right: true), .init("Overdue", right: true),
      .init("Days", "countedDays", right: true), .init("Bucket"), .init("Watched"), .init("Next due", "nextDue"),
      .init("Amount", "nextAmount", right: true),
    ])
    report.rows = portfolio.lines.map { line in
      [
        .id(of: StreamID("loan", line.id)), .text(names.name(line.contract.borrower.id)), .code(line.pack),
        .code(line.contract.purpose), .money(line.paidOut), .money(line.outstanding), .money(line.accrued),
        .money(line.ageing.overdue), .number(line.ageing.countedDays), .code(line.ageing.bucket.rawValue),
        .flag(line.isWatched, "watched"), .day(line.next?.date), .money(line.next?.amount),
      ]
    }
    report.empty = "no loan is running"
    return report
  }
}

/// What two reports show of the portfolio.
enum PortfolioBuckets {
  static func picture(_ portfolio: PortfolioReport) -> Picture {
    let groups = portfolio.lines.isEmpty ? [] : portfolio.groups
    return Picture(
      .bars, title: "Portfolio by days past due",
      summary: "Outstanding principal of whole loans, by how late their oldest unpaid instalment is.",
      categories: .names(groups.map { $0.bucket == .none ? "on time" : "\($0.bucket.rawValue) days" }),
      categoryTitle: "Days past due", series: [.init("Outstanding", groups.map(\.outstanding.cents))], quantity: .euro)
  }

  static func report(_ portfolio: PortfolioReport) -> Report {
    var report = Report(columns: [
      .init("Days past due", "bucket"), .init("Loans", right: true), .init("Outstanding", right: true),
      .init("Share", "percent", right: true), .init("Overdue", right: true),
    ])
    report.rows = portfolio.groups.map { group in
      [
        .code(group.bucket.rawValue), .number(group.loans), .money(group.outstanding),
        .percent(Ratio.percent(group.outstanding, of: portfolio.outstanding)), .money(group.overdue),
      ]
    }
    return report
  }
}
