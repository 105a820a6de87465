import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// The devices with which a person signs: each has a key of its own, which never leaves it.
struct Devices {
  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  func blocks(_ family: OwnFamily) throws -> [Block] {
    let person = try visit.person
    let keys = person.member.keys.filter { $0.value.until == nil }
      .sorted { ($0.value.from, $0.key.hex) < ($1.value.from, $1.key.hex) }
    let days = try visit.bookkeeper.ledger.store.read { log in
      try keys.map { try log.recorded(at: $0.value.from).date }
    }
    let table = Table(
      caption: visit.say("Devices that sign for you"),
      columns: [.init(visit.say("Code")), .init(visit.say("Since")), .init(visit.say("What you can do"))],
      rows: zip(keys, days).map { item, day in
        let isThis = item.key == person.key.keyID
        let code = Inline.code(item.key.spokenCode)
        let remove = Inline.link(visit.say("Remove"), to: family.link("/me/devices/\(item.key.hex)/remove"))
        return [
          .inline(isThis ? code.over(visit.say("this device")) : code), .day(day),
          keys.count > 1 ? .inline(remove) : .inline(visit.say("your only one: add another before you remove it")),
        ]
      }, hasRowHeadings: false)
    var blocks: [Block] = [.table(table)]
    for waiting in try waiting() {
      blocks += [
        .message(
          Message(
            .warning, visit.say("A new device wants to sign for you"),
            [visit.say("Its code: \(.code(waiting.key.keyID.spokenCode)). Does the new device show the same?")])),
        .actions([
          Action(
            visit.say("It is mine: add it"), to: family.link("/me/devices/\(waiting.key.keyID.hex)/add"), isMain: true)
        ]),
      ]
    }
    let address = visit.office.origin + "/enrol?member=\(person.id)"
    blocks.append(
      .details(
        visit.say("Add a device"),
        [
          .paragraph(visit.say("Open this address on the new device, then come back here:")),
          .paragraph(.code(address)),
          .paragraph(
            visit.say("Is a device lost? Remove it here with another one, or call the people of the fund at once.")),
        ]))
    return blocks
  }

  /// Requests of new devices in this person's own name.
  private func waiting() throws -> [WaitingEnrolment] {
    let id = try visit.person.id
    return try EnrolmentInbox(visit.bookkeeper).waiting().filter { $0.proof.member == id }
  }

  static func showAdd(_ visit: Visit) throws -> SitePage {
    let waiting = try asked(visit)
    return SitePage(
      visit.say("Add a device"), trail: trail(visit),
      [
        .facts([
          Term(visit.say("Name"), .name(waiting.name)), Term(visit.say("Code"), .code(waiting.key.keyID.spokenCode)),
        ]),
        .note(visit.say("Add it only if you hold the new device in your hands, and it shows exactly this code.")),
      ] + visit.form([], submit: "Go on, to sign"))
  }

  static func submitAdd(_ visit: Visit) throws -> Reply {
    let waiting = try asked(visit)
    return try visit.draft(
      [visit.statement(MemberKeyAdded(waiting.proof), stream: .ledger, as: .household)], then: "/me/documents")
  }

  static func showRemove(_ visit: Visit) throws -> SitePage {
    let key = try held(visit)
    let isThis = try visit.person.key.keyID == key
    return SitePage(
      visit.say("Remove a device"), trail: trail(visit),
      [
        .facts([Term(visit.say("Code"), .code(key.spokenCode))]),
        .note(
          isThis
            ? visit.say("This is the device that you hold. It will not sign for you any more.")
            : visit.say("It will not sign for you any more. What it has signed stays.")),
      ] + visit.form([], submit: "Go on, to sign", isGrave: true))
  }

  static func submitRemove(_ visit: Visit) throws -> Reply {
    let key = try held(visit)
    return try visit.draft(
      [visit.statement(MemberKeyRemoved(member: visit.person.id, key: key), stream: .ledger, as: .household)],
      then: "/me/documents")
  }

  private static func asked(_ visit: Visit) throws -> WaitingEnrolment {
    guard let key = Digest(hex: visit.parameter("key")),
      let waiting = try Devices(visit).waiting().first(where: { $0.key.keyID == key })
    else { throw WebRefusals.pageUnknown() }
    return waiting
  }

  private static func held(_ visit: Visit) throws -> KeyID {
    guard let key = Digest(hex: visit.parameter("key")), let held = try visit.person.member.keys[key], held.until == nil
    else { throw WebRefusals.pageUnknown() }
    return key
  }

  private static func trail(_ visit: Visit) -> [(title: Inline, path: WebPath)] {
    [(visit.say("Documents, and who saw what"), "/me/documents")]
  }
}
