import Funds
import LedgerCore
import MastroWeb
import Pages

/// A guarantee to the family's landlord, as the family reads it.
struct GuaranteePart {
  let guarantee: FamilyBooks.Guarantee

  func block(_ visit: Visit, _ names: PeopleNames) throws -> Block {
    let (request, state) = (guarantee.request, guarantee.state)
    var terms = [
      Term(visit.say("How it stands"), status(visit)),
      Term(visit.say("To whom"), try names.party(request.landlord)),
      Term(visit.say("The fund stands in for at most"), "\(request.terms.cap)"),
      Term(visit.say("Until"), "\(request.terms.end)"),
    ]
    if state.recourse.isPositive {
      terms.append(Term(visit.say("The fund has paid for you, and wants back"), "\(strong: "\(state.recourse)")"))
    }
    return .section(visit.say("Guarantee for the rent"), [.facts(terms)])
  }

  private func status(_ visit: Visit) -> Inline {
    switch guarantee.state.status {
    case .new, .requested: visit.say("Asked for. The committee decides.")
    case .issued:
      guarantee.state.hasOpenClaim
        ? visit.say("Your landlord has asked for money. The fund looks at it.") : visit.say("Runs.")
    case .refused: visit.say("Not granted.")
    case .withdrawn: visit.say("Given up.")
    case .released, .expired: visit.say("Over.")
    }
  }
}
