import Funds
import LedgerCore
import MastroWeb
import Pages

/// Hours of help that repay something, as the family reads them.
struct ServicePart {
  let service: FamilyBooks.Service

  func block(_ family: OwnFamily, _ names: PeopleNames) throws -> Block {
    let visit = family.visit
    var blocks: [Block] = [.facts(try facts(visit, names))]
    if service.awaitsFamily {
      blocks.append(.actions([Waiting.service(service).action(family, isMain: false)]))
    }
    if service.state.status == .inForce {
      blocks.append(
        .actions([Action(visit.say("Write down hours"), to: family.link("/me/service/\(service.id)/hours"))]))
    }
    if !service.state.sessions.isEmpty {
      blocks.append(.details(visit.say("All hours"), [.table(sessions(visit))]))
    }
    if service.state.status == .inForce {
      blocks.append(
        .paragraph(
          .link(visit.say("I want to stop the hours"), to: family.link("/me/service/\(service.id)/end"))))
    }
    return .section("\(visit.say("Hours of help")): \(try ServicePart.host(service.work, names))", blocks)
  }

  private func facts(_ visit: Visit, _ names: PeopleNames) throws -> [Term] {
    let (work, state) = (service.work, service.state)
    var terms = [
      Term(visit.say("How it stands"), status(visit)),
      Term(visit.say("Who"), try names.party(work.worker)),
      Term(visit.say("What"), .listed(work.tasks.map { visit.word($0, of: "tasks") })),
      Term(visit.say("Until"), "\(work.end)"),
    ]
    if state.confirmedMinutes > 0 || state.pendingMinutes > 0 {
      terms.append(Term(visit.say("Confirmed"), "\(state.confirmedMinutes, as: .minutes)"))
      terms.append(Term(visit.say("Wait for an answer"), "\(state.pendingMinutes, as: .minutes)"))
    }
    if let rate = state.terms?.hourlyRate {
      terms.append(Term(visit.say("One hour pays back"), "\(rate)"))
      terms.append(Term(visit.say("Paid back with hours"), "\(state.credited)"))
      if state.endedOn == nil { terms.append(Term(visit.say("Hours can still pay back"), "\(state.totalLeft)")) }
    }
    return terms
  }

  static func host(_ work: ServiceWork, _ names: PeopleNames) throws -> Inline {
    if let body = work.hostBody { return names.body(body) }
    return try work.hostParty.map { try names.party($0) } ?? ""
  }

  private func status(_ visit: Visit) -> Inline {
    switch service.state.status {
    case .new, .agreed:
      service.state.accepted.contains(.household)
        ? visit.say("Signed by you. It waits for the others.") : visit.say("Waits for your answer.")
    case .inForce: visit.say("Runs.")
    case .ended: visit.say("Over.")
    }
  }

  private func sessions(_ visit: Visit) -> Table {
    let sessions = service.state.sessions.values.sorted { ($0.date, $0.start) > ($1.date, $1.start) }
    return Table(
      caption: visit.say("All hours"),
      columns: [.init(visit.say("When")), .init(visit.say("How long"), isFigure: true), .init(visit.say("Answer"))],
      rows: sessions.map { session in
        let day: Inline = "\(session.date)"
        return [
          .inline(day.over(visit.word(session.task, of: "tasks"))), .figure(session.minutes, .minutes),
          .inline(ServicePart.answer(session, visit)),
        ]
      })
  }

  static func answer(_ session: ServiceSession, _ visit: Visit) -> Inline {
    switch session.status {
    case .performed: visit.say("not yet")
    case .disputed: visit.say("not agreed: somebody looks at it")
    case .confirmed: visit.say("confirmed")
    case .rejected: visit.say("does not count")
    }
  }
}
