import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The family says that its budget is written down right, and agrees to a plan for its months.
enum BudgetAnswer {
  static func showSnapshot(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("budget") { family in
      let snapshot = try visit.bookkeeper.budget(of: family.id).state.newestSnapshot
      guard let snapshot, snapshot.confirmed == nil else { return nothing(visit, family) }
      return try page(
        visit.say("Is your budget written down right?"), family, snapshot.record,
        visit.say("You told it on \(snapshot.day). Do not sign what is not right: call, and it is written anew."))
    }
  }

  static func submitSnapshot(_ visit: Visit) throws -> Reply {
    let family = try own(visit)
    guard let snapshot = try visit.bookkeeper.budget(of: family.id).state.newestSnapshot else {
      throw WebRefusals.pageUnknown()
    }
    return try visit.draft(
      [
        visit.statement(
          BudgetSnapshotConfirmed(snapshot: snapshot.id, attestation: nil), stream: StreamID("budget", family.id),
          as: .household)
      ], then: family.link("/me"))
  }

  static func showPlan(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("budget") { family in
      guard let plan = try visit.bookkeeper.budget(of: family.id).state.proposedPlan else {
        return nothing(visit, family)
      }
      let promise =
        plan.promised.isPositive
        ? visit.say("It rests on new instalments of \(plan.promised) each month.")
        : visit.say("It rests on no new instalments.")
      let span = visit.say("It begins in \(plan.from) and lasts until \(plan.last).")
      return try page(visit.say("A plan for your months"), family, plan.record, "\(span) \(promise)")
    }
  }

  static func submitPlan(_ visit: Visit) throws -> Reply {
    let family = try own(visit)
    guard let plan = try visit.bookkeeper.budget(of: family.id).state.proposedPlan else {
      throw WebRefusals.pageUnknown()
    }
    return try visit.draft(
      [
        visit.statement(
          BudgetPlanAgreed(plan: plan.id, attestation: nil), stream: StreamID("budget", family.id), as: .household)
      ], then: family.link("/me"))
  }

  private static func own(_ visit: Visit) throws -> OwnFamily {
    guard let family = try visit.ownFamily("budget") else { throw WebRefusals.pageUnknown() }
    return family
  }

  private static func nothing(_ visit: Visit, _ family: OwnFamily) -> SitePage {
    SitePage(
      visit.say("Your budget"), trail: [(visit.say("This month"), family.link("/me"))],
      [.message(Message(.done, visit.say("Nothing waits for you here")))])
  }

  private static func page(
    _ title: Inline, _ family: OwnFamily, _ record: Fingerprint, _ line: Inline
  ) throws -> SitePage {
    let visit = family.visit
    return SitePage(
      title, lead: line, trail: [(visit.say("This month"), family.link("/me"))],
      try SealedBudget.blocks(record, family) + visit.form([], submit: "Go on, to sign", hidden: family.hidden))
  }
}
