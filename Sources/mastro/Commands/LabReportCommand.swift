import ArgumentParser
import Bookkeeping
import Coaching
import LedgerCore
import Pages

struct LabReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "How many laboratories, how many people, and what they said.",
    discussion: """
      Groups below five are not told, nor what would give them away by subtraction. Two reports could be subtracted \
      from each other as well: for publication take --public, which tells whole calendar years that are over.
      """)
  @OptionGroup var options: ReportOptions
  @Option(help: "Last day of the report, as --as-of.") var to: CivilDate?
  @Flag(name: .customLong("public"), help: "For publication: one calendar year that is over, the last one otherwise.")
  var isPublic = false

  static let notAYear = RefusalCode(
    "lab.report-not-a-year", "what is published must be one whole calendar year that is over, not {from} to {to}",
    hint: "reports of other stretches could be subtracted from each other: --from 2025-01-01 --to 2025-12-31")

  func validate() throws {
    if let to {
      if options.asOf != nil { throw ValidationError("give --to or --as-of, not both") }
      if let from = options.from, from > to { throw ValidationError("--from is after --to") }
    }
  }

  func run() throws {
    var options = options
    options.asOf = to ?? options.asOf
    if isPublic { try requireYear(&options) }
    try options.show { reader, _ in
      let labs = try reader.labs()
      var sheet = ReportSheet("labs", title: "Budget laboratories since \(reader.scope.from)", scope: reader.scope)
      sheet.figure("Laboratories", "labs", .number(labs.total.labs), "held since \(reader.scope.from)")
      sheet.figure("Hours", "minutes", .minutes(labs.total.minutes), "how long they lasted")
      sheet.figure("People", "people", .told(labs.total.people), "different people of the register")
      sheet.figure("Guests", "guests", .told(labs.total.guests), "visits of people who are in no register")
      sheet.table("By session type and topic", "branches", branches(labs))
      sheet.table("What people said", "answers", answers(labs))
      sheet.parts.append(
        .note(
          "“–”: fewer than five, or untold because it would give such a group away. Somebody who came to laboratories "
            + "of two types or topics counts in both lines."))
      return sheet
    }
  }

  /// The year that was asked for, else the last one that is over.
  private func requireYear(_ options: inout ReportOptions) throws {
    let today = Session.current.surroundings.now.date
    if options.asOf == nil {
      options.asOf = CivilDate(year: options.from?.year ?? today.year - 1, month: 12, day: 31)
    }
    let scope = options.scope
    let isYear = scope.from.description.hasSuffix("-01-01") && scope.asOf.description.hasSuffix("-12-31")
    guard isYear, scope.from.year == scope.asOf.year, scope.asOf < today else {
      throw Self.notAYear(["from": scope.from, "to": scope.asOf])
    }
  }

  private func branches(_ labs: LabReport) -> Report {
    var report = Report(columns: [
      .init("Session"), .init("Topic"), .init("Laboratories", "labs", right: true),
      .init("Hours", "minutes", right: true), .init("People", right: true), .init("Guests", right: true),
    ])
    report.rows = labs.lines.map { line in
      [
        .optional(line.session?.rawValue), line.topic.map { .text($0.rawValue) } ?? .all, .number(line.labs),
        .minutes(line.minutes), .told(line.people), .told(line.guests),
      ]
    }
    report.empty = "no laboratory was held"
    return report
  }

  private func answers(_ labs: LabReport) -> Report {
    let marks = (1...LabQuestion.marks).map { Report.Column("\($0)", "mark\($0)", right: true) }
    var report = Report(
      columns: [
        .init("Question"), .init("Answers", "count", right: true), .init("1 to 3", "low", right: true),
        .init("4 and 5", "high", right: true),
      ] + marks)
    report.rows = labs.answers.map {
      [.text($0.question.rawValue), .told($0.count), .told($0.low), .told($0.high)] + $0.marks.map { .told($0) }
    }
    report.empty = "nobody was asked"
    return report
  }
}

extension Report.Cell {
  /// A count, or that it is not told: null for programs, which is not zero.
  fileprivate static func told(_ count: Int?) -> Report.Cell {
    count.map { .number($0) } ?? Report.Cell(json: .null, text: "–", page: .text("–"))
  }

  /// A line for all topics together.
  fileprivate static var all: Report.Cell { Report.Cell(json: .null, text: "all") }
}
