import Bookkeeping
import Coaching
import LedgerCore

/// How many laboratories were held, how many people came, and what they said.
public enum LabsSheet: ReportView {
  public static let name = "labs"
  public static let title: Wording = "Budget laboratories"
  public static let takes: Set<ReportOption> = [.isPublic]
  public static let audience = ReportAudience.members

  static let notAYear = RefusalCode(
    "lab.report-not-a-year", "what is published must be one whole calendar year that is over, not {from} to {to}",
    hint: "reports of other stretches could be subtracted from each other: --from 2025-01-01 --to 2025-12-31")

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let scope = desk.reader.scope
    if desk.query.isPublic { try requireYear(scope, today: desk.viewer.today) }
    let labs = try desk.reader.labs()
    var sheet = blank(desk, title: "Budget laboratories since \(scope.from)")
    sheet.figure("Laboratories", "labs", .number(labs.total.labs), "held since \(scope.from)")
    sheet.figure("Hours", "minutes", .minutes(labs.total.minutes), "how long they lasted")
    sheet.figure("People", "people", .told(labs.total.people), "different people of the register")
    sheet.figure("Guests", "guests", .told(labs.total.guests), "visits of people who are in no register")
    sheet.table("By session type and topic", "branches", branches(labs))
    sheet.table("What people said", "answers", answers(labs))
    sheet.note(
      "“–”: fewer than five, or untold because it would give such a group away. Somebody who came to laboratories of two types or topics counts in both lines."
    )
    return sheet
  }

  /// Two reports of other stretches could be subtracted from each other.
  private static func requireYear(_ scope: ReportScope, today: CivilDate) throws {
    let isYear = scope.from.description.hasSuffix("-01-01") && scope.asOf.description.hasSuffix("-12-31")
    guard isYear, scope.from.year == scope.asOf.year, scope.asOf < today else {
      throw notAYear(["from": scope.from, "to": scope.asOf])
    }
  }

  private static func branches(_ labs: LabReport) -> Report {
    var report = Report(columns: [
      .init("Session"), .init("Topic"), .init("Laboratories", "labs", right: true),
      .init("Hours", "minutes", right: true), .init("People", right: true), .init("Guests", right: true),
    ])
    report.rows = labs.lines.map { line in
      [
        .code(line.session?.rawValue), line.topic.map { .code($0.rawValue) } ?? .words("all", json: .null),
        .number(line.labs), .minutes(line.minutes), .told(line.people), .told(line.guests),
      ]
    }
    report.empty = "no laboratory was held"
    return report
  }

  private static func answers(_ labs: LabReport) -> Report {
    let marks = (1...LabQuestion.marks).map { Report.Column(Wording(verbatim: $0), "mark\($0)", right: true) }
    var report = Report(
      columns: [
        .init("Question"), .init("Answers", "count", right: true), .init("1 to 3", "low", right: true),
        .init("4 and 5", "high", right: true),
      ] + marks)
    report.rows = labs.answers.map {
      [.code($0.question.rawValue), .told($0.count), .told($0.low), .told($0.high)] + $0.marks.map { .told($0) }
    }
    report.empty = "nobody was asked"
    return report
  }
}

extension Report.Cell {
  /// A count, or that it is not told: null for programs, which is not zero.
  fileprivate static func told(_ count: Int?) -> Report.Cell {
    count.map { .number($0) } ?? Report.Cell(json: .null, text: "–")
  }
}
