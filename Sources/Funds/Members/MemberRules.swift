import LedgerCore
import Sodium

/// What the entries about members have in common.
enum MemberRules {
  static let unknown = RefusalCode(
    "member.unknown", "{member} is not a member of this ledger",
    hint: "two administrators enrol a member: `mastro member enrol`, then `mastro member confirm`", .notFound)
  static let rolesInvalid = RefusalCode(
    "member.roles-invalid", "the roles are missing, or one stands twice",
    hint: "give each role once: --roles treasurer,operator")
  static let bodyUnknown = RefusalCode(
    "body.unknown", "there is no body {body}", hint: "register it first: `mastro body register`", .notFound)
  static let lastAdministrators = RefusalCode(
    "member.last-administrators", "of the last two administrators none can be removed",
    hint: "enrol a third administrator first")

  static let refusals = [unknown, rolesInvalid, bodyUnknown, lastAdministrators]

  static func check(roles: [Role], bodies: [Slug], in state: LedgerState) throws(Refusal) {
    guard !roles.isEmpty, isRising(roles), isRising(bodies) else { throw rolesInvalid() }
    for body in bodies where state.bodies[body] == nil { throw bodyUnknown(["body": body]) }
  }

  /// In order and each once: a set has one byte form.
  private static func isRising<Item: Comparable>(_ items: [Item]) -> Bool {
    zip(items, items.dropFirst()).allSatisfy { $0 < $1 }
  }

  static func member(_ id: ULID, in state: LedgerState) throws(Refusal) -> Member {
    guard let member = state.members[id], !member.isRevoked else { throw unknown(["member": id]) }
    return member
  }

  static func requireAdministratorsLeft(without member: Member, in state: LedgerState) throws(Refusal) {
    guard member.roles.contains(.administrator) else { return }
    guard state.administrators.count > 2 else { throw lastAdministrators() }
  }
}

extension LedgerState {
  mutating func propose(_ change: Change, by entry: LoggedEntry) {
    proposals[entry.id] = Proposal(id: entry.id, proposer: entry.actor, position: entry.position, change: change)
  }

  /// Puts a confirmed change in force, at the position of the confirming entry.
  mutating func put(_ change: Change, inForceAt position: Int) {
    switch change {
    case .enrol(var member):
      for key in member.keys.keys { member.keys[key]?.from = position }
      members[member.id] = member
    case .roles(let member, let roles, let bodies):
      members[member]?.roles = roles
      members[member]?.bodies = bodies
    case .addKey(let member, let key):
      members[member]?.keys[key.keyID] = .init(publicKey: key, from: position, until: nil)
    case .removeKey(let member, let key):
      members[member]?.keys[key]?.until = position
    case .policy(let policy):
      self.policy = policy
      policyPosition = position
    case .logKey(let key):
      if let former = LedgerState.keyID(ofLogKey: logKey) { formerLogKeys.insert(former) }
      logKey = key
    case .restored(let size, let lostRoot):
      restorations[size] = lostRoot
    }
  }
}
