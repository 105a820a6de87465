import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore

/// The statement of one household: what it was given, what it owes, what is next.
public enum HouseholdSheet: ReportView {
  public static let name = "household"
  public static let title: Wording = "Statement of a household"
  public static let takes: Set<ReportOption> = [.household]
  public static let needs: Set<ReportOption> = [.household]
  public static let audience = ReportAudience.staff

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    guard let id = desk.query.household else {
      throw ViewRefusals.optionMissing(["name": name, "option": "household"])
    }
    let statement = try desk.reader.household(id)
    let names = try desk.names()
    var sheet = blank(desk, title: "Statement of household \(names.name(id))")
    sheet.figure("Given", "given", .money(statement.given), "paid out, or worked off")
    sheet.figure("Owed", "owed", .money(statement.owed), "to the fund and to creditors of plans")
    sheet.figure("Overdue", "overdue", .money(statement.overdue))
    sheet.figure("Promised each month", "monthly", .money(statement.monthly))
    if statement.state.isErased { sheet.note("The household was forgotten: no names are kept.") }
    sheet.table("Help", "help", help(statement))
    sheet.table("What comes next", "next", next(statement))
    sheet.table("Debts to others", "debts", debts(statement, names))
    sheet.table("Members", "members", members(statement, names))
    sheet.table("Outcomes", "outcomes", outcomes(statement))
    return sheet
  }

  private static func help(_ statement: HouseholdReport) -> Report {
    var report = Report(columns: [
      .init("Stream"), .init("State"), .init("For", "purpose"), .init("Since"), .init("Amount", right: true),
      .init("Given", right: true), .init("Owed", right: true), .init("Overdue", right: true),
    ])
    report.rows = statement.lines.map { line in
      [
        .stream(line.stream), .code(line.status), .code(line.purpose), .day(line.since), .money(line.amount),
        .money(line.given), .money(line.owed), .money(line.overdue),
      ]
    }
    report.empty = "nothing was asked for yet"
    return report
  }

  private static func next(_ statement: HouseholdReport) -> Report {
    var report = Report(columns: [.init("Day"), .init("Amount", right: true), .init("Stream")])
    report.rows = statement.dates.map { [.day($0.next.date), .money($0.next.amount), .stream($0.stream)] }
    report.empty = "nothing falls due"
    return report
  }

  private static func debts(_ statement: HouseholdReport, _ names: Names) -> Report {
    var report = Report(columns: [.init("Creditor"), .init("Amount", right: true)])
    report.rows = statement.debts.map { [.text(names.name($0.creditor)), .money($0.amount)] }
    report.empty = "none that the ledger knows"
    return report
  }

  private static func members(_ statement: HouseholdReport, _ names: Names) -> Report {
    var report = Report(columns: [.init("Party"), .init("Name"), .init("Relation")])
    report.rows = statement.state.members.sorted().map { party in
      [
        .id(of: StreamID("party", party)), .text(names.name(party)),
        .code(statement.state.relations[party]?.rawValue),
      ]
    }
    report.empty = "nobody belongs to it any more"
    return report
  }

  private static func outcomes(_ statement: HouseholdReport) -> Report {
    var report = Report(columns: [.init("Outcome"), .init("Since")])
    report.rows = statement.state.outcomes.sorted { $0.key < $1.key }.map { [.code($0.key.rawValue), .day($0.value)] }
    report.empty = "none recorded yet"
    return report
  }
}
