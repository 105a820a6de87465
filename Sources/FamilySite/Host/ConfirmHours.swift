import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Hours that wait, on one page with two ways: all of them are right, or each is answered by itself.
enum ConfirmHours {
  private static let later = "later"

  static func show(_ visit: Visit) throws -> SitePage {
    let desk = HostDesk(visit)
    let agreement = try desk.agreement()
    let name = try PeopleNames(visit.bookkeeper).party(agreement.work.worker)
    let trail = [(visit.say("Hours of help"), "/host" as WebPath), (name, agreement.path)]
    let waiting = try desk.waiting(agreement)
    guard !waiting.isEmpty else {
      return SitePage(
        visit.say("Confirm hours"), trail: trail, [.message(Message(.done, visit.say("Nothing is left to do here")))])
    }
    let minutes = waiting.reduce(0) { $0 + $1.session.minutes }
    let list = Table(
      caption: visit.say("Hours of \(name)"),
      columns: [.init(visit.say("When")), .init(visit.say("How long"), isFigure: true)],
      rows: waiting.map { [.inline(HostHours.told($0.session, visit)), .figure($0.session.minutes, .minutes)] },
      totals: waiting.count > 1 ? [.inline(visit.say("Together")), .figure(minutes, .minutes)] : [])
    let isSent = visit.submitted != nil
    let all = isSent ? [] : visit.form([], submit: "All of it is right: confirm", hidden: [("all", "yes")])
    let each = visit.form(waiting.map { .field(field($0, visit)) }, submit: "Go on, to sign")
    return SitePage(
      visit.say("Confirm hours"), trail: trail,
      [.table(list)] + all
        + [
          isSent
            ? .section(visit.say("One by one"), each)
            : .details(visit.say("Something is not right: answer one by one"), each)
        ]
    )
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let desk = HostDesk(visit)
    let agreement = try desk.agreement()
    let waiting = try desk.waiting(agreement)
    let answers: [(session: ServiceSessionEntry, answer: String)] = try visit.read { form in
      let all = form.flag("all")
      let answers = waiting.map { session in
        (session, all ? YesNo.yes.rawValue : form.optionalText(name(session)) ?? later)
      }
      if answers.allSatisfy({ $0.1 == later }), let first = waiting.first {
        form.fault(name(first), "Answer at least one")
      }
      return answers
    }
    let body = try desk.body(agreement)
    let requests = try answers.compactMap { item -> EntryRequest? in
      if item.answer == YesNo.yes.rawValue {
        return try visit.statement(
          ServiceConfirmed(session: item.session.id, minutes: item.session.session.minutes), stream: agreement.stream,
          as: .host, for: body)
      }
      guard let reason = ServiceDisputed.Reason(rawValue: item.answer) else { return nil }
      return try visit.statement(
        ServiceDisputed(session: item.session.id, reason: reason), stream: agreement.stream, as: .host, for: body)
    }
    return try visit.draft(requests, then: agreement.path)
  }

  private static func field(_ entry: ServiceSessionEntry, _ visit: Visit) -> Field {
    let reasons = ServiceDisputed.Reason.allCases.map {
      Field.Option($0.rawValue, visit.say("No: \(visit.word($0, of: "reason"))"))
    }
    let name = name(entry)
    // The label is the session itself, which no phrase could name.
    let known = visit.field(name, "One by one", .radios([]))
    return Field(
      name, HostHours.told(entry.session, visit),
      .radios(
        [Field.Option(YesNo.yes.rawValue, visit.say("Right: \(entry.session.minutes, as: .minutes)"))] + reasons
          + [Field.Option(later, visit.say("I answer later"))]),
      values: known.values.isEmpty ? [YesNo.yes.rawValue] : known.values, fault: known.fault)
  }

  private static func name(_ entry: ServiceSessionEntry) -> String { "session-\(entry.id)" }
}
