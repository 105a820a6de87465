import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A family as the pages of its own members see it.
struct OwnFamily {
  let visit: Visit
  let id: ULID
  let state: HouseholdState
  /// All families of the person, this one among them.
  let all: [ULID]

  /// A page's address that stays with this family.
  func link(_ path: String) -> WebPath {
    WebPath(stringLiteral: all.count < 2 ? path : path + "?family=\(id)")
  }

  /// What a form sends so that it stays with this family.
  var hidden: [(name: String, value: String)] { [("family", id.description)] }

  /// Where a person belongs to two families: which one this page is about, and the way to the other.
  func choice(_ path: String) throws -> [Block] {
    guard all.count > 1 else { return [] }
    let names = try PeopleNames(visit.bookkeeper)
    let others = try all.filter { $0 != id }.map { other in
      Action(visit.say("Go to \(try names.household(other))"), to: WebPath(stringLiteral: path + "?family=\(other)"))
    }
    return [.paragraph(visit.say("This page is about \(try names.household(id)).")), .actions(others)]
  }
}

extension Visit {
  /// The viewer's own family: the one that is asked for, else the first; nil where they belong to none.
  func ownFamily(_ page: String) throws -> OwnFamily? {
    let all = try ownHouseholds()
    let named = asked("family") ?? submitted.flatMap { $0.text("family").isEmpty ? nil : $0.text("family") }
    guard let first = all.first else { return nil }
    let id = try named.map { text in
      guard let id = ULID(text), all.contains(id) else { throw WebRefusals.pageUnknown() }
      return id
    }
    return try open(id ?? first, of: all, page)
  }

  /// The viewer's family to which an instrument was given; for others there is no such page.
  func family(having stream: StreamID, _ page: String) throws -> OwnFamily {
    let all = try ownHouseholds()
    guard let id = try all.first(where: { try bookkeeper.instruments(of: $0).contains(stream) }) else {
      throw WebRefusals.pageUnknown()
    }
    return try open(id, of: all, page)
  }

  private func open(_ id: ULID, of all: [ULID], _ page: String) throws -> OwnFamily {
    let access = try household(id, for: .instruments, page: page)
    return OwnFamily(visit: self, id: id, state: access.state, all: all)
  }

  /// A page of the family, or what somebody reads whose key belongs to none.
  func familyPage(_ name: String, _ body: (OwnFamily) throws -> SitePage) throws -> SitePage {
    guard let family = try ownFamily(name) else {
      return SitePage(
        say("Your family"),
        [
          .message(
            Message(
              .note, say("Your key does not belong to a family yet"),
              [say("Tell the people of the fund: they join your key to your family.")]))
        ])
    }
    return try body(family)
  }
}
