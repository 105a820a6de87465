public import LedgerCore

/// A member signs no more, from this log position on; in an emergency one administrator suffices.
public struct MemberRevoked: EntryBody {
  public static let kind: Kind = "member.revoked"
  public static let roles: Set<Role> = [.administrator]

  /// Entries of the member from this log position on are flagged, never deleted.
  public let compromisedSince: Int?
  public let member: ULID

  public init(member: ULID, compromisedSince: Int?) {
    self.member = member
    self.compromisedSince = compromisedSince
  }

  static let compromisedInvalid = RefusalCode(
    "member.compromised-position", "position {position} is not before this entry",
    hint: "give the log position of the first doubtful entry: `mastro log`")

  public static let refusals = [MemberRules.unknown, MemberRules.lastAdministrators, compromisedInvalid]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    let holder = try MemberRules.member(member, in: state)
    try MemberRules.requireAdministratorsLeft(without: holder, in: state)
    if let since = compromisedSince, !(0..<context.position).contains(since) {
      throw Self.compromisedInvalid(["position": since])
    }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.members[member]?.isRevoked = true
    state.members[member]?.compromisedSince = compromisedSince
    for key in state.members[member]?.keys.keys.map({ $0 }) ?? [] where state.members[member]?.keys[key]?.until == nil {
      state.members[member]?.keys[key]?.until = entry.position
    }
  }
}
