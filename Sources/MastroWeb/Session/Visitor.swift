import Bookkeeping
public import Funds
public import LedgerCore
public import Sodium

/// Somebody who has signed in: who they are on the ledger now.
public struct Visitor: Sendable {
  public let member: Member
  /// Their name where the vault holds it, else their id.
  public let name: String
  /// The key with which they signed in; it signs what they record.
  public let key: PublicKey
  /// What a form of theirs must send back.
  public let csrf: String
  let session: String

  public var id: ULID { member.id }

  public func holds(_ role: Role) -> Bool { member.roles.contains(role) }
  public func holds(anyOf roles: Set<Role>) -> Bool { !roles.isDisjoint(with: member.roles) }

  /// The fund's own people act for no other body.
  public var isStaff: Bool {
    member.bodies.isEmpty && holds(anyOf: [.administrator, .operator, .committee, .treasurer])
  }
}
