import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// An agreement on hours of community service that repay a debt: offered, never imposed.
enum ServicePages: Instrument {
  typealias State = ServiceState

  static let path = "services"
  static let title: Phrase = "Community service"

  static func household(of file: File) -> ULID? { file.state.work?.household }
  static func status(of state: ServiceState) -> String { state.status.rawValue }
  static func amount(of state: ServiceState) -> Money? { state.terms?.totalCap }
  static func purse(of state: ServiceState) -> Restriction? { state.terms?.purse }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    let state = file.state
    guard let work = state.work else { throw WebRefusals.pageUnknown() }
    var terms = [
      Term(visit.say("State"), visit.word(state.status.rawValue, of: "state")),
      Term(visit.say("Family"), try visit.family(work.household)),
      Term(visit.say("Who does the hours"), try visit.party(work.worker)),
      Term(visit.say("What is done"), visit.list(work.tasks.map { visit.word($0.rawValue, of: "task") })),
      Term(visit.say("Runs"), visit.say("from \(work.start) to \(work.end)")),
    ]
    if let host = work.hostBody { terms.append(Term(visit.say("Host"), .name(try visit.bodyName(host)))) }
    if let host = work.hostParty { terms.append(Term(visit.say("Answers for the work there"), try visit.party(host))) }
    if let agreed = state.terms {
      terms += [
        Term(visit.say("An hour is worth"), "\(agreed.hourlyRate)"),
        Term(visit.say("At most each month"), "\(agreed.monthlyCap)"),
        Term(visit.say("At most in all"), "\(agreed.totalCap)"),
        Term(visit.say("What it repays"), try debt(visit, agreed.debt)),
        Term(visit.say("Confirmed"), "\(state.confirmedMinutes, as: .minutes)"),
        Term(visit.say("Credited"), "\(state.credited)"),
      ]
      if let purse = agreed.purse { terms.append(Term(visit.say("Borne by"), visit.words(of: purse))) }
    }
    if let number = try visit.fileNumber(file.stream) { terms.append(Term(visit.say("File number"), .name(number))) }
    return terms
  }

  private static func debt(_ visit: Visit, _ debt: ServiceDebt) throws -> Inline {
    switch debt {
    case .loan(let id): return .link(visit.say("A loan of the fund"), to: "/loans/\(id)")
    case .plan(let id, let creditor, let nature):
      let what = visit.word(nature.rawValue, of: "nature")
      return .link(visit.say("A claim of \(try visit.party(creditor)): \(what)"), to: "/plans/\(id)")
    case .claim(let creditor, let nature):
      let what = visit.word(nature.rawValue, of: "nature")
      return visit.say("A claim of \(try visit.party(creditor)): \(what)")
    }
  }

  static func parts(_ visit: Visit, _ file: File) throws -> [Block] {
    var blocks: [Block] = []
    if file.state.status == .agreed {
      var missing = file.state.missing.map { visit.word($0.rawValue, of: "side") }
      if file.state.terms == nil { missing.append(visit.say("the committee, which sets what the hours are worth")) }
      blocks.append(.message(Message(.note, visit.say("It waits for"), missing)))
    }
    if file.state.insurances.isEmpty {
      blocks.append(.message(Message(.warning, visit.say("Nobody is insured yet: hours before that do not count."))))
    }
    let sessions = try visit.bookkeeper.sessions(of: file.state)
    let table = Table(
      caption: visit.say("Hours"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("From")), Table.Column(visit.say("To")),
        Table.Column(visit.say("What was done")), Table.Column(visit.say("Hours"), isFigure: true),
        Table.Column(visit.say("State")),
      ],
      rows: sessions.map { item in
        [
          .day(item.session.date), .text(item.session.start.description), .text(item.session.end.description),
          .inline(visit.word(item.session.task.rawValue, of: "task")), .figure(item.session.minutes, .minutes),
          .inline(
            visit.word(item.session.status.rawValue, of: "state")
              + (item.isOverdue ? ", " + visit.say("the host has not answered in time") : "")),
        ]
      }, empty: visit.say("No hours yet."))
    return blocks + [.section(visit.say("Hours"), [.table(table)])]
  }
}
