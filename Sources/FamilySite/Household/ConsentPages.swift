import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The family lets somebody see something of it for a time, and takes that back.
enum ConsentPages {
  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("documents") { family in
      let bodies = try visit.bookkeeper.governing().bodies.values.sorted { $0.name < $1.name }
      guard !bodies.isEmpty else {
        return SitePage(
          visit.say("Let somebody see something"), trail: trail(family),
          [.paragraph(visit.say("No other office works with the fund yet."))])
      }
      let form = visit.form(
        [
          .field(visit.choices("bodies", "Who?", bodies.map { Field.Option($0.body.text, .name($0.name)) })),
          .field(
            visit.choices(
              "scopes", "What may they see?",
              ConsentGiven.Scope.allCases.map {
                Field.Option($0.rawValue, visit.word($0, of: "scopes"), hint: hint($0, visit))
              }
            )),
          .field(
            visit.field("until", "Until which day?", .date, initial: visit.today.adding(months: 12).description)),
        ], submit: "Go on, to sign", hidden: family.hidden)
      return SitePage(
        visit.say("Let somebody see something"), trail: trail(family),
        [.paragraph(visit.say("You decide. You may take it back whenever you want, and nobody asks you why."))] + form)
    }
  }

  static func submit(_ visit: Visit) throws -> Reply {
    guard let family = try visit.ownFamily("documents") else { throw WebRefusals.pageUnknown() }
    let known = try visit.bookkeeper.governing().bodies
    let consent = try visit.read { form -> ConsentGiven in
      let bodies = (visit.submitted?.values["bodies"] ?? []).compactMap { Slug($0) }.filter { known[$0] != nil }
      let scopes = form.choices("scopes", ConsentGiven.Scope.self)
      if bodies.isEmpty { form.fault("bodies", "Choose at least one") }
      if scopes.isEmpty { form.fault("scopes", "Choose at least one") }
      return ConsentGiven(bodies: Set(bodies), scopes: Set(scopes), until: form.day("until"), attestation: nil)
    }
    return try visit.draft(
      [visit.statement(consent, stream: StreamID("household", family.id), as: .household)],
      then: family.link("/me/documents"))
  }

  static func showWithdraw(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("documents") { family in
      guard let consent = family.state.consents[try visit.id()] else { throw WebRefusals.pageUnknown() }
      let names = try PeopleNames(visit.bookkeeper)
      return SitePage(
        visit.say("Take it back"), trail: trail(family),
        [
          .facts([
            Term(visit.say("Who"), .listed(consent.bodies.sorted().map { names.body($0) })),
            Term(visit.say("May see"), .listed(consent.scopes.sorted().map { visit.word($0, of: "scopes") })),
            Term(visit.say("Until"), "\(consent.until)"),
          ]),
          .note(
            consent.scopes.contains(.budget)
              ? visit.say(
                "From then on they see it no more. Whoever makes the budget with you cannot go on without it.")
              : visit.say("From then on they see it no more.")),
        ] + visit.form([], submit: "Go on, to sign", isGrave: true, hidden: family.hidden))
    }
  }

  static func submitWithdraw(_ visit: Visit) throws -> Reply {
    guard let family = try visit.ownFamily("documents") else { throw WebRefusals.pageUnknown() }
    return try visit.draft(
      [
        visit.statement(
          ConsentWithdrawn(consent: try visit.id(), attestation: nil), stream: StreamID("household", family.id),
          as: .household)
      ], then: family.link("/me/documents"))
  }

  private static func trail(_ family: OwnFamily) -> [(title: Inline, path: WebPath)] {
    [(family.visit.say("Documents, and who saw what"), family.link("/me/documents"))]
  }

  private static func hint(_ scope: ConsentGiven.Scope, _ visit: Visit) -> Inline {
    switch scope {
    case .budget: visit.say("What comes in and goes out: for those who make the budget with you.")
    case .overlaps: visit.say("Only that somebody helps already, and roughly how much.")
    case .instruments: visit.say("Loans, plans and guarantees, with their amounts.")
    case .record: visit.say("Names, address, telephone.")
    }
  }
}
