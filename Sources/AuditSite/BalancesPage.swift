import Bookkeeping
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// Every balance: now, as of a day, or as it was known at a size of the log.
struct BalancesPage {
  let visit: Visit

  func page() throws -> SitePage {
    let size = visit.asked("at").flatMap { Int($0) }
    let day = visit.askedDay("as-of")
    let scope = ReportScope(asOf: day ?? visit.today, size: size)
    let read = try visit.books.report("trial-balance", scope)
    return SitePage(
      visit.say("Balances"), lead: read.sheet.subtitle(visit.words), trail: [(visit.say("The log"), "/log")],
      width: .wide,
      [.form(question(day, size))] + read.sheet.blocks(visit.words) + [.note(read.provenance(visit.words))])
  }

  private func question(_ day: CivilDate?, _ size: Int?) -> Form {
    Form(
      action: "/audit/balances", method: .get,
      [
        .field(
          Field("as-of", visit.say("As of"), .date, values: [day?.description ?? ""], isRequired: false)),
        .field(
          Field(
            "at", visit.say("As known at size"), .integer(0...9_999_999), values: [size.map(String.init) ?? ""],
            isRequired: false)),
      ], submit: visit.say("Show"), isCompact: true)
  }
}
