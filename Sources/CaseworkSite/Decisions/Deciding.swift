import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What somebody has before their eyes who decides: the matter itself, the money behind it, and what the family can bear.
enum Deciding {
  static func beside<Pages: Instrument>(
    _ visit: Visit, _ file: CaseFile<Pages.State>, _ pages: Pages.Type
  ) throws -> [Block] {
    var blocks: [Block] = [
      .section(visit.say("What it is about"), [.facts(try Pages.facts(visit, file))])
    ]
    if let purse = Pages.purse(of: file.state) { blocks += try visit.purse(purse) }
    if let household = Pages.household(of: file) {
      blocks += try visit.capacitySection(of: household)
      blocks += [.section(visit.say("What the family has already"), try standing(of: household, visit))]
    }
    return blocks
  }

  /// All that runs for a family, and what it owes.
  static func standing(of household: ULID, _ visit: Visit) throws -> [Block] {
    let report = try visit.bookkeeper.report(ReportScope(asOf: visit.today)) { try $0.household(household) }
    return [
      .facts([
        Term(visit.say("Given so far"), "\(report.given)"), Term(visit.say("Owed"), "\(report.owed)"),
        Term(visit.say("Overdue"), "\(report.overdue)"), Term(visit.say("Promised each month"), "\(report.monthly)"),
      ])
    ]
  }

  /// What is promised in guarantees against the reserve behind them.
  static func exposure(_ purse: Restriction, _ visit: Visit) throws -> [Block] {
    let report = try visit.bookkeeper.report(ReportScope(asOf: visit.today)) { try $0.exposure() }
    guard let line = report.lines.first(where: { $0.restriction == purse }) else {
      return [.paragraph(visit.say("No reserve stands behind guarantees of \(visit.words(of: purse)) yet."))]
    }
    return [
      .section(
        visit.say("The reserve of \(visit.words(of: purse))"),
        [
          .facts([
            Term(visit.say("Promised in guarantees"), "\(line.exposure)"),
            Term(visit.say("Reserve"), "\(line.reserve)"),
            Term(visit.say("The most that may be promised"), "\(line.limit)"),
            Term(visit.say("Room for more"), "\(strong: "\(line.room)")"),
          ])
        ])
    ]
  }
}
