import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// A member: roles, bodies, devices, and what an administrator can propose about them.
struct MemberPage {
  let visit: Visit
  let member: Member
  let name: String
  private let names: Naming

  init(_ visit: Visit) throws {
    self.visit = visit
    guard let member = try visit.bookkeeper.governing().members[visit.id()] else { throw WebRefusals.pageUnknown() }
    self.member = member
    names = try visit.naming()
    name = names(.member(member.id)) ?? member.id.description
  }

  private var trail: Trail { visit.membersTrail + [(.name(name), "/members/\(member.id)")] }

  func page() throws -> SitePage {
    var blocks: [Block] = [
      .facts([
        Term(visit.say("Roles"), visit.words(for: member.roles)),
        Term(visit.say("Acts for"), visit.words(forBodiesOf: member.roles, member.bodies, names)),
        Term(visit.say("State"), member.isRevoked ? visit.say("revoked") : visit.say("active")),
        Term(visit.say("Member's id"), .code(member.id.description)),
      ]),
      .section(visit.say("Devices"), [.table(DeviceTable(visit: visit, member: member).table { path($0) })]),
    ]
    if !member.isRevoked {
      blocks.append(
        .section(
          visit.say("A new device"),
          [
            .paragraph(
              visit.say(
                "The person opens this address on it, makes a key there, and reads you the code that appears. Where the old device is lost, its key is removed after that."
              )), .paragraph(.code("\(visit.office.origin)/enrol?member=\(member.id)")),
          ]))
      blocks.append(
        .actions([
          Action(visit.say("Change roles"), to: "/members/\(member.id)/roles"),
          Action(visit.say("End their membership"), to: "/members/\(member.id)/revoke"),
        ]))
    }
    return SitePage(.name(name), trail: visit.membersTrail, blocks)
  }

  private func path(_ key: KeyID) -> WebPath? {
    // The last key is never removed: a new device is enrolled first.
    let isLast = member.keys.values.filter { $0.until == nil }.count < 2
    return member.isRevoked || isLast ? nil : "/members/\(member.id)/keys/\(key.hex)"
  }

  func showRoles() throws -> SitePage {
    SitePage(
      visit.say("Change roles"), lead: visit.say("A second administrator confirms it; until then everything stays."),
      trail: trail,
      visit.form(
        [.field(visit.rolesField(member.roles)), .field(try visit.bodiesField(member.bodies))],
        submit: "Go on to signing"))
  }

  func submitRoles() throws -> Reply {
    let (roles, bodies) = try visit.read { ($0.roles(), $0.slugs("bodies")) }
    let changed = MemberRolesChanged(member: member.id, roles: roles, bodies: bodies)
    return try visit.draft([visit.request(changed, stream: .ledger)], then: "/members")
  }

  func showRevoke() throws -> SitePage {
    SitePage(
      visit.say("End their membership"),
      lead: visit.say("\(Inline.name(name)) signs no more, at once. What they have signed stays."), trail: trail,
      visit.form(
        [
          .field(
            visit.field(
              "since", "Entry from which somebody else may have signed", .integer(0...999_999_999),
              hint: "A position of the log, where a key was stolen; leave it empty otherwise", isRequired: false))
        ], submit: "Go on to signing", isGrave: true))
  }

  func submitRevoke() throws -> Reply {
    let since = try visit.read { $0.isGiven("since") ? $0.integer("since", in: 0...999_999_999) : nil }
    let revoked = MemberRevoked(member: member.id, compromisedSince: since)
    return try visit.draft([visit.request(revoked, stream: .ledger)], then: "/members")
  }

  private func key() throws -> KeyID {
    guard let key = KeyID(hex: visit.parameter("key")), member.keys[key] != nil else { throw WebRefusals.pageUnknown() }
    return key
  }

  func showKey() throws -> SitePage {
    SitePage(
      visit.say("Remove a device"),
      lead: visit.say("For a device that is lost or given away. A second administrator confirms it."), trail: trail,
      visit.decided(
        [Term(visit.say("Key"), .code(try key().inFours))],
        then: visit.form([], submit: "Go on to signing", isGrave: true)))
  }

  func submitKey() throws -> Reply {
    let removed = MemberKeyRemoved(member: member.id, key: try key())
    let request = try visit.request(removed, stream: .ledger, as: .administrator)
    return try visit.draft([request], then: "/members/\(member.id)")
  }
}

extension Visit {
  /// A request in a role of which the rule depends; the first that may otherwise.
  func request<Body: EntryBody>(_ body: Body, stream: StreamID, as role: Role) throws -> EntryRequest {
    let person = try person
    guard person.holds(role) else { return try request(body, stream: stream) }
    return try EntryRequest(body, stream: stream, actor: person.id, role: role, effective: today, id: newID())
  }
}

/// The keys of a member as a table.
struct DeviceTable {
  let visit: Visit
  let member: Member

  /// - Parameter remove: where a key is removed; nil where it cannot be.
  func table(remove: (KeyID) -> WebPath?) -> Table {
    let keys = member.keys.sorted { ($0.value.from, $0.key.hex) < ($1.value.from, $1.key.hex) }
    var table = Table(
      caption: visit.say("Devices"),
      columns: [
        Table.Column(visit.say("Key")), Table.Column(visit.say("State")), Table.Column(visit.say("Next step")),
      ],
      rows: keys.map { id, key in
        let isHere = visit.viewer?.key.keyID == id
        let state =
          key.until != nil ? visit.say("removed") : isHere ? visit.say("the one you use now") : visit.say("in use")
        let step: Inline = (key.until == nil ? remove(id) : nil).map { .link(visit.say("Remove"), to: $0) } ?? ""
        return [.inline(.code(id.inFours)), .inline(state), .inline(step)]
      })
    table.showsCaption = false
    return table
  }
}
