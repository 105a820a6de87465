import Bookkeeping
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Who has read which family's data, by ids: the family itself sees the names of those who did.
struct AccessPage {
  let visit: Visit

  func page() throws -> SitePage {
    let reads = try visit.bookkeeper.vault.accesses(most: 500)
    let table = Table(
      caption: visit.say("Readings, newest first"),
      columns: [
        .init(visit.say("Day")), .init(visit.say("Family")), .init(visit.say("Reader")), .init(visit.say("Page")),
        .init(visit.say("Times"), isFigure: true),
      ],
      rows: reads.map {
        [
          .day($0.day), .inline(.code($0.household.description)), .inline(.code($0.member.description)),
          .inline(Inline(visit.glossary.code($0.page, of: "page"))), .figure($0.count, .whole),
        ]
      }, empty: visit.say("Nobody has opened a family's page yet."))
    return SitePage(
      visit.say("Who read what"),
      lead: visit.say("Every page about a family that somebody else has opened. The last 500 are shown."),
      trail: [(visit.say("The log"), "/log")], width: .wide, [.table(table)])
  }
}
