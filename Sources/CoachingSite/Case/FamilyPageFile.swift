import Bookkeeping
import Coaching
import FamilyPages
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// The page that the family takes home, as one file in its language: to be opened, printed and handed over.
enum FamilyPageFile {
  /// The languages in which it is written, each by its own name.
  static var languages: [(tag: String, name: String)] {
    FamilyTexts.tags.map { ($0, Language.names[$0] ?? $0) }
  }

  static func reply(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "page-to-take-home")
    let texts = visit.asked("in").flatMap { FamilyTexts(tag: $0) } ?? FamilyTexts(tag: "it")
    guard let texts else { throw WebRefusals.pageUnknown() }
    let isBeside = visit.asked("beside") != nil && texts.language.tag != "it"
    let family = try FamilyPageReader(visit.bookkeeper, at.household, named: at.household.description)
      .page(meeting: visit.askedDay("meeting"))
    let html = FamilySheet(family, in: texts, over: isBeside ? FamilyTexts(tag: "it") : nil).page.html
    return .file(Array(html.utf8), type: "text/html; charset=utf-8", name: "budget-\(texts.language.tag).html")
  }
}
