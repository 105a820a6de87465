import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The person who would work reads what is offered, and says yes or no; and whoever works stops when they want to.
enum ServiceAnswer {
  static func show(_ visit: Visit) throws -> SitePage {
    let (family, service) = try open(visit)
    let names = try PeopleNames(visit.bookkeeper)
    var blocks: [Block] = [.facts(try facts(service, visit, names))]
    if service.awaitsFamily {
      blocks.append(.note(visit.say("This is an offer. Whoever says no, or stops later, loses no other help.")))
      if try visit.person.member.party == service.work.worker {
        blocks += visit.form(
          [
            .field(
              visit.yesOrNo("Do you want to do these hours?", yes: "Yes, I want to", no: "No, I do not want to"))
          ], submit: "Go on, to sign", hidden: family.hidden)
      } else {
        blocks.append(.paragraph(visit.say("\(try names.party(service.work.worker)) signs this, with their own key.")))
      }
    } else {
      blocks.append(.message(Message(.done, visit.say("Nothing waits for you here"))))
    }
    return SitePage(
      visit.say("Hours of help instead of money"), trail: [(visit.say("This month"), family.link("/me"))], blocks)
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let (family, service) = try open(visit)
    let stream = StreamID("service", service.id)
    let answer = try visit.read { $0.choice("answer", YesNo.self) }
    let request =
      answer == .yes
      ? try visit.statement(
        ServiceAccepted(.household, work: service.work, terms: service.state.termsEntry), stream: stream, as: .household
      )
      : try visit.statement(ServiceEnded(reason: .householdStepsBack), stream: stream, as: .household)
    return try visit.draft([request], then: family.link("/me/plan"))
  }

  static func showEnd(_ visit: Visit) throws -> SitePage {
    let (family, service) = try open(visit)
    guard service.state.endedOn == nil else { throw WebRefusals.pageUnknown() }
    return SitePage(
      visit.say("I want to stop the hours"), trail: [(visit.say("My plan"), family.link("/me/plan"))],
      [
        .note(
          visit.say("You may stop whenever you want. No other help depends on it. Hours that were done still count."))
      ] + visit.form([], submit: "Go on, to sign", isGrave: true, hidden: family.hidden))
  }

  static func submitEnd(_ visit: Visit) throws -> Reply {
    let (family, service) = try open(visit)
    return try visit.draft(
      [
        visit.statement(
          ServiceEnded(reason: .householdStepsBack), stream: StreamID("service", service.id), as: .household)
      ], then: family.link("/me/plan"))
  }

  /// An agreement of the viewer's own family.
  static func open(_ visit: Visit) throws -> (OwnFamily, FamilyBooks.Service) {
    let stream = try visit.stream("service")
    let family = try visit.family(having: stream, "service")
    let state: ServiceState = try visit.bookkeeper.state(stream)
    guard let work = state.work else { throw WebRefusals.pageUnknown() }
    return (family, FamilyBooks.Service(id: try visit.id(), state: state, work: work))
  }

  private static func facts(
    _ service: FamilyBooks.Service, _ visit: Visit, _ names: PeopleNames
  ) throws -> [Term] {
    let work = service.work
    var facts = [
      Term(visit.say("Who"), try names.party(work.worker)),
      Term(visit.say("Where"), try ServicePart.host(work, names)),
      Term(visit.say("What"), .listed(work.tasks.map { visit.word($0, of: "tasks") })),
      Term(visit.say("From"), "\(work.start)"), Term(visit.say("Until"), "\(work.end)"),
    ]
    guard let terms = service.state.terms else { return facts }
    facts.append(Term(visit.say("One hour pays back"), "\(strong: "\(terms.hourlyRate)")"))
    facts.append(Term(visit.say("At most in a month"), "\(terms.monthlyCap)"))
    facts.append(Term(visit.say("At most in all"), "\(terms.totalCap)"))
    if let creditor = terms.debt.creditor {
      facts.append(Term(visit.say("Pays back a debt to"), try names.party(creditor)))
    } else {
      facts.append(Term(visit.say("Pays back"), Inline(visit.glossary.code("loan", of: "kind"))))
    }
    return facts
  }
}
