import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

struct FundReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fund", abstract: "A fund: what it holds, where the money went, how often it has gone round.",
    discussion: "Rotation is the loans paid out since --from over the average daily capital of these days.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund.") var fund: Slug

  func run() throws {
    try options.show { reader, _ in
      let fund = try reader.fund(fund)
      var sheet = ReportSheet("fund", title: "Fund \(fund.fund): \(fund.title)", scope: reader.scope)
      sheet.isWide = true
      figures(of: fund, into: &sheet)
      sheet.table("Restrictions", "restrictions", restrictions(fund), totals: totals(fund))
      sheet.parts.append(.diagram(held(fund)))
      sheet.diagram(spent(fund), "spent", spentReport(fund))
      if fund.months.count > 1 { sheet.parts.append(.diagram(rotation(fund))) }
      sheet.table("Month by month", "months", months(fund))
      let short = fund.purses.filter { $0.available < .zero }
      if !short.isEmpty {
        sheet.finding = "below zero: " + short.map { "\($0.restriction) \($0.available)" }.joined(separator: ", ")
      }
      return sheet
    }
  }

  private func sum(_ fund: FundReport, _ part: (PurseStatement) -> Money) -> Money {
    fund.purses.reduce(.zero) { $0 + part($1) }
  }

  private func figures(of fund: FundReport, into sheet: inout ReportSheet) {
    sheet.figure("Available", "available", .money(sum(fund, \.available)), "money that may be spent")
    sheet.figure("Lent", "lent", .money(sum(fund, \.lent)), "with families now, and coming back")
    sheet.figure("Paid out in loans", "loansPaidOut", .money(fund.rotation.lent), "since \(fund.scope.from)")
    sheet.figure(
      "Average capital", "averageCapital", .money(fund.rotation.capital.mean), "available and lent, day by day")
    sheet.figure(
      "Rotation", "rotation", .ratio(fund.rotation.ratio), "loans paid out ÷ average daily capital")
  }

  private func restrictions(_ fund: FundReport) -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Purposes"), .init("Available", right: true), .init("Committed", right: true),
      .init("Minimum reserve", "minimumReserve", right: true), .init("Spendable", right: true),
      .init("Pledged", right: true), .init("Lent", right: true),
      .init("Guarantee reserve", "guaranteeReserve", right: true), .init("Repayable", right: true),
    ])
    report.rows = fund.purses.map { purse in
      [.text(purse.restriction.name), .list(purse.purposes)]
        + [
          purse.available, purse.committed, purse.minimumReserve, purse.spendable, purse.pledged, purse.lent,
          purse.guaranteeReserve, purse.repayable,
        ].map { .money($0) }
    }
    return report
  }

  private func totals(_ fund: FundReport) -> [Report.Cell] {
    [.text("Total"), .none]
      + [
        \PurseStatement.available, \.committed, \.minimumReserve, \.spendable, \.pledged, \.lent, \.guaranteeReserve,
        \.repayable,
      ].map { path in .money(sum(fund) { $0[keyPath: path] }) }
  }

  private func held(_ fund: FundReport) -> Diagram {
    Diagram(
      .stackedBars, title: "What each restriction holds", summary: "Available, in reserve behind guarantees, lent.",
      categories: .names(fund.purses.map(\.restriction.name.text)), categoryTitle: "Restriction",
      series: [
        .init("Available", fund.purses.map(\.available.cents)), .init("Lent", fund.purses.map(\.lent.cents)),
        .init("Guarantee reserve", fund.purses.map(\.guaranteeReserve.cents)),
      ], quantity: .euro)
  }

  private func spent(_ fund: FundReport) -> Diagram {
    Diagram(
      .bars, title: "Where the money went since \(fund.scope.from)", summary: "What was given, lent and lost.",
      categories: .names(fund.spent.map(\.flow)), categoryTitle: "For",
      series: [.init("Amount", fund.spent.map(\.amount.cents))], quantity: .euro)
  }

  private func spentReport(_ fund: FundReport) -> Report {
    var report = Report(columns: [.init("For", "flow"), .init("Amount", right: true)])
    report.rows = fund.spent.map { [.text($0.flow), .money($0.amount)] }
    report.empty = "nothing was spent"
    return report
  }

  private func rotation(_ fund: FundReport) -> Diagram {
    Diagram(
      .lines, title: "Rotation over time",
      summary: "Loans paid out since \(fund.scope.from) over the average daily capital up to each day.",
      categories: .months(fund.months.map(\.day)), categoryTitle: "Month",
      series: [.init("Rotation", fund.months.map { $0.rotation.ratio.value?.scaled })], quantity: .decimal(places: 2))
  }

  private func months(_ fund: FundReport) -> Report {
    var report = Report(columns: [
      .init("Up to", "day"), .init("Available", right: true), .init("Lent", right: true),
      .init("Paid out in loans", "loansPaidOut", right: true), .init("Average capital", "averageCapital", right: true),
      .init("Rotation", right: true),
    ])
    report.rows = fund.months.map { month in
      [
        .day(month.day), .money(month.available), .money(month.lent), .money(month.rotation.lent),
        .money(month.rotation.capital.mean), .ratio(month.rotation.ratio),
      ]
    }
    return report
  }
}
