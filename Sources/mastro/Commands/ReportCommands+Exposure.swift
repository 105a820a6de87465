import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import Pages

struct ExposureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure", abstract: "What guarantees have promised against the reserve behind them.",
    discussion: "More than the policy's multiplier of the reserve is a finding: exit code 7, and no new guarantee.")
  @OptionGroup var options: ReportOptions

  func run() throws {
    try options.show { reader, bookkeeper in
      let exposure = try reader.exposure()
      let names = try ReportNames(bookkeeper)
      var sheet = ReportSheet("exposure", title: "Exposure of guarantees", scope: reader.scope)
      sheet.isWide = true
      sheet.figure("Exposure", "exposure", .money(exposure.exposure), "what is left of all caps")
      sheet.figure("Reserve", "reserve", .money(exposure.reserve), "set aside for claims")
      sheet.figure("Exposure ÷ reserve", "ratio", .ratio(exposure.ratio))
      sheet.figure(
        "Guarantees", "guaranteeCount", .number(exposure.guarantees.count), "in force, or with open recourse")
      sheet.parts.append(.diagram(picture(exposure)))
      sheet.table("By restriction", "restrictions", restrictions(exposure))
      sheet.table("Guarantees", "guarantees", guarantees(exposure, names))
      let excess = exposure.lines.filter { $0.excess.isPositive }
      if !excess.isEmpty {
        sheet.finding =
          "exposure above its limit: " + excess.map { "\($0.restriction) by \($0.excess)" }.joined(separator: ", ")
      }
      return sheet
    }
  }

  private func picture(_ exposure: ExposureReport) -> Diagram {
    Diagram(
      .bars, title: "Exposure and reserve", summary: "What is promised, what may be promised, and what is set aside.",
      categories: .names(exposure.lines.map(\.restriction.description)), categoryTitle: "Restriction",
      series: [
        .init("Exposure", exposure.lines.map(\.exposure.cents)), .init("Limit", exposure.lines.map(\.limit.cents)),
        .init("Reserve", exposure.lines.map(\.reserve.cents)),
      ], quantity: .euro)
  }

  private func restrictions(_ exposure: ExposureReport) -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Exposure", right: true), .init("Reserve", right: true),
      .init("Exposure ÷ reserve", "ratio", right: true), .init("Limit", right: true), .init("Room", right: true),
      .init("Excess", right: true),
    ])
    report.rows = exposure.lines.map { line in
      [
        .text(line.restriction), .money(line.exposure), .money(line.reserve), .ratio(line.ratio), .money(line.limit),
        .money(line.room), .money(line.excess),
      ]
    }
    report.empty = "no restriction has a guarantee or a reserve"
    return report
  }

  private func guarantees(_ exposure: ExposureReport, _ names: ReportNames) -> Report {
    var report = Report(columns: [
      .init("Guarantee", "id"), .init("Household"), .init("Landlord"), .init("Scheme"), .init("State"), .init("End"),
      .init("Cap", right: true), .init("Residual", right: true), .init("Open claims", "openClaims", right: true),
      .init("Provision", right: true), .init("Paid", right: true), .init("Recourse", right: true),
    ])
    report.rows = exposure.guarantees.map { line in
      [
        .text(line.id), .text(names.name(line.request.household)), .text(names.name(line.request.landlord)),
        .text(line.request.terms.scheme), .text(line.status.rawValue), .day(line.request.terms.end),
        .money(line.request.terms.cap), .money(line.residual), .number(line.openClaims), .money(line.provision),
        .money(line.paid), .money(line.recourse),
      ]
    }
    report.empty = "no guarantee is in force"
    return report
  }
}
