import ArgumentParser
import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

struct CoachingReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coaching", abstract: "The families that are coached, the tightest first, and who waits for somebody.",
    discussion: """
      Suspended or outdated assessments, snapshots that nobody has confirmed and months that nobody has looked at are
      findings: exit code 7. With --public: counts alone, no family and no group below five.
      """)
  @OptionGroup var options: ReportOptions
  @Option(help: "How many of the tightest families are listed.") var tightest = 10
  @Flag(help: "Counts for people outside: nobody is named, and groups below five are not told.") var `public` = false

  func validate() throws {
    if tightest < 1 { throw ValidationError("--tightest lists one family or more") }
  }

  func run() throws {
    try options.show { reader, bookkeeper in
      let coaching = try reader.coaching()
      return `public` ? outside(coaching, reader.scope) : try inside(coaching, reader.scope, bookkeeper)
    }
  }

  private func inside(_ coaching: CoachingReport, _ scope: ReportScope, _ bookkeeper: Bookkeeper) throws -> ReportSheet
  {
    let names = try ReportNames(bookkeeper)
    var sheet = ReportSheet("coaching", title: "Coaching of families", scope: scope)
    sheet.isWide = true
    sheet.figure("Families", "families", .number(coaching.lines.count), "whose coaching is open")
    sheet.figure(
      "No instalments for now", "zero", .number(coaching.asksForNothing.count), "hours, moratorium or benefits instead")
    sheet.figure("Suspended", "suspended", .number(coaching.suspended.count), "after a change of circumstances")
    sheet.figure("Too old", "stale", .number(coaching.stale.count), "assessments beyond the policy's days")
    sheet.figure(
      "Unconfirmed", "unconfirmed", .number(coaching.unconfirmed.count), "snapshots that the family has not seen")
    sheet.figure("Months to check", "overdueChecks", .number(coaching.overdueChecks.count), "families with one or more")
    sheet.table("The tightest", "tightest", report(Array(coaching.lines.prefix(tightest)), names))
    let waiting = coaching.lines.filter { !$0.book.waiting.isEmpty }
    sheet.table("Who waits", "waiting", waits(waiting, names))
    sheet.table("Indicators above their threshold", "indicators", flagged(coaching.flagged))
    sheet.finding = finding(coaching)
    return sheet
  }

  private func finding(_ coaching: CoachingReport) -> String? {
    let found = [
      ("suspended", coaching.suspended), ("too old", coaching.stale), ("unconfirmed", coaching.unconfirmed),
      ("with months to check", coaching.overdueChecks),
    ].filter { !$0.1.isEmpty }
    return found.isEmpty ? nil : "families " + found.map { "\($0.0): \($0.1.count)" }.joined(separator: ", ")
  }

  private func report(_ lines: [CoachingReport.Line], _ names: ReportNames) -> Report {
    var report = Report(columns: [
      .init("Household", "household"), .init("Capacity", right: true), .init("R", "surplus", right: true),
      .init("Decides", "binding"), .init("Left", right: true), .init("Running", right: true), .init("Assessed"),
      .init("Coached for", "body"), .init("State"),
    ])
    report.rows = lines.map { line in
      [
        .text(names.name(line.household)), .money(line.capacity), .optional(line.surplus?.text(decimals: 2)),
        .optional(line.binding), line.capacity == nil ? .none : .money(line.book.amount), .money(line.book.running),
        .day(line.book.state.assessment?.day), .optional(line.book.state.openedFor), .text(line.standing),
      ]
    }
    report.empty = "no family is coached"
    return report
  }

  private func waits(_ lines: [CoachingReport.Line], _ names: ReportNames) -> Report {
    var report = Report(columns: [.init("Household", "household"), .init("Waits for", "waitsFor"), .init("Since")])
    report.rows = lines.map { line in
      let state = line.book.state
      let since =
        line.isUnconfirmed
        ? state.newestSnapshot?.day
        : state.suspension?.since ?? state.proposedPlan?.day
          ?? line.book.validThrough.flatMap { line.book.isStale ? $0 : nil }
      return [.text(names.name(line.household)), .text(line.book.waiting), .day(since)]
    }
    report.empty = "nobody waits"
    return report
  }

  private func outside(_ coaching: CoachingReport, _ scope: ReportScope) -> ReportSheet {
    var sheet = ReportSheet("coaching", title: "Coaching of families", scope: scope)
    sheet.figure("Families", "families", count(CoachingReport.told(coaching.lines.count)), "whose coaching is open")
    sheet.table("By what they can promise a month", "bands", groups(coaching.bands, "Capacity"))
    sheet.table(
      "Indicators above their threshold", "indicators",
      groups(coaching.flagged.map { .init(name: IndicatorViews.words($0.name), count: $0.told) }, "Indicator"))
    sheet.table("How it ended since \(scope.from)", "outcomes", groups(coaching.outcomes, "Outcome"))
    sheet.parts.append(
      .note(
        "Groups of one to four are not told, nor what stands beside them: a known total would give them away."))
    return sheet
  }

  private func flagged(_ flagged: [CoachingReport.Flagged]) -> Report {
    var report = Report(columns: [
      .init("Indicator", "name"), .init("Threshold", right: true), .init("Above", "flagged", right: true),
      .init("Of families", "families", right: true),
    ])
    report.rows = flagged.map { indicator in
      [
        Report.Cell(json: .string(indicator.name.rawValue), text: IndicatorViews.words(indicator.name)),
        IndicatorViews.limit(indicator.threshold, indicator.unit), .number(indicator.flagged),
        .number(indicator.families),
      ]
    }
    report.empty = "no family has been assessed"
    return report
  }

  private func groups(_ groups: [CoachingReport.Group], _ title: String) -> Report {
    var report = Report(columns: [.init(title, "name"), .init("Families", "count", right: true)])
    report.rows = groups.map { [.text($0.name), count($0.count)] }
    return report
  }

  private func count(_ count: Int?) -> Report.Cell {
    count.map { .number($0) } ?? Report.Cell(json: .null, text: "not told", page: .text("not told"))
  }
}

extension CoachingReport.Line {
  fileprivate var standing: String {
    if book.isSuspended { return "suspended" }
    if book.isStale { return "too old" }
    return capacity == nil ? "not assessed" : "in force"
  }
}
