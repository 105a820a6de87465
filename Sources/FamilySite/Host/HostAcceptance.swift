import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The host says yes to the work.
enum HostAcceptance {
  static func show(_ visit: Visit) throws -> SitePage {
    let agreement = try HostDesk(visit).agreement()
    let names = try PeopleNames(visit.bookkeeper)
    let name = try names.party(agreement.work.worker)
    let form =
      agreement.awaitsHost && agreement.status == .agreed
      ? visit.form([], submit: "Go on, to sign")
      : [.message(Message(.done, visit.say("Nothing is left to do here")))]
    return SitePage(
      visit.say("\(name) would come and help"),
      trail: [(visit.say("Hours of help"), "/host"), (name, agreement.path)],
      [.facts(try HostAgreementPage.facts(agreement, visit, names))] + form)
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let desk = HostDesk(visit)
    let agreement = try desk.agreement()
    return try visit.draft(
      [
        visit.statement(
          ServiceAccepted(.host, work: agreement.work, terms: nil), stream: agreement.stream, as: .host,
          for: try desk.body(agreement))
      ], then: agreement.path)
  }
}
