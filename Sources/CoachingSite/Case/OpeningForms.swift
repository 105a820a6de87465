import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The beginning and the end of a coaching, and what has changed in between.
enum OpeningForms {
  static func add(to routes: inout Routes) {
    routes.form("/coaching/{household}/open", for: .roles([.educator]), show: showOpening) { visit in
      let at = try CoachingCase(visit, page: "budget")
      let session = try visit.read { $0.choice("session", SessionType.self) ?? .advice }
      return try visit.draft([at.request(BudgetOpened(coach: visit.person.id, session: session))], then: at.path)
    }
    routes.form("/coaching/{household}/close", for: .roles([.educator]), show: showClosing) { visit in
      let at = try CoachingCase(visit, page: "budget")
      let (outcome, session) = try visit.read {
        ($0.choice("outcome", BudgetClosed.Outcome.self), $0.choice("session", SessionType.self) ?? .advice)
      }
      guard let outcome else { throw WebRefusals.pageUnknown() }
      return try visit.draft([at.request(BudgetClosed(outcome: outcome, session: session))], then: at.path)
    }
    routes.form("/coaching/{household}/change", for: .roles([.educator]), show: showChange) { visit in
      let at = try CoachingCase(visit, page: "budget")
      let (reason, since) = try visit.read {
        ($0.choice("reason", CircumstanceChanged.Reason.self), $0.day("since"))
      }
      guard let reason else { throw WebRefusals.pageUnknown() }
      return try visit.draft([at.request(CircumstanceChanged(reason: reason, since: since))], then: at.path)
    }
  }

  private static func showOpening(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "budget")
    return at.page(
      visit.say("Begin the coaching"),
      lead: visit.say("You become this family's coach. The snapshot comes next."),
      visit.form([.field(visit.sessionField())], submit: "Go on", cancel: Action(visit.say("Back"), to: at.path)))
  }

  private static func showClosing(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "budget")
    return at.page(
      visit.say("End the coaching"),
      lead: visit.say(
        "The assessment binds nobody any more, and what bodies have reserved of it falls. What was promised stays."),
      visit.form(
        [
          .field(
            visit.field(
              "outcome", "How it ended", .radios(at.words.options(BudgetClosed.Outcome.self, of: "outcome")))),
          .field(visit.sessionField()),
        ], submit: "Go on", cancel: Action(visit.say("Back"), to: at.path), isGrave: true))
  }

  private static func showChange(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "budget")
    return at.page(
      visit.say("Something has changed"),
      lead: visit.say("Nothing new is promised until the capacity is assessed again. What stands stays."),
      visit.form(
        [
          .field(
            visit.field(
              "reason", "What has changed", .radios(at.words.options(CircumstanceChanged.Reason.self, of: "reason")))),
          .field(visit.field("since", "Since when", .date, initial: visit.today.description)),
        ], submit: "Go on", cancel: Action(visit.say("Back"), to: at.path)))
  }
}
