import Bookkeeping
import Funds
import LedgerCore
import Pages

/// What guarantees have promised against the reserve behind them.
public enum ExposureSheet: ReportView {
  public static let name = "exposure"
  public static let title: Wording = "Exposure of guarantees"
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let exposure = try desk.reader.exposure()
    var sheet = blank(desk)
    sheet.isWide = true
    sheet.figure("Exposure", "exposure", .money(exposure.exposure), "what is left of all caps")
    sheet.figure("Reserve", "reserve", .money(exposure.reserve), "set aside for claims")
    sheet.figure("Exposure ÷ reserve", "ratio", .ratio(exposure.ratio))
    sheet.figure(
      "Guarantees", "guaranteeCount", .number(exposure.guarantees.count), "in force, or with open recourse")
    sheet.picture(picture(exposure))
    sheet.table("By restriction", "restrictions", restrictions(exposure))
    sheet.table("Guarantees", "guarantees", guarantees(exposure, try desk.names()))
    let excess = exposure.lines.filter { $0.excess.isPositive }
    if !excess.isEmpty {
      let list = excess.map { "\($0.restriction) by \($0.excess)" }.joined(separator: ", ")
      sheet.finding = "exposure above its limit: \(list)"
    }
    return sheet
  }

  private static func picture(_ exposure: ExposureReport) -> Picture {
    Picture(
      .bars, title: "Exposure and reserve", summary: "What is promised, what may be promised, and what is set aside.",
      categories: .names(exposure.lines.map { Wording(code: $0.restriction, of: "purse") }),
      categoryTitle: "Restriction",
      series: [
        .init("Exposure", exposure.lines.map(\.exposure.cents)), .init("Limit", exposure.lines.map(\.limit.cents)),
        .init("Reserve", exposure.lines.map(\.reserve.cents)),
      ], quantity: .euro)
  }

  private static func restrictions(_ exposure: ExposureReport) -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Exposure", right: true), .init("Reserve", right: true),
      .init("Exposure ÷ reserve", "ratio", right: true), .init("Limit", right: true), .init("Room", right: true),
      .init("Excess", right: true),
    ])
    report.rows = exposure.lines.map { line in
      [
        .code(line.restriction, of: "purse"), .money(line.exposure), .money(line.reserve), .ratio(line.ratio),
        .money(line.limit),
        .money(line.room), .money(line.excess),
      ]
    }
    report.empty = "no restriction has a guarantee or a reserve"
    return report
  }

  private static func guarantees(_ exposure: ExposureReport, _ names: Names) -> Report {
    var report = Report(columns: [
      .init("Guarantee", "id"), .init("Household"), .init("Landlord"), .init("Scheme"), .init("State"), .init("End"),
      .init("Cap", right: true), .init("Residual", right: true), .init("Open claims", "openClaims", right: true),
      .init("Provision", right: true), .init("Paid", right: true), .init("Recourse", right: true),
    ])
    report.rows = exposure.guarantees.map { line in
      [
        .id(of: StreamID("guarantee", line.id)), .text(names.name(line.request.household)),
        .text(names.name(line.request.landlord)), .code(line.request.terms.scheme, of: "scheme"),
        .code(line.status.rawValue, of: "guarantee"),
        .day(line.request.terms.end), .money(line.request.terms.cap), .money(line.residual), .number(line.openClaims),
        .money(line.provision), .money(line.paid), .money(line.recourse),
      ]
    }
    report.empty = "no guarantee is in force"
    return report
  }
}
