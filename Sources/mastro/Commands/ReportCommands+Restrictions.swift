import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import Pages

struct RestrictionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restrictions", abstract: "Restrictions from donor to use: who gave, what it paid for, what is left.")
  @OptionGroup var options: ReportOptions
  @Argument(help: "The fund; all otherwise.") var fund: Slug?

  func run() throws {
    try options.show { reader, bookkeeper in
      let restrictions = try reader.restrictions(of: fund)
      let names = try bookkeeper.partyNames()
      var sheet = ReportSheet("restrictions", title: "Restrictions, from donor to use", scope: reader.scope)
      sheet.isWide = true
      sheet.table("What came, what was used, what is left", "restrictions", overview(restrictions))
      sheet.parts.append(.diagram(uses(restrictions)))
      sheet.table("Flow by flow", "flows", flows(restrictions))
      sheet.table("Donors and funders", "sources", sources(restrictions, names))
      return sheet
    }
  }

  private func overview(_ restrictions: RestrictionReport) -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Purposes"), .init("Came", right: true), .init("Used", right: true),
      .init("Held", right: true), .init("Available", right: true), .init("Pledged", right: true),
      .init("Guarantee reserve", "guaranteeReserve", right: true), .init("Lent", right: true),
    ])
    report.rows = restrictions.flows.map { flows in
      [.text(flows.restriction), .list(flows.purposes)]
        + [
          flows.came, flows.used, flows.held, flows.available, flows.pledged, flows.guaranteeReserve, flows.lent,
        ].map { .money($0) }
    }
    report.empty = "there is no fund"
    return report
  }

  /// What was used, by what for, and what is still there: together all that came.
  private func uses(_ restrictions: RestrictionReport) -> Diagram {
    let rows = restrictions.flows
    let spent = restrictions.flowsInUse.filter { flow in rows.contains { ($0.flows[flow] ?? .zero) < .zero } }
    let used = spent.map { flow in
      Diagram.Series(flow.name, rows.map { max(-($0.flows[flow] ?? .zero).cents, 0) })
    }
    let kept = [
      Diagram.Series("available", rows.map(\.available.cents)), .init("lent", rows.map(\.lent.cents)),
      .init("in reserve or pledged", rows.map { ($0.guaranteeReserve + $0.pledged).cents }),
    ].filter { $0.values.contains { $0 != 0 } }
    return Diagram(
      .stackedBars, title: "Where the money of each restriction is",
      summary: "What it was used for, and what is still there; each bar is all that came.",
      categories: .names(rows.map(\.restriction.description)), categoryTitle: "Restriction", series: used + kept,
      quantity: .euro)
  }

  private func flows(_ restrictions: RestrictionReport) -> Report {
    var report = Report(columns: [.init("Restriction"), .init("Flow"), .init("Amount", right: true)])
    report.rows = restrictions.flows.flatMap { flows in
      flows.flows.sorted { $0.key < $1.key }.map { flow, amount in
        [.text(flows.restriction), .text(flow.name), .money(amount)]
      }
    }
    report.empty = "nothing has moved"
    return report
  }

  private func sources(_ restrictions: RestrictionReport, _ names: [ULID: String]) -> Report {
    var report = Report(columns: [
      .init("Stream"), .init("Donor"), .init("Restriction"), .init("Pledged", right: true),
      .init("Received", right: true), .init("Returned", right: true),
    ])
    report.rows = restrictions.sources.map { source in
      let donor = source.donor.map { names[$0] ?? "…" + $0.description.suffix(6) } ?? source.funder?.text
      return [
        .text(source.stream), .optional(donor), .text(source.restriction), .money(source.pledged),
        .money(source.received), .money(source.returned),
      ]
    }
    report.empty = "nobody has given yet"
    return report
  }
}
