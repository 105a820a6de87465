import Bookkeeping
import Funds
import LedgerCore
import Pages

/// Restrictions from donor to use: who gave, what it paid for, what is left.
public enum RestrictionsSheet: ReportView {
  public static let name = "restrictions"
  public static let title: Wording = "Restrictions, from donor to use"
  public static let takes: Set<ReportOption> = [.fund]
  public static let audience = ReportAudience.members

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let restrictions = try desk.reader.restrictions(of: desk.query.fund)
    var sheet = blank(desk)
    sheet.isWide = true
    sheet.table("What came, what was used, what is left", "restrictions", overview(restrictions))
    sheet.picture(uses(restrictions))
    sheet.table("Flow by flow", "flows", flows(restrictions))
    sheet.table("Donors and funders", "sources", sources(restrictions, try desk.names()))
    return sheet
  }

  private static func overview(_ restrictions: RestrictionReport) -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Purposes"), .init("Came", right: true), .init("Used", right: true),
      .init("Held", right: true), .init("Available", right: true), .init("Pledged", right: true),
      .init("Guarantee reserve", "guaranteeReserve", right: true), .init("Lent", right: true),
    ])
    report.rows = restrictions.flows.map { flows in
      [.code(flows.restriction, of: "purse"), .codes(flows.purposes)]
        + [
          flows.came, flows.used, flows.held, flows.available, flows.pledged, flows.guaranteeReserve, flows.lent,
        ].map { .money($0) }
    }
    report.empty = "there is no fund"
    return report
  }

  /// What was used, by what for, and what is still there: together all that came.
  private static func uses(_ restrictions: RestrictionReport) -> Picture {
    let rows = restrictions.flows
    let spent = restrictions.flowsInUse.filter { flow in rows.contains { ($0.flows[flow] ?? .zero) < .zero } }
    let used = spent.map { flow in
      (Wording(code: flow.name, of: "flow"), rows.map { max(-($0.flows[flow] ?? .zero).cents, 0) })
    }
    let kept = [
      ("available" as Wording, rows.map(\.available.cents)), ("lent", rows.map(\.lent.cents)),
      ("in reserve or pledged", rows.map { ($0.guaranteeReserve + $0.pledged).cents }),
    ].filter { $0.1.contains { $0 != 0 } }
    return Picture(
      .stackedBars, title: "Where the money of each restriction is",
      summary: "What it was used for, and what is still there; each bar is all that came.",
      categories: .names(rows.map { Wording(code: $0.restriction, of: "purse") }), categoryTitle: "Restriction",
      series: (used + kept).map { Picture.Series($0.0, $0.1) }, quantity: .euro)
  }

  private static func flows(_ restrictions: RestrictionReport) -> Report {
    var report = Report(columns: [.init("Restriction"), .init("Flow"), .init("Amount", right: true)])
    report.rows = restrictions.flows.flatMap { flows in
      flows.flows.sorted { $0.key < $1.key }.map { flow, amount in
        [.code(flows.restriction, of: "purse"), .code(flow.name), .money(amount)]
      }
    }
    report.empty = "nothing has moved"
    return report
  }

  private static func sources(_ restrictions: RestrictionReport, _ names: Names) -> Report {
    var report = Report(columns: [
      .init("Stream"), .init("Donor"), .init("Restriction"), .init("Pledged", right: true),
      .init("Received", right: true), .init("Returned", right: true),
    ])
    report.rows = restrictions.sources.map { source in
      let donor = source.donor.map { names.name($0) } ?? source.funder?.text
      return [
        .stream(source.stream), .optional(donor), .code(source.restriction, of: "purse"), .money(source.pledged),
        .money(source.received), .money(source.returned),
      ]
    }
    report.empty = "nobody has given yet"
    return report
  }
}
