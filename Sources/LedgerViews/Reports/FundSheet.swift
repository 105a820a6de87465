import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

/// A fund: what it holds, where the money went, how often it has gone round.
public enum FundSheet: ReportView {
  public static let name = "fund"
  public static let title: Wording = "Fund"
  public static let takes: Set<ReportOption> = [.fund]
  public static let needs: Set<ReportOption> = [.fund]
  public static let audience = ReportAudience.members

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    guard let name = desk.query.fund else { throw ViewRefusals.optionMissing(["name": name, "option": "fund"]) }
    let fund = try desk.reader.fund(name)
    var sheet = blank(desk, title: "Fund \(fund.fund): \(fund.title)")
    sheet.isWide = true
    figures(of: fund, into: &sheet)
    sheet.table("Restrictions", "restrictions", restrictions(fund), totals: totals(fund))
    sheet.picture(held(fund))
    sheet.picture(spent(fund), "spent", spentReport(fund))
    if fund.months.count > 1 { sheet.picture(rotation(fund)) }
    sheet.table("Month by month", "months", months(fund))
    let short = fund.purses.filter { $0.available < .zero }.map { purse -> Wording in
      "\(Wording(code: purse.restriction, of: "purse")) \(purse.available)"
    }
    if !short.isEmpty { sheet.finding = "below zero: \(Wording.list(short))" }
    return sheet
  }

  private static func sum(_ fund: FundReport, _ part: (PurseStatement) -> Money) -> Money {
    fund.purses.reduce(.zero) { $0 + part($1) }
  }

  private static func figures(of fund: FundReport, into sheet: inout ReportSheet) {
    sheet.figure("Available", "available", .money(sum(fund, \.available)), "money that may be spent")
    sheet.figure("Lent", "lent", .money(sum(fund, \.lent)), "with families now, and coming back")
    sheet.figure("Paid out in loans", "loansPaidOut", .money(fund.rotation.lent), "since \(fund.scope.from)")
    sheet.figure(
      "Average capital", "averageCapital", .money(fund.rotation.capital.mean), "available and lent, day by day")
    sheet.figure("Rotation", "rotation", .ratio(fund.rotation.ratio), "loans paid out ÷ average daily capital")
  }

  private static func restrictions(_ fund: FundReport) -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Purposes"), .init("Available", right: true), .init("Committed", right: true),
      .init("Minimum reserve", "minimumReserve", right: true), .init("Spendable", right: true),
      .init("Pledged", right: true), .init("Lent", right: true),
      .init("Guarantee reserve", "guaranteeReserve", right: true), .init("Repayable", right: true),
    ])
    report.rows = fund.purses.map { purse in
      [.code(purse.restriction.name, of: "restriction"), .codes(purse.purposes)]
        + [
          purse.available, purse.committed, purse.minimumReserve, purse.spendable, purse.pledged, purse.lent,
          purse.guaranteeReserve, purse.repayable,
        ].map { .money($0) }
    }
    return report
  }

  private static func totals(_ fund: FundReport) -> [Report.Cell] {
    [.words("Total"), .none]
      + [
        \PurseStatement.available, \.committed, \.minimumReserve, \.spendable, \.pledged, \.lent, \.guaranteeReserve,
        \.repayable,
      ].map { path in .money(sum(fund) { $0[keyPath: path] }) }
  }

  private static func held(_ fund: FundReport) -> Picture {
    Picture(
      .stackedBars, title: "What each restriction holds", summary: "Available, in reserve behind guarantees, lent.",
      categories: .names(fund.purses.map { Wording(code: $0.restriction.name, of: "restriction") }),
      categoryTitle: "Restriction",
      series: [
        .init("Available", fund.purses.map(\.available.cents)), .init("Lent", fund.purses.map(\.lent.cents)),
        .init("Guarantee reserve", fund.purses.map(\.guaranteeReserve.cents)),
      ], quantity: .euro)
  }

  private static func spent(_ fund: FundReport) -> Picture {
    Picture(
      .bars, title: "Where the money went since \(fund.scope.from)", summary: "What was given, lent and lost.",
      categories: .codes(fund.spent.map(\.flow), of: "flow"), categoryTitle: "For",
      series: [.init("Amount", fund.spent.map(\.amount.cents))], quantity: .euro)
  }

  private static func spentReport(_ fund: FundReport) -> Report {
    var report = Report(columns: [.init("For", "flow"), .init("Amount", right: true)])
    report.rows = fund.spent.map { [.code($0.flow), .money($0.amount)] }
    report.empty = "nothing was spent"
    return report
  }

  private static func rotation(_ fund: FundReport) -> Picture {
    Picture(
      .lines, title: "Rotation over time",
      summary: "Loans paid out since \(fund.scope.from) over the average daily capital up to each day.",
      categories: .months(fund.months.map(\.day)), categoryTitle: "Month",
      series: [.init("Rotation", fund.months.map { $0.rotation.ratio.value?.scaled })], quantity: .decimal(places: 2))
  }

  private static func months(_ fund: FundReport) -> Report {
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
