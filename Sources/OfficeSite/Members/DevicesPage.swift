import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// A person's own devices: each has a key of its own, and one that is lost is removed from another.
struct DevicesPage {
  let visit: Visit

  func page() throws -> SitePage {
    let person = try visit.person
    let waiting = try EnrolmentInbox(visit.bookkeeper).waiting().filter { $0.proof.member == person.id }
    let address = "\(visit.office.origin)/enrol?member=\(person.id)"
    var requests = Table(
      caption: visit.say("New devices of yours"),
      columns: [
        Table.Column(visit.say("Name")), Table.Column(visit.say("Code")), Table.Column(visit.say("Next step")),
      ],
      rows: waiting.map { request in
        [
          .text(request.name), .inline(.code(request.key.keyID.spokenCode)),
          .inline(.link(visit.say("Add it"), to: "/devices/requests/\(request.key.keyID.hex)")),
        ]
      }, empty: visit.say("No new device of yours waits."))
    requests.showsCaption = false
    let isOnly = person.member.keys.values.filter { $0.until == nil }.count < 2
    return SitePage(
      visit.say("My devices"), lead: visit.say("A key never leaves the device on which it was made."),
      [
        .table(
          DeviceTable(visit: visit, member: person.member).table { isOnly ? nil : "/devices/keys/\($0.hex)" }),
        .section(
          visit.say("A further device"),
          [
            .paragraph(visit.say("Open this address on the new device, then come back here and compare the code.")),
            .paragraph(.code(address)), .table(requests),
          ]),
        .section(
          visit.say("A device is lost"),
          [
            .paragraph(
              isOnly
                ? visit.say(
                  "It is your only one: call an administrator, who enrols a new device and then ends the key of this one."
                )
                : visit.say("Remove its key above: from then on it signs nothing more."))
          ]),
      ])
  }

  private func waiting() throws -> WaitingEnrolment {
    guard let key = KeyID(hex: visit.parameter("key")), let found = try EnrolmentInbox(visit.bookkeeper).find(key),
      found.proof.member == (try visit.person.id)
    else { throw WebRefusals.pageUnknown() }
    return found
  }

  private var trail: Trail { [(visit.say("My devices"), "/devices")] }

  func showAdd() throws -> SitePage {
    let request = try waiting()
    return SitePage(
      visit.say("Add a device"), trail: trail,
      visit.decided(
        [Term(visit.say("Code"), "\(strong: .code(request.key.keyID.spokenCode))")],
        then: visit.form(
          [.field(visit.field("compared", "The same code stands on my new device", .checkbox))],
          submit: "Go on to signing")))
  }

  func submitAdd() throws -> Reply {
    let request = try waiting()
    try visit.read { if !$0.flag("compared") { $0.fault("compared", "Compare the code first") } }
    return try visit.draft([visit.request(MemberKeyAdded(request.proof), stream: .ledger)], then: "/devices")
  }

  private func key() throws -> KeyID {
    guard let key = KeyID(hex: visit.parameter("key")), try visit.person.member.keys[key]?.until == nil,
      try visit.person.member.keys[key] != nil
    else { throw WebRefusals.pageUnknown() }
    return key
  }

  func showRemove() throws -> SitePage {
    let isHere = try visit.person.key.keyID == key()
    let warning: [Block] =
      isHere
      ? [.message(Message(.warning, visit.say("This is the device that you use now. It will be signed out.")))] : []
    return SitePage(
      visit.say("Remove a device"), lead: visit.say("Its key signs nothing more, at once."), trail: trail,
      warning
        + visit.decided(
          [Term(visit.say("Key"), .code(try key().inFours))],
          then: visit.form(
            [], submit: "Go on to signing", cancel: Action(visit.say("Back"), to: "/devices"), isGrave: true)))
  }

  func submitRemove() throws -> Reply {
    let removed = MemberKeyRemoved(member: try visit.person.id, key: try key())
    return try visit.draft([visit.request(removed, stream: .ledger)], then: "/devices")
  }
}
