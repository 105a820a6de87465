import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// Months as the family wants to live them, and what it would promise: proposed to the family, which says yes or no.
enum PlanForm {
  static func add(to routes: inout Routes) {
    routes.form("/coaching/{household}/plan", for: .roles([.educator]), show: show) { visit in
      let at = try CoachingCase(visit, page: "budget")
      let (from, months, promised, session) = try visit.read {
        (
          $0.month("from"), $0.integer("months", in: 1...60), $0.notNegative("promised") ?? .zero,
          $0.choice("session", SessionType.self) ?? .advice
        )
      }
      let (_, told) = try visit.bookkeeper.confirmedSheet(of: at.book)
      let sheet = try visit.bookkeeper.merging(
        told.toEdit(from: from), named: at.household.description, of: at.household, on: visit.today
      ).sheet
      let request = try at.sealing(sheet.canonicalBytes()) {
        BudgetPlanProposed(from: from, months: months, promised: promised, record: $0, session: session)
      }
      return try visit.draft([request], then: at.path)
    }
  }

  private static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "budget")
    let (_, sheet) = try visit.bookkeeper.confirmedSheet(of: at.book)
    let tables = BudgetTables(visit, sheet)
    let left =
      at.state.assessment == nil
      ? visit.say("Nobody has assessed yet what the family can promise: a plan may promise nothing new.")
      : visit.say("\(at.book.amount) a month can still be promised.")
    return at.page(
      visit.say("Propose a plan"),
      lead: visit.say(
        "The plan holds the budget that the family has confirmed. To plan other figures, take a new snapshot first."),
      [
        .section(
          visit.say("An ordinary month"), [.facts(tables.month), .details(visit.say("Every line"), tables.blocks)])
      ]
        + visit.form(
          [
            .block(.note(left)),
            .field(visit.field("from", "First month", .month, initial: CivilMonth(visit.today).description)),
            .field(visit.field("months", "How many months", .integer(1...60), initial: "12")),
            .field(
              visit.field(
                "promised", "New instalments a month", .amount, hint: "Nothing where nothing new is promised.",
                isRequired: false)),
            .field(visit.sessionField()),
          ], submit: "Go on", cancel: Action(visit.say("Back"), to: at.path)))
  }
}
