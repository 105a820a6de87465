import Bookkeeping
import FamilyPages
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// The page that the family takes home, in the language in which it reads.
enum BudgetPage {
  /// Nil where no budget was told yet, or it can be read no more.
  static func sheet(_ family: OwnFamily) throws -> FamilySheet? {
    guard let texts = FamilyTexts(tag: family.visit.language.tag) else { return nil }
    do {
      let reader = try FamilyPageReader(family.visit.bookkeeper, family.id, named: family.id.description)
      return FamilySheet(try reader.page(meeting: nil), in: texts)
    } catch let refusal as Refusal where [BudgetRefusals.nothingSealed, BudgetRefusals.gone].contains(refusal.code) {
      return nil
    }
  }

  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("budget") { family in
      guard let sheet = try sheet(family) else { throw WebRefusals.pageUnknown() }
      let page = sheet.page
      let paper = Action(visit.say("Keep it as a file"), to: family.link("/me/budget/paper"))
      return SitePage(
        page.heading ?? Inline(page.title), lead: page.subtitle,
        trail: [(visit.say("My plan"), family.link("/me/plan"))],
        page.blocks + page.footer.map { .paragraph($0) } + [.actions([paper])])
    }
  }

  /// One file without scripts, to print or to keep.
  static func paper(_ visit: Visit) throws -> Reply {
    guard let family = try visit.ownFamily("budget"), let sheet = try sheet(family) else {
      throw WebRefusals.pageUnknown()
    }
    return .file(Array(sheet.page.html.utf8), type: "text/html; charset=utf-8", name: "budget.html")
  }
}
