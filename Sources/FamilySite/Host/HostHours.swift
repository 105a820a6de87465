import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Somebody of the host writes down hours; somebody else then confirms them.
enum HostHours {
  static func told(_ session: ServiceSession, _ visit: Visit) -> Inline {
    let day: Inline = "\(session.date), \(Inline.name("\(session.start)–\(session.end)"))"
    return day.over(visit.word(session.task, of: "tasks"))
  }

  static func show(_ visit: Visit) throws -> SitePage {
    let agreement = try HostDesk(visit).agreement()
    let name = try PeopleNames(visit.bookkeeper).party(agreement.work.worker)
    return SitePage(
      visit.say("Write down hours"), trail: [(visit.say("Hours of help"), "/host"), (name, agreement.path)],
      [.paragraph(visit.say("Somebody else of your house then confirms them: nobody confirms their own note."))]
        + visit.form(visit.hoursFields(agreement.work).map { .field($0) }, submit: "Go on, to sign"))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let desk = HostDesk(visit)
    let agreement = try desk.agreement()
    return try visit.draft(
      [
        visit.statement(
          try visit.readHours(), stream: agreement.stream, as: .host, for: try desk.body(agreement))
      ], then: agreement.path)
  }
}
