import Bookkeeping
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// Every report of the command line as a page.
struct ReportsPage {
  let visit: Visit

  func list() -> SitePage {
    let reports = ReportCatalogue.all.filter { !$0.needs.contains(.household) && !$0.needs.contains(.fund) }
    return SitePage(
      visit.say("Reports"),
      [
        .list(
          reports.map { report in
            .link(Inline(visit.glossary.heading(report.title.english)), to: "/reports/\(report.name)")
          })
      ])
  }

  func report() throws -> SitePage {
    let size = visit.asked("at").flatMap { Int($0) }
    let day = visit.askedDay("as-of")
    let from = visit.askedDay("from")
    let scope = ReportScope(asOf: day ?? visit.today, from: from, size: size)
    let name = visit.parameter("name")
    guard ReportCatalogue.all.contains(where: { $0.name == name }) else { throw WebRefusals.pageUnknown() }
    let read = try visit.books.report(name, scope, ReportQuery(fund: visit.asked("fund").flatMap { Slug($0) }))
    func field(_ name: String, _ label: Phrase, _ control: Field.Control, _ value: String?) -> Form.Item {
      .field(Field(name, visit.say(label), control, values: [value ?? ""], isRequired: false))
    }
    let question = Form(
      action: "/reports/\(name)", method: .get,
      [
        field("as-of", "As of", .date, day?.description), field("from", "Since", .date, from?.description),
        field("at", "As known at size", .integer(0...9_999_999), size.map(String.init)),
      ], submit: visit.say("Show"), isCompact: true)
    return SitePage(
      .name(read.sheet.title(visit.words)), lead: read.sheet.subtitle(visit.words),
      trail: [(visit.say("Reports"), "/reports")], width: .wide,
      [.form(question)] + read.sheet.blocks(visit.words) + [.note(read.provenance(visit.words))])
  }
}
