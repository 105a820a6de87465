import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Pages

struct HouseholdReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "household", abstract: "The statement of one household: what it was given, what it owes, what is next."
  )
  @OptionGroup var options: ReportOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String

  func run() throws {
    try options.show { reader, bookkeeper in
      guard let id = try bookkeeper.household(household).ulid else {
        throw HouseholdRules.unknown(["household": household])
      }
      let statement = try reader.household(id)
      let names = try ReportNames(bookkeeper)
      var sheet = ReportSheet("household", title: "Statement of household \(names.name(id))", scope: reader.scope)
      sheet.figure("Given", "given", .money(statement.given), "paid out, or worked off")
      sheet.figure("Owed", "owed", .money(statement.owed), "to the fund and to creditors of plans")
      sheet.figure("Overdue", "overdue", .money(statement.overdue))
      sheet.figure("Promised each month", "monthly", .money(statement.monthly))
      if statement.state.isErased { sheet.parts.append(.note("The household was forgotten: no names are kept.")) }
      sheet.table("Help", "help", help(statement))
      sheet.table("What comes next", "next", next(statement))
      sheet.table("Debts to others", "debts", debts(statement, names))
      sheet.table("Members", "members", members(statement, names))
      sheet.table("Outcomes", "outcomes", outcomes(statement))
      return sheet
    }
  }

  private func help(_ statement: HouseholdReport) -> Report {
    var report = Report(columns: [
      .init("Stream"), .init("State"), .init("For", "purpose"), .init("Since"), .init("Amount", right: true),
      .init("Given", right: true), .init("Owed", right: true), .init("Overdue", right: true),
    ])
    report.rows = statement.lines.map { line in
      [
        .text(line.stream), .text(line.status), .optional(line.purpose), .day(line.since), .money(line.amount),
        .money(line.given), .money(line.owed), .money(line.overdue),
      ]
    }
    report.empty = "nothing was asked for yet"
    return report
  }

  private func next(_ statement: HouseholdReport) -> Report {
    var report = Report(columns: [.init("Day"), .init("Amount", right: true), .init("Stream")])
    report.rows = statement.dates.map { [.day($0.next.date), .money($0.next.amount), .text($0.stream)] }
    report.empty = "nothing falls due"
    return report
  }

  private func debts(_ statement: HouseholdReport, _ names: ReportNames) -> Report {
    var report = Report(columns: [.init("Creditor"), .init("Amount", right: true)])
    report.rows = statement.debts.map { [.text(names.name($0.creditor)), .money($0.amount)] }
    report.empty = "none that the ledger knows"
    return report
  }

  private func members(_ statement: HouseholdReport, _ names: ReportNames) -> Report {
    var report = Report(columns: [.init("Party"), .init("Name"), .init("Relation")])
    report.rows = statement.state.members.sorted().map { party in
      [.text(party), .text(names.name(party)), .optional(statement.state.relations[party]?.rawValue)]
    }
    report.empty = "nobody belongs to it any more"
    return report
  }

  private func outcomes(_ statement: HouseholdReport) -> Report {
    var report = Report(columns: [.init("Outcome"), .init("Since")])
    report.rows = statement.state.outcomes.sorted { $0.key < $1.key }.map { [.text($0.key.rawValue), .day($0.value)] }
    report.empty = "none recorded yet"
    return report
  }
}

struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact", abstract: "What the help has led to, since --from; groups below five are not told.")
  @OptionGroup var options: ReportOptions

  func run() throws {
    try options.show { reader, _ in
      let impact = try reader.impact()
      var sheet = ReportSheet("impact", title: "Impact", scope: reader.scope)
      sheet.figure(
        "Helped", "helped", count(impact.helped), "different households and people since \(reader.scope.from)")
      for line in impact.outcomes { sheet.figure(words(line.name), line.name, count(line.count)) }
      sheet.parts.append(.diagram(picture("Who was helped, by instrument", impact.byInstrument)))
      sheet.table("By instrument", "instruments", report(impact.byInstrument, "Instrument"))
      sheet.parts.append(.diagram(picture("Who was helped, by purpose", impact.byPurpose)))
      sheet.table("By purpose", "purposes", report(impact.byPurpose, "Purpose"))
      sheet.table("By target group", "groups", report(impact.byGroup, "Group"))
      sheet.parts.append(
        .note(
          "Groups of one to four are not told; where one of them is in a table, no other is told that could be subtracted."
        )
      )
      return sheet
    }
  }

  private func words(_ code: String) -> String {
    let words = code.replacing("-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func count(_ count: Int?) -> Report.Cell {
    count.map { .number($0) } ?? Report.Cell(json: .null, text: "not told", page: .text("not told"))
  }

  private func report(_ lines: [ImpactReport.Line], _ title: String) -> Report {
    var report = Report(columns: [
      .init(title, "name"), .init("Helped", "count", right: true), .init("Amount", right: true),
    ])
    report.rows = lines.map { [.text($0.name), count($0.count), .money($0.amount)] }
    report.empty = "nobody was helped in these days"
    return report
  }

  private func picture(_ title: String, _ lines: [ImpactReport.Line]) -> Diagram {
    let told = lines.filter { $0.count != nil }
    return Diagram(
      .bars, title: title,
      summary: "Different households and people; those who were helped twice count once in each bar.",
      categories: .names(told.map(\.name)), categoryTitle: "For", series: [.init("Helped", told.map(\.count))],
      quantity: .whole)
  }
}
