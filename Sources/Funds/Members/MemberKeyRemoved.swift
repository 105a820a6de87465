public import LedgerCore
public import Sodium

/// A device that a member gives up: at once when the member signs it, otherwise when confirmed.
public struct MemberKeyRemoved: EntryBody {
  public static let kind: Kind = "member.key-removed"
  public static let roles: Set<Role> = Set(Role.allCases)

  /// Lower-case hexadecimal SHA-256 of the public key.
  public let keyId: String
  public let member: ULID

  public init(member: ULID, key: KeyID) {
    self.member = member
    keyId = key.hex
  }

  static let keyUnknown = RefusalCode(
    "key.not-in-use", "{member} has no key {key} in use", hint: "`mastro member list` shows the keys", .notFound)
  static let lastKey = RefusalCode(
    "key.last", "{key} is {member}'s last key", hint: "add another key first, or revoke the member")

  public static let refusals = [MemberRules.unknown, keyUnknown, lastKey]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    let holder = try MemberRules.member(member, in: state)
    try MemberKeyRemoved.requireOwnOrAdministrator(member, context)
    guard let key = Digest(hex: keyId) else {
      throw Self.keyUnknown(["member": member, "key": keyId.prefix(16)])
    }
    try MemberKeyRemoved.requireRemovable(key, of: holder)
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    guard let key = Digest(hex: keyId) else { return }
    let change = LedgerState.Change.removeKey(member: member, key)
    if entry.actor == member { state.put(change, inForceAt: entry.position) } else { state.propose(change, by: entry) }
  }

  /// The key must be in use, and not the last one; asked again at confirmation, when the member may have acted too.
  static func requireRemovable(_ key: KeyID, of member: Member) throws(Refusal) {
    guard let held = member.keys[key], held.until == nil else {
      throw keyUnknown(["member": member.id, "key": key.hex.prefix(16)])
    }
    guard member.keys.values.filter({ $0.until == nil }).count > 1 else {
      throw lastKey(["member": member.id, "key": key.hex.prefix(16)])
    }
  }

  /// One's own keys in any role; another person's only as administrator.
  static func requireOwnOrAdministrator(_ member: ULID, _ context: Admission) throws(Refusal) {
    guard context.signer == member || context.header.role == .administrator else {
      throw FundGovernance.roleNotAllowed([
        "kind": context.header.kind, "role": context.header.role.rawValue, "roles": "administrator",
      ])
    }
  }
}
