import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// One agreement: what was agreed, each month, and each session.
enum HostAgreementPage {
  static func show(_ visit: Visit) throws -> SitePage {
    let desk = HostDesk(visit)
    let agreement = try desk.agreement()
    let names = try PeopleNames(visit.bookkeeper)
    var actions: [Action] = []
    if agreement.awaitsHost, agreement.status == .agreed {
      actions.append(Action(visit.say("Read and sign"), to: "/host/\(agreement.id)/accept", isMain: true))
    }
    if try !desk.waiting(agreement).isEmpty {
      actions.append(Action(visit.say("Confirm hours"), to: "/host/\(agreement.id)/confirm", isMain: true))
    }
    if agreement.status == .inForce {
      actions.append(Action(visit.say("Write down hours"), to: "/host/\(agreement.id)/hours"))
    }
    return SitePage(
      try names.party(agreement.work.worker), trail: [(visit.say("Hours of help"), "/host")],
      [
        .facts(try facts(agreement, visit, names)), .actions(actions),
        .section(visit.say("Month by month"), [.table(months(agreement, visit))]),
        .section(visit.say("All hours"), [.table(sessions(agreement, visit))]),
      ])
  }

  static func facts(_ agreement: ServiceForHost, _ visit: Visit, _ names: PeopleNames) throws -> [Term] {
    let work = agreement.work
    var facts = [
      Term(visit.say("Who"), try names.party(work.worker)),
      Term(visit.say("Where"), try ServicePart.host(work, names)),
      Term(visit.say("What"), .listed(work.tasks.map { visit.word($0, of: "tasks") })),
      Term(visit.say("From"), "\(work.start)"), Term(visit.say("Until"), "\(work.end)"),
    ]
    let insured = agreement.insurances.map { insurance in
      visit.say("\(insurance.from) to \(insurance.until)")
    }
    facts.append(Term(visit.say("Insured"), insured.isEmpty ? visit.say("not yet: no hours before") : .listed(insured)))
    return facts
  }

  private static func months(_ agreement: ServiceForHost, _ visit: Visit) -> Table {
    var table = Table(
      caption: visit.say("Month by month"),
      columns: [
        .init(visit.say("Month")), .init(visit.say("Confirmed"), isFigure: true),
        .init(visit.say("Wait for an answer"), isFigure: true),
      ],
      rows: HostMonth.all(agreement).map { month in
        [
          .inline(HostAgreementPage.told(month, visit)), .figure(month.confirmed, .minutes),
          .figure(month.waiting, .minutes),
        ]
      }, empty: visit.say("No hours yet."))
    table.showsCaption = false
    return table
  }

  private static func told(_ month: HostMonth, _ visit: Visit) -> Inline {
    let name: Inline = "\(month.month)"
    return month.disputed == 0 ? name : name.over("\(visit.say("Disputed")): \(month.disputed, as: .minutes)")
  }

  private static func sessions(_ agreement: ServiceForHost, _ visit: Visit) -> Table {
    var table = Table(
      caption: visit.say("All hours"),
      columns: [.init(visit.say("When")), .init(visit.say("How long"), isFigure: true), .init(visit.say("Answer"))],
      rows: agreement.sessions.reversed().map { entry in
        [
          .inline(HostHours.told(entry.session, visit)), .figure(entry.session.minutes, .minutes),
          .inline(ServicePart.answer(entry.session, visit)),
        ]
      }, empty: visit.say("No hours yet."))
    table.showsCaption = false
    return table
  }
}
