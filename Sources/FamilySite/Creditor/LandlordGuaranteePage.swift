import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A landlord's guarantee: its terms, what was claimed, what is paid.
enum LandlordGuaranteePage {
  static func show(_ visit: Visit) throws -> SitePage {
    let guarantee = try CreditorDesk(visit).guarantee()
    let names = try PeopleNames(visit.bookkeeper)
    var blocks: [Block] = [
      .figures([
        Figure(visit.text("Left of it"), "\(guarantee.state.residual)"),
        Figure(visit.text("Paid to you"), "\(guarantee.state.paid)"),
      ]), .facts(try terms(guarantee, visit, names)),
    ]
    if guarantee.state.status == .issued { blocks.append(.actions(actions(guarantee, visit))) }
    blocks.append(.section(visit.say("What you have asked for"), [.table(claims(guarantee, visit))]))
    if let amounts = guarantee.state.amounts, amounts.admitted.isPositive {
      blocks.append(.section(visit.say("How it is computed"), [.facts(formula(guarantee.state, amounts, visit))]))
    }
    return SitePage(
      visit.say("Guarantee for \(try names.household(guarantee.request.household))"),
      trail: [(visit.say("What is owed to you"), "/creditor")], blocks)
  }

  static func trail(
    _ guarantee: CreditorDesk.Guarantee, _ visit: Visit
  ) throws -> [(title: Inline, path: WebPath)] {
    let name = try PeopleNames(visit.bookkeeper).household(guarantee.request.household)
    return [
      (visit.say("What is owed to you"), "/creditor"),
      (visit.say("Guarantee for \(name)"), "/creditor/guarantees/\(guarantee.id)"),
    ]
  }

  private static func terms(
    _ guarantee: CreditorDesk.Guarantee, _ visit: Visit, _ names: PeopleNames
  ) throws -> [Term] {
    let (terms, state) = (guarantee.request.terms, guarantee.state)
    var facts = [
      Term(visit.say("How it stands"), guarantee.told(visit)),
      Term(visit.say("Rent"), "\(terms.rent)"), Term(visit.say("Deposit that you hold"), "\(terms.deposit)"),
      Term(visit.say("At most in all"), "\(terms.cap)"),
      Term(visit.say("Share of your loss"), coverage(terms)),
      Term(visit.say("From"), "\(terms.start)"), Term(visit.say("Until"), "\(terms.end)"),
    ]
    if let conditions = state.conditions {
      facts.append(Term(visit.say("Unpaid months before the first claim"), "\(conditions.unpaidMonths)"))
      if conditions.formalNotice {
        facts.append(Term(visit.say("Before a claim"), visit.say("a formal notice to the tenant")))
      }
      if conditions.payable == .afterRelease {
        facts.append(Term(visit.say("Paid"), visit.say("when the tenant has left the home")))
      }
    }
    if let through = state.claimableThrough, state.status == .issued {
      facts.append(Term(visit.say("You may claim until"), "\(through)"))
    }
    if let day = state.dwellingReleasedOn { facts.append(Term(visit.say("The tenant left on"), "\(day)")) }
    if state.unpaid.isPositive {
      facts.append(Term(visit.say("Accepted, to be paid to you"), "\(strong: "\(state.unpaid)")"))
    }
    return facts
  }

  /// Most coverages are whole parts of a hundred.
  private static func coverage(_ terms: GuaranteeTerms) -> Inline {
    let (whole, rest) = terms.coverageBasisPoints.quotientAndRemainder(dividingBy: 100)
    return rest == 0
      ? "\(whole, as: .percent(places: 0))" : "\(terms.coverageBasisPoints, as: .percent(places: 2))"
  }

  private static func actions(_ guarantee: CreditorDesk.Guarantee, _ visit: Visit) -> [Action] {
    let id = guarantee.id
    var actions = [Action(visit.say("Claim unpaid rent"), to: "/creditor/guarantees/\(id)/claim", isMain: true)]
    if (guarantee.state.admitted - guarantee.state.recovered).isPositive {
      actions.append(Action(visit.say("The tenant has paid"), to: "/creditor/guarantees/\(id)/tenant-paid"))
    }
    if !guarantee.state.hasOpenClaim {
      actions.append(Action(visit.say("Give the guarantee back"), to: "/creditor/guarantees/\(id)/release"))
    }
    return actions
  }

  private static func claims(_ guarantee: CreditorDesk.Guarantee, _ visit: Visit) -> Table {
    var table = Table(
      caption: visit.say("What you have asked for"),
      columns: [
        .init(visit.say("When")), .init(visit.say("Months")), .init(visit.say("How much"), isFigure: true),
      ],
      rows: guarantee.state.claims.map { claim in
        [
          .day(claim.claimedOn),
          .inline(Inline.listed(claim.months.map { "\($0)" }).over(answer(claim, visit))), .euros(claim.claimed),
        ]
      }, empty: visit.say("Nothing yet. If rent stays unpaid, claim it here with your evidence."))
    table.showsCaption = false
    return table
  }

  private static func answer(_ claim: GuaranteeClaim, _ visit: Visit) -> Inline {
    switch claim.status {
    case .open: claim.notifiedOn == nil ? visit.say("the tenant is told next") : visit.say("the tenant may answer")
    case .accepted: visit.say("accepted")
    case .settled: visit.say("paid")
    case .refused: visit.say("refused")
    }
  }

  private static func formula(_ state: GuaranteeState, _ amounts: GuaranteeAmounts, _ visit: Visit) -> [Term] {
    [
      Term(visit.say("Admitted, of all claims"), "\(amounts.admitted)"),
      Term(visit.say("Less what you had from the tenant"), "\(amounts.recovered)"),
      Term(visit.say("Less the deposit"), "\(amounts.deposit)"),
      Term(visit.say("Your loss"), "\(amounts.loss)"),
      Term(visit.say("Of which the guarantee bears"), "\(amounts.entitled)"),
      Term(visit.say("Paid to you"), "\(state.paid)"),
    ]
  }
}

extension CreditorDesk.Guarantee {
  var stream: StreamID { StreamID("guarantee", id) }
  var path: WebPath { "/creditor/guarantees/\(id)" }
}
