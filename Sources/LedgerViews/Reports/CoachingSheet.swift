import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore

/// The families that are coached, the tightest first, and who waits for somebody; or counts alone for people outside.
public enum CoachingSheet: ReportView {
  public static let name = "coaching"
  public static let title: Wording = "Coaching of families"
  public static let takes: Set<ReportOption> = [.tightest, .isPublic]
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let coaching = try desk.reader.coaching()
    return desk.query.isPublic ? outside(coaching, desk) : try inside(coaching, desk)
  }

  private static func inside(_ coaching: CoachingReport, _ desk: ReportDesk) throws -> ReportSheet {
    let names = try desk.names()
    var sheet = blank(desk)
    sheet.isWide = true
    sheet.figure("Families", "families", .number(coaching.lines.count), "whose coaching is open")
    sheet.figure(
      "No instalments for now", "zero", .number(coaching.asksForNothing.count), "hours, moratorium or benefits instead")
    sheet.figure("Suspended", "suspended", .number(coaching.suspended.count), "after a change of circumstances")
    sheet.figure("Too old", "stale", .number(coaching.stale.count), "assessments beyond the policy's days")
    sheet.figure(
      "Unconfirmed", "unconfirmed", .number(coaching.unconfirmed.count), "snapshots that the family has not seen")
    sheet.figure("Months to check", "overdueChecks", .number(coaching.overdueChecks.count), "families with one or more")
    sheet.table("The tightest", "tightest", report(Array(coaching.lines.prefix(desk.query.tightest)), names))
    let waiting = coaching.lines.filter { $0.book.waitsFor != nil }
    sheet.table("Who waits", "waiting", waits(waiting, names))
    sheet.table("Indicators above their threshold", "indicators", flagged(coaching.flagged))
    sheet.finding = finding(coaching)
    return sheet
  }

  private static func finding(_ coaching: CoachingReport) -> Wording? {
    let found: [(Wording, [CoachingReport.Line])] = [
      ("suspended", coaching.suspended), ("too old", coaching.stale), ("unconfirmed", coaching.unconfirmed),
      ("with months to check", coaching.overdueChecks),
    ].filter { !$0.1.isEmpty }
    guard !found.isEmpty else { return nil }
    return "families \(Wording.list(found.map { "\($0.0): \($0.1.count)" }))"
  }

  private static func report(_ lines: [CoachingReport.Line], _ names: Names) -> Report {
    var report = Report(columns: [
      .init("Household", "household"), .init("Capacity", right: true), .init("R", "surplus", right: true),
      .init("Decides", "binding"), .init("Left", right: true), .init("Running", right: true), .init("Assessed"),
      .init("Coached for", "body"), .init("State"),
    ])
    report.rows = lines.map { line in
      [
        .text(names.name(line.household)).about(.stream(StreamID("household", line.household))),
        .money(line.capacity), .optional(line.surplus?.text(decimals: 2)), .code(line.binding),
        line.capacity == nil ? .none : .money(line.book.amount), .money(line.book.running),
        .day(line.book.state.assessment?.day), .code(line.book.state.openedFor), .words(line.standing),
      ]
    }
    report.empty = "no family is coached"
    return report
  }

  private static func waits(_ lines: [CoachingReport.Line], _ names: Names) -> Report {
    var report = Report(columns: [.init("Household", "household"), .init("Waits for", "waitsFor"), .init("Since")])
    report.rows = lines.compactMap { line in
      guard let waitsFor = line.book.waitsFor else { return nil }
      let state = line.book.state
      let since =
        line.isUnconfirmed
        ? state.newestSnapshot?.day
        : state.suspension?.since ?? state.proposedPlan?.day
          ?? line.book.validThrough.flatMap { line.book.isStale ? $0 : nil }
      return [
        .text(names.name(line.household)).about(.stream(StreamID("household", line.household))),
        .words(waitsFor), .day(since),
      ]
    }
    report.empty = "nobody waits"
    return report
  }

  private static func outside(_ coaching: CoachingReport, _ desk: ReportDesk) -> ReportSheet {
    var sheet = blank(desk)
    sheet.figure(
      "Families", "families", .toldCount(CoachingReport.told(coaching.lines.count)), "whose coaching is open")
    sheet.table("By what they can promise a month", "bands", groups(coaching.bands, "Capacity"))
    var above = Report(columns: [.init("Indicator", "name"), .init("Families", "count", right: true)])
    above.rows = coaching.flagged.map { [.words(IndicatorViews.words($0.name)), .toldCount($0.told)] }
    sheet.table("Indicators above their threshold", "indicators", above)
    sheet.table("How it ended since \(desk.reader.scope.from)", "outcomes", groups(coaching.outcomes, "Outcome"))
    sheet.note("Groups of one to four are not told, nor what stands beside them: a known total would give them away.")
    return sheet
  }

  private static func flagged(_ flagged: [CoachingReport.Flagged]) -> Report {
    var report = Report(columns: [
      .init("Indicator", "name"), .init("Threshold", right: true), .init("Above", "flagged", right: true),
      .init("Of families", "families", right: true),
    ])
    report.rows = flagged.map { indicator in
      [
        .words(IndicatorViews.words(indicator.name), json: .string(indicator.name.rawValue)),
        IndicatorViews.limit(indicator.threshold, indicator.unit), .number(indicator.flagged),
        .number(indicator.families),
      ]
    }
    report.empty = "no family has been assessed"
    return report
  }

  private static func groups(_ groups: [CoachingReport.Group], _ title: Wording) -> Report {
    var report = Report(columns: [.init(title, "name"), .init("Families", "count", right: true)])
    report.rows = groups.map { [.words(Wording(key: $0.name)), .toldCount($0.count)] }
    return report
  }
}

extension CoachingReport.Line {
  fileprivate var standing: Wording {
    if book.isSuspended { return "suspended" }
    if book.isStale { return "too old" }
    return capacity == nil ? "not assessed" : "in force"
  }
}
