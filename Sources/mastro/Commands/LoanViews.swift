import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

struct LoanScheduleView: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "The schedule in force, and what of it is paid.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The loan.") var loan: String

  func run() throws {
    let bookkeeper = try common.open()
    let schedule = try LoanScheduleCard.schedule(Viewer(bookkeeper), bookkeeper.stream("loan", loan))
    schedule.show(json: common.json)
    guard !common.json else { return }
    for remark in schedule.remarks { Console.note(remark.english) }
  }
}

struct LoanList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The loans and where they stand.")
  @OptionGroup var common: LedgerOptions
  @Option(help: "Only those in this state: applied, approved, accepted, running, closed, …") var state: String?
  @Flag(help: "Only those that are overdue.") var overdue = false
  @Option(help: "Count days up to this day; today otherwise.") var asOf: CivilDate?

  func run() throws {
    var query = ListQuery(state: state, asOf: asOf)
    query.onlyOverdue = overdue
    try Viewer(common.open()).list(LoanListing.self, query).show(json: common.json)
  }
}

struct LoanShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A loan: terms, what is owed, how late, and everybody who has signed it.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The loan.") var loan: String
  @Option(help: "Count days up to this day; today otherwise.") var asOf: CivilDate?

  func run() throws {
    let bookkeeper = try common.open()
    try Viewer(bookkeeper).card(LoanCard.self, bookkeeper.stream("loan", loan), CardQuery(asOf: asOf))
      .show(json: common.json)
  }
}
