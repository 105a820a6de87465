import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Municipalities, foundations, landlords: bodies for which members act.
struct BodyPages {
  let visit: Visit

  func show() throws -> SitePage {
    let bodies = try visit.bookkeeper.governing().bodies.values.sorted { $0.body < $1.body }
    let forms = BodyRegistered.Form.allCases.map { Field.Option($0.rawValue, word($0)) }
    return SitePage(
      visit.say("Bodies"),
      lead: visit.say(
        "Municipalities, foundations, landlords, shops. They are public, so their names stand in the books."),
      [
        .table(
          Table(
            caption: visit.say("Bodies"),
            columns: [
              Table.Column(visit.say("Name")), Table.Column(visit.say("What it is")),
              Table.Column(visit.say("Short name")),
            ], rows: bodies.map { [.text($0.name), .inline(word($0.form)), .inline(.code($0.body.text))] },
            empty: visit.say("No body is registered yet."))),
        .section(
          visit.say("Register a body"),
          visit.form(
            [
              .field(visit.field("name", "Full name", .text(most: 120))),
              .field(
                visit.field(
                  "body", "Short name", .text(most: 63), hint: "Small letters, digits and hyphens: comune-lodi")),
              .field(visit.field("form", "What it is", .choice(forms))),
            ], submit: "Go on to signing")),
      ])
  }

  private func word(_ form: BodyRegistered.Form) -> Inline { Inline(visit.glossary.code(form.rawValue, of: "form")) }

  func submit() throws -> Reply {
    let (name, body, form) = try visit.read {
      ($0.text("name", most: 120), $0.slug("body"), $0.choice("form", BodyRegistered.Form.self))
    }
    guard let body, let form else { throw WebRefusals.pageUnknown() }
    let registered = BodyRegistered(body: body, form: form, name: name)
    return try visit.draft([visit.request(registered, stream: .ledger)], then: "/bodies")
  }
}
