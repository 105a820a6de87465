import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The family reads a plan that is proposed, and says yes or no to the whole of it.
enum PlanAnswer {
  static func show(_ visit: Visit) throws -> SitePage {
    let stream = try visit.stream("plan")
    let family = try visit.family(having: stream, "plan")
    let plan = try visit.bookkeeper.plan(visit.id())
    let names = try PeopleNames(visit.bookkeeper)
    let trail = [(visit.say("This month"), family.link("/me"))]
    guard let proposal = plan.state.proposal, !proposal.isAcceptedByHousehold else {
      return SitePage(
        visit.say("Plan to pay back"), trail: trail,
        [
          .message(Message(.done, visit.say("Nothing waits for you here"))),
          .actions([Action(visit.say("My plan"), to: family.link("/me/plan"))]),
        ])
    }
    let reason = visit.field(
      "reason", "Only if no: why?",
      .radios(visit.options(PlanRefused.Reason.self, of: "reason", without: [PlanRefused.Reason.tooLittle.rawValue])),
      isRequired: false)
    let blocks: [Block] = [
      .facts(facts(proposal, visit)),
      .table(try shares(proposal, plan.state, visit, names)),
      .details(visit.say("All instalments"), [.table(instalments(proposal, visit))]),
      .note(visit.say("You need not say yes. Whoever says no is asked again, with another plan.")),
    ]
    return SitePage(
      visit.say("Plan to pay back"), trail: trail,
      blocks
        + visit.form(
          [
            .field(visit.yesOrNo("Can you keep this plan?", yes: "Yes, I agree", no: "No, I do not agree")),
            .field(reason),
          ], submit: "Go on, to sign", hidden: family.hidden))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let stream = try visit.stream("plan")
    let family = try visit.family(having: stream, "plan")
    let state: PlanState = try visit.bookkeeper.state(stream)
    guard let proposal = state.proposal else { throw PlanRules.noProposal(["proposal": "", "plan": stream.key]) }
    let (answer, reason) = try visit.read { form in
      let answer = form.choice("answer", YesNo.self)
      let reason = answer == .no ? form.choice("reason", PlanRefused.Reason.self) : nil
      return (answer, reason)
    }
    let request =
      answer == .yes
      ? try visit.statement(
        PlanAccepted(proposal: proposal.id, creditor: nil, amount: proposal.terms.total, attestation: nil),
        stream: stream, as: .household)
      : try visit.statement(
        PlanRefused(proposal: proposal.id, creditor: nil, reason: reason ?? .other, attestation: nil), stream: stream,
        as: .household)
    return try visit.draft([request], then: family.link("/me/plan"))
  }

  private static func facts(_ proposal: PlanState.Proposal, _ visit: Visit) -> [Term] {
    let terms = proposal.terms
    var facts = [
      Term(visit.say("You pay back"), "\(strong: "\(terms.total)")"),
      Term(visit.say("Number of instalments"), "\(terms.instalments.count)"),
      Term(visit.say("In the highest month"), "\(strong: "\(terms.monthly)")"),
    ]
    if let first = terms.instalments.first, let last = terms.instalments.last {
      facts.append(Term(visit.say("First instalment"), visit.say("\(first.amount) on \(first.due)")))
      facts.append(Term(visit.say("Last instalment"), visit.say("\(last.amount) on \(last.due)")))
    }
    if let rent = terms.rent {
      facts.append(
        Term(visit.say("Beside it, the rent of each month"), visit.say("by day \(rent.dueDay) of the month")))
    }
    facts.append(
      Term(
        visit.say("The plan is broken when"),
        visit.say(
          "instalments missed: \(terms.breach.missedInstalments), or rents missed: \(terms.breach.missedRents). Then there are days to put it right: \(terms.breach.cureDays)"
        )))
    return facts
  }

  private static func shares(
    _ proposal: PlanState.Proposal, _ state: PlanState, _ visit: Visit, _ names: PeopleNames
  ) throws -> Table {
    Table(
      caption: visit.say("To whom it goes"),
      columns: [
        .init(visit.say("To whom")), .init(visit.say("Owed"), isFigure: true),
        .init(visit.say("In this plan"), isFigure: true),
      ],
      rows: try proposal.terms.debts.map { number in
        let debt = state.debts[number - 1]
        return [
          .inline(try names.party(debt.creditor).over(visit.word(debt.terms.nature, of: "nature"))),
          .euros(debt.outstanding), .euros(proposal.terms.total(of: number)),
        ]
      })
  }

  private static func instalments(_ proposal: PlanState.Proposal, _ visit: Visit) -> Table {
    Table(
      caption: visit.say("All instalments"),
      columns: [.init(visit.say("When")), .init(visit.say("How much"), isFigure: true)],
      rows: proposal.terms.instalments.map { [.day($0.due), .euros($0.amount)] },
      totals: [.inline(visit.say("Together")), .euros(proposal.terms.total)])
  }
}
