import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension Visit {
  /// The answer to a mistake: proposed where money moved, else signed at once.
  func reversal(_ mistake: Bookkeeper.Mistake) throws -> EntryRequest {
    let person = try person
    guard let role = person.member.roles.first(where: mistake.roles.contains) else { throw WebRefusals.notForYou() }
    return try EntryRequest.reversal(
      of: mistake.target.entry.id, proposing: mistake.isToBeProposed, stream: mistake.target.entry.stream,
      actor: person.id, role: role, onBehalfOf: try actsFor(), effective: today, id: newID())
  }
}

/// Taking back the newest entry of a stream, as one who holds a role of its kind; where money moved, two persons do.
struct ReversalPage {
  let visit: Visit
  let mistake: Bookkeeper.Mistake

  init(_ visit: Visit) throws {
    guard let mistake = try visit.bookkeeper.mistake(visit.id()), try visit.person.holds(anyOf: mistake.roles) else {
      throw WebRefusals.pageUnknown()
    }
    self.visit = visit
    self.mistake = mistake
    try open()
  }

  /// Through the family whose stream it is, where it is a family's.
  private func open() throws {
    let stream = mistake.target.entry.stream
    if let household = try visit.bookkeeper.household(of: stream) {
      _ = try visit.household(household, for: .instruments, page: "reversal")
    } else if try !visit.person.isStaff {
      throw WebRefusals.pageUnknown()
    }
  }

  func page() throws -> SitePage {
    let entry = mistake.target.entry
    let back = CasePath.of(entry.stream) ?? "/decisions"
    let statement = visit.glossary.statement(of: entry, names: try visit.naming())
    let lead: Phrase =
      mistake.isToBeProposed
      ? "Money moved: you propose that it is taken back, and another person signs."
      : "It is taken back by its exact mirror; both stay in the books."
    return SitePage(
      visit.say("Take an entry back"), lead: visit.say(lead),
      visit.form(
        try visit.bodyQuestion(), submit: "Go on to sign", cancel: Action(visit.say("Cancel"), to: back), isGrave: true)
        + [.section(visit.say("What is taken back"), statement.blocks)])
  }

  func submit() throws -> Reply {
    try visit.draft([visit.reversal(mistake)], then: CasePath.of(mistake.target.entry.stream) ?? "/decisions")
  }
}
