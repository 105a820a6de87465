import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A repayment plan as the family reads it.
struct PlanPart {
  let plan: PlanOverview

  func block(_ family: OwnFamily, _ names: PeopleNames) throws -> Block {
    let visit = family.visit
    var blocks: [Block] = [.facts(facts(visit)), .table(try creditors(visit, names))]
    if let proposal = plan.state.proposal, !proposal.isAcceptedByHousehold {
      blocks.append(.actions([Waiting.plan(plan, proposal).action(family, isMain: false)]))
    }
    if plan.state.agreed != nil, plan.state.status != .lapsed {
      blocks.append(.details(visit.say("All instalments"), [.table(schedule(visit))]))
    }
    let owed = plan.state.debts.reduce(Money.zero) { $0 + $1.outstanding + $1.credited }
    return .section(visit.say("A plan to pay back \(owed)"), blocks)
  }

  private func facts(_ visit: Visit) -> [Term] {
    let state = plan.state
    var terms = [Term(visit.say("How it stands"), status(visit))]
    terms.append(Term(visit.say("Still to pay back"), "\(strong: "\(state.outstanding)")"))
    if let next = plan.instalments.first(where: { !$0.isPaid }), PlanState.Status.running.contains(state.status) {
      let amount = next.missing.reduce(.zero, +)
      terms.append(
        Term(
          visit.say("Next instalment"),
          next.due.map { visit.say("\(amount) on \($0)") } ?? visit.say("\(amount), when the pause is over")))
    }
    if plan.held.isPositive {
      terms.append(Term(visit.say("Already with the fund for your creditors"), "\(plan.held)"))
    }
    if plan.standing.overdue.isPositive {
      terms.append(Term(visit.say("Late"), "\(strong: "\(plan.standing.overdue)")"))
    }
    if !plan.rentsToConfirm.isEmpty {
      terms.append(
        Term(visit.say("Rent not confirmed yet"), .listed(plan.rentsToConfirm.map { "\($0)" })))
    }
    if let freeze = state.freeze { terms.append(Term(visit.say("Nobody may evict you until"), "\(freeze.until)")) }
    return terms
  }

  private func status(_ visit: Visit) -> Inline {
    switch plan.state.status {
    case .new, .opened:
      plan.state.proposal == nil
        ? visit.say("The debts are listed. There is no plan yet.")
        : visit.say("Proposed: it begins when everybody has said yes.")
    case .active:
      plan.standing.isKept
        ? visit.say("Runs, and is kept.") : visit.say("Runs. Something is late: call before it grows.")
    case .suspended: visit.say("Pause: no instalment falls due.")
    case .breached: visit.say("Broken. There is time to put it right: call now.")
    case .completed: visit.say("Done: everything is paid.")
    case .lapsed: visit.say("Ended, because it was not kept.")
    case .withdrawn: visit.say("Given up.")
    }
  }

  private func creditors(_ visit: Visit, _ names: PeopleNames) throws -> Table {
    Table(
      caption: visit.say("To whom, and how much is left"),
      columns: [
        .init(visit.say("To whom")), .init(visit.say("Paid"), isFigure: true), .init(visit.say("Left"), isFigure: true),
      ],
      rows: try plan.state.debts.map { debt in
        [
          .inline(try names.party(debt.creditor).over(visit.word(debt.terms.nature, of: "nature"))),
          .euros(debt.credited), .euros(debt.outstanding),
        ]
      })
  }

  private func schedule(_ visit: Visit) -> Table {
    Table(
      caption: visit.say("All instalments"),
      columns: [
        .init(visit.say("When")), .init(visit.say("How much"), isFigure: true),
        .init(visit.say("Left"), isFigure: true),
      ],
      rows: plan.instalments.map { standing in
        [
          .inline(when(standing, visit)), .euros(standing.instalment.amount),
          standing.isPaid ? .inline(visit.say("paid")) : .euros(standing.missing.reduce(.zero, +)),
        ]
      })
  }
  /// Its day, marked where it is over and something is missing.
  private func when(_ standing: InstalmentStanding, _ visit: Visit) -> Inline {
    guard let due = standing.due else { return visit.say("after the pause") }
    let isLate = due < visit.today && !standing.isPaid && PlanState.Status.running.contains(plan.state.status)
    return isLate ? ("\(due)" as Inline).over("\(strong: visit.say("late"))") : "\(due)"
  }
}
