import Bookkeeping
import FamilyPages
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Everything that runs: plans, loans, guarantees, hours of service, and what the family can promise, in words.
enum FamilyPlanPage {
  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("plan") { family in
      let names = try PeopleNames(visit.bookkeeper)
      let books = try FamilyBooks(family.id, visit.bookkeeper)
      var blocks = try family.choice("/me/plan") + capacity(family, books)
      let parts: [(isOver: Bool, block: Block)] =
        try books.plans.map { try ($0.isOver, PlanPart(plan: $0).block(family, names)) }
        + books.loans.compactMap { book in try LoanPart(book: book).block(family, names).map { (book.isOver, $0) } }
        + books.services.map { try ($0.state.endedOn != nil, ServicePart(service: $0).block(family, names)) }
        + books.guarantees.map { try ($0.isOver, GuaranteePart(guarantee: $0).block(visit, names)) }
      let running = parts.filter { !$0.isOver }.map(\.block)
      blocks +=
        running.isEmpty
        ? [.paragraph(visit.say("Nothing runs at the moment: no loan, no plan, no guarantee."))] : running
      let over = parts.filter(\.isOver).map(\.block)
      if !over.isEmpty { blocks.append(.details(visit.say("What is over"), over)) }
      return SitePage(visit.say("My plan"), blocks)
    }
  }

  private static func capacity(_ family: OwnFamily, _ books: FamilyBooks) throws -> [Block] {
    let visit = family.visit
    guard let sheet = try BudgetPage.sheet(family) else { return [] }
    return [
      .section(
        visit.say("What we can promise"),
        [
          .note(sheet.now),
          .actions([Action(visit.say("Our whole budget, to read and to print"), to: family.link("/me/budget"))]),
        ]
      )
    ]
  }
}

extension PlanOverview {
  var isOver: Bool { ![.new, .opened].contains(state.status) && !PlanState.Status.running.contains(state.status) }
}

extension LoanBook {
  var isOver: Bool { [.refused, .withdrawn, .lapsed, .closed, .writtenOff].contains(state.status) }
}

extension FamilyBooks.Guarantee {
  var isOver: Bool {
    [.refused, .withdrawn, .released, .expired].contains(state.status) && !state.recourse.isPositive
  }
}
