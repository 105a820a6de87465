import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A creditor says yes or no to their own part of a plan.
enum CreditorPlanAnswer {
  static func show(_ visit: Visit) throws -> SitePage {
    let part = try CreditorDesk(visit).part()
    let trail = try trail(part, visit)
    guard part.proposal != nil else {
      return SitePage(
        visit.say("Your answer to the plan"), trail: trail,
        [.message(Message(.done, visit.say("Nothing is left to do here")))])
    }
    let reason = visit.field(
      "reason", "Only if no: why?", .radios(visit.options(PlanRefused.Reason.self, of: "reason")), isRequired: false)
    let total = part.share.payments.reduce(Money.zero) { $0 + $1.amount }
    return SitePage(
      visit.say("Your answer to the plan"), trail: trail,
      [
        .figures([
          Figure(visit.text("Your part"), "\(total)"), Figure(visit.text("Owed to you"), "\(part.owed)"),
        ]), .table(CreditorPlanPage.payments(part.share, visit)),
      ]
        + visit.form(
          [
            .field(visit.yesOrNo("Do you agree?", yes: "Yes, I agree", no: "No, I do not agree")), .field(reason),
          ], submit: "Go on, to sign"))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let part = try CreditorDesk(visit).part()
    guard let proposal = part.proposal else { throw PlanRules.noProposal(["proposal": "", "plan": part.plan]) }
    let (answer, reason) = try visit.read { form in
      let answer = form.choice("answer", YesNo.self)
      return (answer, answer == .no ? form.choice("reason", PlanRefused.Reason.self) : nil)
    }
    let total = part.share.payments.reduce(Money.zero) { $0 + $1.amount }
    let creditor = part.share.creditor
    let request =
      answer == .yes
      ? try visit.statement(
        PlanAccepted(proposal: proposal, creditor: creditor, amount: total, attestation: nil), stream: part.stream,
        as: .creditor, for: part.body)
      : try visit.statement(
        PlanRefused(proposal: proposal, creditor: creditor, reason: reason ?? .other, attestation: nil),
        stream: part.stream, as: .creditor, for: part.body)
    return try visit.draft([request], then: WebPath(stringLiteral: part.path))
  }

  static func trail(_ part: CreditorDesk.Part, _ visit: Visit) throws -> [(title: Inline, path: WebPath)] {
    let names = try PeopleNames(visit.bookkeeper)
    return [
      (visit.say("What is owed to you"), "/creditor"),
      (visit.say("What \(try names.household(part.household)) owes you"), WebPath(stringLiteral: part.path)),
    ]
  }
}
