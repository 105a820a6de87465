import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

struct PortfolioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio", abstract: "Running loans: what is out, how late it is, how much is at risk.",
    discussion: """
      PAR 30 is the outstanding principal of whole loans more than 30 counted days past due, and of rescheduled ones until
      they have paid the policy's number of instalments, over the outstanding principal of all.
      """)
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund; all otherwise.") var fund: Slug?

  func run() throws {
    try options.show { reader, bookkeeper in
      let portfolio = try reader.portfolio(of: fund)
      let names = try ReportNames(bookkeeper)
      var sheet = ReportSheet("portfolio", title: "Loan portfolio", scope: reader.scope)
      sheet.isWide = true
      figures(of: portfolio, into: &sheet)
      sheet.parts.append(.diagram(PortfolioPictures.buckets(portfolio)))
      sheet.table("By days past due", "buckets", PortfolioPictures.bucketReport(portfolio))
      sheet.table("Loans", "loans", loans(portfolio, names))
      return sheet
    }
  }

  private func figures(of portfolio: PortfolioReport, into sheet: inout ReportSheet) {
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

  private func loans(_ portfolio: PortfolioReport, _ names: ReportNames) -> Report {
    var report = Report(columns: [
      .init("Loan", "id"), .init("Borrower"), .init("Pack"), .init("Purpose"),
      .init("Paid out", "paidOut", right: true),
      .init("Outstanding", right: true), .init("Accrued", right: true), .init("Overdue", right: true),
      .init("Days", "countedDays", right: true), .init("Bucket"), .init("Watched"), .init("Next due", "nextDue"),
      .init("Amount", "nextAmount", right: true),
    ])
    report.rows = portfolio.lines.map { line in
      [
        .text(line.id), .text(names.name(line.contract.borrower.id)), .optional(line.pack),
        .text(line.contract.purpose), .money(line.paidOut), .money(line.outstanding), .money(line.accrued),
        .money(line.ageing.overdue), .number(line.ageing.countedDays), .text(line.ageing.bucket.rawValue),
        .flag(line.isWatched, "watched"), .day(line.next?.date), .money(line.next?.amount),
      ]
    }
    report.empty = "no loan is running"
    return report
  }
}

struct AgeingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ageing", abstract: "What is overdue on each loan, by how long each instalment has been unpaid.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund; all otherwise.") var fund: Slug?

  func run() throws {
    try options.show { reader, bookkeeper in
      let portfolio = try reader.portfolio(of: fund)
      let names = try ReportNames(bookkeeper)
      let late = portfolio.lines.filter { $0.ageing.overdue.isPositive }
        .sorted { ($1.ageing.countedDays, $0.id) < ($0.ageing.countedDays, $1.id) }
      var sheet = ReportSheet("ageing", title: "Ageing of arrears", scope: reader.scope)
      sheet.isWide = true
      sheet.figure(
        "Overdue", "overdue", .money(portfolio.overdue), "on \(late.count) of \(portfolio.lines.count) loans")
      sheet.figure("Outstanding of these", "outstanding", .money(late.reduce(.zero) { $0 + $1.outstanding }))
      sheet.parts.append(.diagram(overdue(late)))
      sheet.table("Overdue by age", "loans", report(late, names), totals: totals(late))
      sheet.table("Whole loans by days past due", "buckets", PortfolioPictures.bucketReport(portfolio))
      return sheet
    }
  }

  private static let buckets = ArrearsBucket.allCases.filter { $0 != .none }

  private func report(_ late: [PortfolioReport.Line], _ names: ReportNames) -> Report {
    var report = Report(
      columns: [.init("Loan", "id"), .init("Borrower"), .init("Days", "countedDays", right: true)]
        + Self.buckets.map { .init($0.rawValue, right: true) }
        + [.init("Overdue", right: true), .init("Outstanding", right: true)])
    report.rows = late.map { line in
      [.text(line.id), .text(names.name(line.contract.borrower.id)), .number(line.ageing.countedDays)]
        + Self.buckets.map { .money(line.overdue(in: $0)) }
        + [.money(line.ageing.overdue), .money(line.outstanding)]
    }
    report.empty = "nothing is overdue"
    return report
  }

  private func totals(_ late: [PortfolioReport.Line]) -> [Report.Cell] {
    [.text("Total"), .none, .none]
      + Self.buckets.map { bucket in .money(late.reduce(.zero) { $0 + $1.overdue(in: bucket) }) }
      + [.money(late.reduce(.zero) { $0 + $1.ageing.overdue }), .money(late.reduce(.zero) { $0 + $1.outstanding })]
  }

  private func overdue(_ late: [PortfolioReport.Line]) -> Diagram {
    Diagram(
      .columns, title: "Overdue instalments by age", summary: "What is unpaid, by days since it was due, less pauses.",
      categories: .names(late.isEmpty ? [] : Self.buckets.map { $0.rawValue + " days" }), categoryTitle: "Age",
      series: [
        .init(
          "Overdue",
          late.isEmpty ? [] : Self.buckets.map { bucket in late.reduce(0) { $0 + $1.overdue(in: bucket).cents } })
      ], quantity: .euro)
  }
}

/// What two reports show of the portfolio.
enum PortfolioPictures {
  static func buckets(_ portfolio: PortfolioReport) -> Diagram {
    let groups = portfolio.lines.isEmpty ? [] : portfolio.groups
    return Diagram(
      .bars, title: "Portfolio by days past due",
      summary: "Outstanding principal of whole loans, by how late their oldest unpaid instalment is.",
      categories: .names(groups.map { $0.bucket == .none ? "on time" : $0.bucket.rawValue + " days" }),
      categoryTitle: "Days past due", series: [.init("Outstanding", groups.map(\.outstanding.cents))], quantity: .euro)
  }

  static func bucketReport(_ portfolio: PortfolioReport) -> Report {
    var report = Report(columns: [
      .init("Days past due", "bucket"), .init("Loans", right: true), .init("Outstanding", right: true),
      .init("Share", "percent", right: true), .init("Overdue", right: true),
    ])
    report.rows = portfolio.groups.map { group in
      [
        .text(group.bucket.rawValue), .number(group.loans), .money(group.outstanding),
        .percent(Ratio.percent(group.outstanding, of: portfolio.outstanding)), .money(group.overdue),
      ]
    }
    return report
  }
}
