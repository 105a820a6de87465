import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// This month: what waits for a signature, what comes in and goes out by the plan that was agreed, what is to be paid.
enum MonthPage {
  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("month") { family in
      let names = try PeopleNames(visit.bookkeeper)
      let books = try FamilyBooks(family.id, visit.bookkeeper)
      let month = CivilMonth(visit.today)
      let last = month.firstDay.adding(months: 1).adding(days: -1)
      let due = try PaymentsDue(books, through: last, today: visit.today, names)
      let plan = try AgreedMonth(books.budget, month, visit.bookkeeper)
      var blocks = try family.choice("/me")
      blocks += figures(plan, due, visit)
      blocks += try waiting(books, family, names)
      blocks.append(.section(visit.say("Still to pay"), [.table(due.table(visit))]))
      if let plan { blocks += plan.blocks(visit) } else { blocks.append(noPlan(books, visit)) }
      blocks += try meeting(books.budget, visit, names)
      return SitePage(visit.say("This month"), lead: "\(month)", blocks)
    }
  }

  private static func waiting(_ books: FamilyBooks, _ family: OwnFamily, _ names: PeopleNames) throws -> [Block] {
    let waiting = Waiting.all(in: books)
    guard !waiting.isEmpty else { return [] }
    return [.section(family.visit.say("Waits for you"), try waiting.flatMap { try $0.block(family, names) })]
  }

  private static func figures(_ plan: AgreedMonth?, _ due: PaymentsDue, _ visit: Visit) -> [Block] {
    var figures: [Pages.Figure] = []
    if let plan {
      figures.append(Pages.Figure(visit.text("Comes in"), "\(plan.income)"))
      figures.append(Pages.Figure(visit.text("Goes out"), "\(plan.out)"))
    }
    figures.append(Pages.Figure(visit.text("Still to pay"), "\(due.total)"))
    if let plan {
      let left = plan.income - plan.out
      figures.append(
        left < .zero
          ? Pages.Figure(
            visit.text("Missing this month"), "\(left.magnitude)", note: visit.say("Call: we look at it together."))
          : Pages.Figure(visit.text("Left this month"), "\(left)"))
    }
    return [.figures(figures)]
  }

  private static func noPlan(_ books: FamilyBooks, _ visit: Visit) -> Block {
    let line =
      books.budget.state.isOpen
      ? visit.say("When you have agreed to a plan for your months, you find here what comes in and what goes out.")
      : visit.say("Nobody has made a budget with you yet. If you want one, ask the people who help you: it is free.")
    return .section(visit.say("What comes in and goes out"), [.paragraph(line)])
  }

  /// The books do not hold appointments; they know whom to ask, and which months are still to be looked at together.
  private static func meeting(_ budget: BudgetBook, _ visit: Visit, _ names: PeopleNames) throws -> [Block] {
    guard budget.state.isOpen, let coach = budget.state.coach else { return [] }
    let name = try names.member(coach)
    let body = budget.state.openedFor.map { names.body($0) }
    var lines: [Block] = []
    if let month = budget.monthsToCheck.last {
      lines.append(.paragraph(visit.say("Together we look at how \(month) went. Take your receipts with you.")))
    }
    lines.append(
      .paragraph(
        body.map { visit.say("You meet \(name) of \($0). Call for the day, or if you cannot come.") }
          ?? visit.say("You meet \(name). Call for the day, or if you cannot come.")))
    return [.section(visit.say("Next meeting"), lines)]
  }
}
