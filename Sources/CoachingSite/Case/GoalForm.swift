import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// What the family wants to reach, in its own words: sealed, only the month is public.
enum GoalForm {
  static func add(to routes: inout Routes) {
    routes.form("/coaching/{household}/goals/new", for: .roles([.educator]), show: show) { visit in
      let at = try CoachingCase(visit, page: "budget")
      let goal = try visit.read { reader in
        let goal = Goal(
          name: reader.text("name", most: SheetLimits.name), amount: reader.notNegative("amount"),
          by: reader.isGiven("by") ? reader.month("by") : nil, saved: reader.notNegative("saved"))
        if goal.fault?.code == .text { reader.fault("name", "Write it on one line, in a few words") }
        if goal.fault?.code == .amount { reader.fault("amount", "This amount is too large") }
        return goal
      }
      let request = try at.sealing(JSONEncoding.encode(goal).canonicalBytes) { BudgetGoalSet(by: goal.by, record: $0) }
      return try visit.draft([request], then: at.path)
    }
  }

  private static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "budget")
    return at.page(
      visit.say("A goal"),
      visit.form(
        [
          .field(visit.field("name", "What the family wants to reach, in its words", .text(most: SheetLimits.name))),
          .field(visit.field("amount", "What it costs", .amount, isRequired: false)),
          .field(visit.field("saved", "What is saved already", .amount, isRequired: false)),
          .field(visit.field("by", "By which month", .month, isRequired: false)),
        ], submit: "Go on", cancel: Action(visit.say("Back"), to: at.path)))
  }
}

extension FormReader {
  /// An amount that may be zero; nil where none was written.
  func notNegative(_ name: String) -> Money? {
    guard let amount = optionalAmount(name) else { return nil }
    if amount < .zero { fault(name, "An amount here is not below zero") }
    return amount
  }
}
