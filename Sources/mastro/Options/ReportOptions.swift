import ArgumentParser
import Bookkeeping
import LedgerCore
import LedgerViews
import Pages

/// What every report takes: of which day, as known when, and in which form.
struct ReportOptions: ParsableArguments {
  @OptionGroup var common: LedgerOptions

  @Option(help: "Day (YYYY-MM-DD) of the report; what took effect later does not count. Today otherwise.")
  var asOf: CivilDate?

  @Option(help: "First day of what is measured over a stretch; 1 January of the same year otherwise.")
  var from: CivilDate?

  @Option(help: "Size of the log: what was known after so many entries.")
  var at: Int?

  @Flag(help: "Print comma-separated values of the first table.")
  var csv = false

  @Option(help: "With --csv: another table of the report, by its member in the JSON.")
  var table: String?

  @Option(help: "Write one printable page to this file; it holds the names that the report shows.")
  var html: String?

  func validate() throws {
    if let at, at < 0 { throw ValidationError("a log has a size of 0 or more") }
    if let from, let asOf, from > asOf { throw ValidationError("--from is after --as-of") }
    if csv && common.json { throw ValidationError("give --csv or --json, not both") }
    if table != nil && !csv { throw ValidationError("--table chooses a table for --csv") }
  }

  var scope: ReportScope {
    ReportScope(asOf: asOf ?? Session.current.surroundings.now.date, from: from, size: at)
  }

  /// Reads a report on one view of the log, and shows it in the form that was asked for.
  func show(_ report: any ReportView.Type, _ query: (Bookkeeper) throws -> ReportQuery = { _ in ReportQuery() }) throws
  {
    let bookkeeper = try common.open()
    let read = try Viewer(bookkeeper).report(report, scope, query(bookkeeper))
    let sheet = read.sheet
    if let html {
      try Files.replace(html, with: Array(sheet.page(read.provenance).html.utf8), mode: 0o600)
      Console.note("the page is in \(html)")
    }
    if common.json {
      Console.data(sheet.json.prettyText)
    } else if csv {
      Console.data(try chosen(sheet).csv, terminator: "")
    } else if html == nil {
      Console.data(sheet.text)
    }
    if let finding = sheet.finding { throw Findings(message: finding.english) }
  }

  private func chosen(_ sheet: ReportSheet) throws -> ReportSheet.TablePart {
    let names = sheet.tables.map(\.member)
    guard let found = table.map({ name in sheet.tables.first { $0.member == name } }) ?? sheet.tables.first else {
      throw ValidationError("the report has no such table; it has \(names.joined(separator: ", "))")
    }
    return found
  }
}
