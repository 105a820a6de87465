import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A budget of the family as it was sealed on a day.
enum PaperPage {
  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("papers") { family in
      let id = try visit.id()
      let state = try visit.bookkeeper.budget(of: family.id).state
      let plan = (state.agreedPlans + [state.proposedPlan].compactMap { $0 }).first { $0.id == id }
      guard let (day, record) = state.snapshot(id).map({ ($0.day, $0.record) }) ?? plan.map({ ($0.day, $0.record) })
      else { throw WebRefusals.pageUnknown() }
      return SitePage(
        plan == nil ? visit.say("Your budget, as you told it") : visit.say("Plan for your months"), lead: "\(day)",
        trail: [(visit.say("Documents, and who saw what"), family.link("/me/documents"))],
        try SealedBudget.blocks(record, family))
    }
  }
}
