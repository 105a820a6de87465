import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import Pages

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Reports: as a table, --json, --csv, or one printable page with --html FILE.",
    discussion: """
      --as-of asks what had taken effect on a day; --at asks what was known at a size of the log.
      mastro report fund casa --as-of 2026-12-31 --html casa-2026.html
      """,
    subcommands: [
      FundReportCommand.self, PortfolioCommand.self, AgeingCommand.self, ExposureCommand.self, PlansCommand.self,
      ServiceReportCommand.self, HouseholdReportCommand.self, TrialBalanceCommand.self, RestrictionsCommand.self,
      RefusalsCommand.self, ImpactCommand.self, CoachingReportCommand.self,
    ])
}

struct TrialBalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trial-balance", abstract: "Every balance as a debit or a credit; memorandum accounts for themselves.")
  @OptionGroup var options: ReportOptions

  func run() throws {
    try options.show { reader, _ in
      let balance = try reader.trialBalance()
      var sheet = ReportSheet("trial-balance", title: "Trial balance", scope: reader.scope)
      sheet.table("Accounts", "accounts", report(balance.accounts), totals: totals(balance.totals))
      sheet.table(
        "Memorandum accounts", "memorandum", report(balance.memorandum), totals: totals(balance.memorandumTotals))
      if !balance.isBalanced { sheet.finding = "debits and credits differ: run `mastro verify`" }
      return sheet
    }
  }

  private func report(_ lines: [TrialBalance.Line]) -> Report {
    var report = Report(columns: [
      .init("Account"), .init("Debit", right: true), .init("Credit", right: true), .init("Commodity"),
    ])
    report.rows = lines.map { line in
      [
        .text(line.account), line.debit == 0 ? .none : .amount(line.debit, line.commodity),
        line.credit == 0 ? .none : .amount(line.credit, line.commodity), .text(line.commodity),
      ]
    }
    report.empty = "every balance is zero"
    return report
  }

  /// Euros alone: other commodities do not add up with them.
  private func totals(_ totals: [TrialBalance.Total]) -> [Report.Cell] {
    guard let euro = totals.first(where: { $0.commodity == .euro }) else { return [] }
    return [.text("Total"), .amount(euro.debit, .euro), .amount(euro.credit, .euro), .text(Commodity.euro)]
  }
}

struct RefusalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refusals", abstract: "Refused requests by reason, since --from.")
  @OptionGroup var options: ReportOptions

  func run() throws {
    try options.show { reader, _ in
      let refusals = try reader.refusals()
      var sheet = ReportSheet("refusals", title: "Refused requests", scope: reader.scope)
      sheet.figure("Refused", "count", .number(refusals.cases.count), "since \(reader.scope.from)")
      var groups = Report(columns: [
        .init("Instrument"), .init("Reason"), .init("Requests", "count", right: true),
        .init("Asked for", "amount", right: true),
      ])
      groups.rows = refusals.groups.map {
        [.text($0.instrument), .text($0.reason), .number($0.count), .money($0.amount)]
      }
      groups.empty = "nothing was refused"
      let names = refusals.groups.map { $0.instrument + ": " + $0.reason }
      if !names.isEmpty {
        sheet.parts.append(
          .diagram(
            Diagram(
              .bars, title: "Why requests were refused", summary: "Refused requests by instrument and reason.",
              categories: .names(names), categoryTitle: "Reason",
              series: [.init("Requests", refusals.groups.map(\.count))], quantity: .whole)))
      }
      sheet.table("By reason", "reasons", groups)
      var cases = Report(columns: [
        .init("Stream"), .init("On"), .init("Reason"), .init("Asked for", "amount", right: true),
      ])
      cases.rows = refusals.cases.map { [.text($0.stream), .day($0.on), .text($0.reason), .money($0.amount)] }
      cases.empty = "nothing was refused"
      sheet.table("Each of them", "cases", cases)
      return sheet
    }
  }
}
