import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Hours of help that the creditor lets stand for what is owed: the creditor reads the terms, and says yes.
struct ServiceWaiver {
  let id: ULID
  let state: ServiceState
  let terms: ServiceTerms
  let household: ULID

  /// Those that wait for the viewer's word as the creditor.
  static func waiting(_ visit: Visit) throws -> [ServiceWaiver] {
    guard let party = try visit.person.member.party else { return [] }
    return try visit.files(of: ServiceState.family).compactMap { stream in
      guard let id = stream.ulid else { return nil }
      return ServiceWaiver(id, try visit.bookkeeper.state(stream), party)
    }
  }

  private init?(_ id: ULID, _ state: ServiceState, _ party: ULID) {
    guard state.status == .agreed, state.termsEntry != nil, let terms = state.terms, let work = state.work,
      terms.waivingCreditor == party, !state.accepted.contains(.creditor)
    else { return nil }
    self.id = id
    self.state = state
    self.terms = terms
    household = work.household
  }

  func block(_ visit: Visit, _ names: PeopleNames) throws -> [Block] {
    [
      .message(
        Message(
          .note, visit.say("Hours of help for what \(try names.household(household)) owes you"),
          [visit.say("You let hours stand for at most \(terms.totalCap).")])),
      .actions([Action(visit.say("Read and answer"), to: "/creditor/service/\(id)", isMain: true)]),
    ]
  }

  static func show(_ visit: Visit) throws -> SitePage {
    let waiver = try named(visit)
    let names = try PeopleNames(visit.bookkeeper)
    let terms = waiver.terms
    return SitePage(
      visit.say("Hours of help for what \(try names.household(waiver.household)) owes you"),
      trail: [(visit.say("What is owed to you"), "/creditor")],
      [
        .facts([
          Term(visit.say("One hour pays back"), "\(terms.hourlyRate)"),
          Term(visit.say("At most in a month"), "\(terms.monthlyCap)"),
          Term(visit.say("At most in all"), "\(strong: "\(terms.totalCap)")"),
        ]), .note(visit.say("You get no money for these hours: you waive what they pay back.")),
      ] + visit.form([], submit: "Go on, to sign"))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let waiver = try named(visit)
    return try visit.draft(
      [
        visit.statement(
          ServiceAccepted(.creditor, work: nil, terms: waiver.state.termsEntry), stream: StreamID("service", waiver.id),
          as: .creditor)
      ], then: "/creditor")
  }

  private static func named(_ visit: Visit) throws -> ServiceWaiver {
    let id = try visit.id()
    guard let waiver = try waiting(visit).first(where: { $0.id == id }) else { throw WebRefusals.pageUnknown() }
    try visit.bookkeeper.vault.noteAccess(
      to: waiver.household, by: visit.person.id, page: "service-terms", at: visit.now)
    return waiver
  }
}
