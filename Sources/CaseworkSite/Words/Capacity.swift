import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

extension Visit {
  /// What the family can promise each month, as an educator has signed it, and what of it is left.
  func capacity(of household: ULID) throws -> [Block] {
    let book = try bookkeeper.budget(of: household)
    var blocks: [Block] = []
    if let suspension = book.state.suspension {
      blocks.append(
        .message(
          Message(
            .warning, say("The capacity is suspended since \(suspension.since)"),
            [
              say(
                "Something has changed for the family; an educator assesses it again before anything new is promised.")
            ])))
    } else if book.isStale, let through = book.validThrough {
      blocks.append(
        .message(Message(.warning, say("The assessment counted through \(through)"), [say("A new one is needed.")])))
    }
    guard let assessment = book.state.assessment, let left = book.left else {
      return blocks + [
        .paragraph(say("Nobody has assessed what this family can promise. Ask an educator of a body that it trusts.")),
        .facts([Term(say("Promised each month"), "\(book.running)")]),
      ]
    }
    var terms = [
      Term(say("Capacity each month"), "\(assessment.capacity)"),
      Term(say("Promised since on its strength"), "\(left.promised)"),
      Term(say("Reserved by bodies"), "\(left.reserved)"),
      Term(say("Can still be promised"), "\(strong: "\(book.amount)")"),
      Term(say("All instalments that run"), "\(book.running)"),
      Term(say("Assessed on"), "\(assessment.day)"),
    ]
    if let through = book.validThrough { terms.append(Term(say("Counts through"), "\(through)")) }
    return blocks + [.facts(terms)]
  }

  /// The same beside a form, with its heading.
  func capacitySection(of household: ULID?) throws -> [Block] {
    guard let household else { return [] }
    return [.section(say("What the family can promise"), try capacity(of: household))]
  }

  /// Reservations of the family's capacity by the bodies for which the viewer acts.
  func reservationOptions(of household: ULID) throws -> [Field.Option] {
    let bodies = try person.member.bodies
    return try bookkeeper.budget(of: household).reservations.filter { bodies.contains($0.body) }.map { reservation in
      Field.Option(
        reservation.id.description,
        say("\(reservation.amount) each month, through \(reservation.through), by \(try bodyName(reservation.body))"))
    }
  }

  /// Asks which reservation is used; nothing where the viewer's bodies have made none.
  func reservationQuestion(of household: ULID?) throws -> [Form.Item] {
    guard let household else { return [] }
    let options = try reservationOptions(of: household)
    guard !options.isEmpty else { return [] }
    return [
      .field(
        field("reservation", "Use a reservation", .choice([noOption] + options), isRequired: false))
    ]
  }
}
