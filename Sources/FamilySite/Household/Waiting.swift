import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Something that waits for the family's own signature.
enum Waiting {
  case loan(LoanBook)
  case plan(PlanOverview, PlanState.Proposal)
  case service(FamilyBooks.Service)
  case snapshot(BudgetState.Snapshot)
  case budgetPlan(BudgetState.Plan)
  case claim(FamilyBooks.Guarantee, GuaranteeClaim)

  static func all(in books: FamilyBooks) -> [Waiting] {
    var found: [Waiting] = []
    let budget = books.budget.state
    if budget.isOpen {
      if let snapshot = budget.newestSnapshot, snapshot.confirmed == nil { found.append(.snapshot(snapshot)) }
      if let plan = budget.proposedPlan { found.append(.budgetPlan(plan)) }
    }
    found += books.loans.filter { $0.state.status == .approved }.map { .loan($0) }
    for plan in books.plans {
      if let proposal = plan.state.proposal, !proposal.isAcceptedByHousehold { found.append(.plan(plan, proposal)) }
    }
    found += books.services.filter(\.awaitsFamily).map { .service($0) }
    for guarantee in books.guarantees where guarantee.state.status == .issued {
      found += guarantee.state.claims.filter { $0.status == .open && $0.notifiedOn != nil && $0.reply == nil }
        .map { .claim(guarantee, $0) }
    }
    return found
  }
}

extension FamilyBooks.Service {
  /// Terms stand, and the person who would work has not answered.
  var awaitsFamily: Bool { state.status == .agreed && state.termsEntry != nil && !state.accepted.contains(.household) }
}

extension Waiting {
  func block(_ family: OwnFamily, _ names: PeopleNames) throws -> [Block] {
    let visit = family.visit
    let told = try tell(visit, names)
    return [
      .message(Message(.note, told.title, [told.detail])),
      .actions([action(family, isMain: true)]),
    ]
  }

  /// The way to the page where it is read and answered.
  func action(_ family: OwnFamily, isMain: Bool) -> Action {
    let label =
      switch self {
      case .loan, .snapshot, .budgetPlan: family.visit.say("Read and sign")
      case .plan, .service, .claim: family.visit.say("Read and answer")
      }
    return Action(label, to: family.link(path), isMain: isMain)
  }

  private var path: String {
    switch self {
    case .loan(let book): "/me/loans/\(book.contract.id)/answer"
    case .plan(let plan, _): "/me/plans/\(plan.id)/answer"
    case .service(let service): "/me/service/\(service.id)/answer"
    case .snapshot: "/me/budget/confirm"
    case .budgetPlan: "/me/budget/agree"
    case .claim(let guarantee, let claim): "/me/guarantees/\(guarantee.id)/claims/\(claim.id)/answer"
    }
  }

  private func tell(_ visit: Visit, _ names: PeopleNames) throws -> (title: Inline, detail: Inline) {
    switch self {
    case .loan(let book):
      return (
        visit.say("A loan of \(book.contract.amount) is ready"),
        visit.say("You pay it back to \(try names.fund(book.contract.purse.fund)). Nothing begins before you sign.")
      )
    case .plan(_, let proposal):
      return (
        visit.say("A plan to pay back \(proposal.terms.total)"),
        visit.say(
          "Instalments: \(proposal.terms.instalments.count). The highest month is \(proposal.terms.monthly). You may say yes or no."
        )
      )
    case .service(let service):
      return (
        visit.say("Hours of help instead of money"),
        visit.say("\(try names.party(service.work.worker)) reads and signs. Whoever says no loses no other help.")
      )
    case .snapshot(let snapshot):
      return (
        visit.say("Is your budget written down right?"),
        visit.say("You told it on \(snapshot.day). Read it, and sign if it is right.")
      )
    case .budgetPlan(let plan):
      return (
        visit.say("A plan for your months"),
        visit.say("It begins in \(plan.from) and lasts until \(plan.last).")
      )
    case .claim(let guarantee, let claim):
      return (
        visit.say("Your landlord asks the fund for money"),
        visit.say(
          "\(try names.party(guarantee.request.landlord)) says that \(claim.claimed) is not paid. Say what you know.")
      )
    }
  }
}
