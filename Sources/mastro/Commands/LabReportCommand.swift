import ArgumentParser
import Bookkeeping
import LedgerCore
import LedgerViews

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

  func validate() throws {
    if let to {
      if options.asOf != nil { throw ValidationError("give --to or --as-of, not both") }
      if let from = options.from, from > to { throw ValidationError("--from is after --to") }
    }
  }

  func run() throws {
    var options = options
    options.asOf = to ?? options.asOf
    if isPublic, options.asOf == nil {
      let lastYear = Session.current.surroundings.now.date.year - 1
      options.asOf = CivilDate(year: options.from?.year ?? lastYear, month: 12, day: 31)
    }
    try options.show(LabsSheet.self) { _ in
      var query = ReportQuery()
      query.isPublic = isPublic
      return query
    }
  }
}
