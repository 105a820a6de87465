import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// An administrator decides about a device that asks to be enrolled: compares the code, chooses roles, proposes.
struct EnrolmentForm {
  let visit: Visit
  let waiting: WaitingEnrolment
  /// The member whose further device it is; nil for a new person.
  let known: Member?

  init(_ visit: Visit) throws {
    self.visit = visit
    guard let key = KeyID(hex: visit.parameter("key")), let found = try EnrolmentInbox(visit.bookkeeper).find(key)
    else { throw WebRefusals.pageUnknown() }
    waiting = found
    known = try visit.bookkeeper.governing().members[found.proof.member]
  }

  private var path: WebPath { "/members/requests/\(waiting.key.keyID.hex)" }

  func show() throws -> SitePage {
    let names = try visit.naming()
    var items: [Form.Item] = []
    if let known {
      let name = names(.member(known.id)) ?? known.id.description
      items.append(
        .block(.note(visit.say("This is a further device of \(Inline.name(name)). Its roles stay as they are."))))
    } else {
      items += [
        .field(
          visit.field(
            "name", "Name", .text(most: 120), hint: "It is sealed in the vault, not written into the books",
            initial: waiting.name)),
        .field(visit.rolesField()), .field(try visit.bodiesField()),
        .field(
          try visit.partyField(
            "party", "Their own file as a person", hint: "Where they are helped by the fund, too, or are a creditor",
            isRequired: false)),
      ]
    }
    items.append(
      .field(
        visit.field(
          "compared", "I have heard this code from the person, and it is the same", .checkbox,
          hint: "By voice or in person: what comes by mail can be anybody's")))
    return SitePage(
      visit.say("A device asks to be enrolled"), trail: visit.membersTrail,
      [
        .facts([
          Term(visit.say("They call themselves"), .name(waiting.name)),
          Term(visit.say("Code to compare aloud"), "\(strong: .code(waiting.key.keyID.spokenCode))"),
          Term(visit.say("Asked on"), "\(waiting.received.date)"),
          Term(visit.say("Valid until"), "\(waiting.proof.expires.date)"),
        ])
      ] + visit.form(items, submit: "Go on to signing")
        + [
          .actions([
            Action(
              visit.say("Nobody knows this device: forget the request"),
              to: "/members/requests/\(waiting.key.keyID.hex)/forget")
          ])
        ])
  }

  func submit() throws -> Reply {
    guard known == nil else { return try addKey() }
    let (name, roles, bodies, party) = try visit.read { reader in
      check(reader)
      return (
        reader.text("name", most: 120), reader.roles(), reader.slugs("bodies"), reader.optionalID("party")
      )
    }
    let id = visit.newID()
    func enrolment(_ record: Fingerprint) throws -> EntryRequest {
      try visit.request(
        MemberEnrolled(waiting.proof, roles: roles, bodies: bodies, party: party, record: record), stream: .ledger,
        id: id)
    }
    let record = JSON.object(["name": .string(name)]).canonicalBytes
    return try visit.draft(
      [visit.sealing(record, of: waiting.proof.member, enrolment)], then: "/members", warnings: [warning(name)])
  }

  private func addKey() throws -> Reply {
    try visit.read { check($0) }
    let request = try visit.request(MemberKeyAdded(waiting.proof), stream: .ledger, as: .administrator)
    let name = try known.flatMap { try visit.naming()(.member($0.id)) }
    return try visit.draft([request], then: "/members", warnings: [warning(name ?? waiting.name)])
  }

  /// Names are sealed: what is signed names nobody.
  private func warning(_ name: String) -> Inline {
    visit.say("You propose \(Inline.name(name)), with the code \(Inline.code(waiting.key.keyID.spokenCode)).")
  }

  private func check(_ reader: FormReader) {
    if !reader.flag("compared") {
      reader.fault("compared", "Compare the code first: this is what the fund's safety rests on")
    }
  }

  func showForget() throws -> SitePage {
    SitePage(
      visit.say("Forget this request?"),
      lead: visit.say("The device can ask again."), trail: visit.membersTrail + [(.name(waiting.name), path)],
      visit.decided(
        [Term(visit.say("Code to compare aloud"), .code(waiting.key.keyID.spokenCode))],
        then: visit.form([], submit: "Forget it", cancel: Action(visit.say("Back"), to: path), isGrave: true)))
  }

  func submitForget() throws -> Reply {
    try EnrolmentInbox(visit.bookkeeper).drop(waiting.key.keyID)
    return .redirect("/members")
  }
}
