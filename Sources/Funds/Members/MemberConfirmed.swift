public import LedgerCore

/// Confirms an enrolment, new roles, or somebody else's key.
public struct MemberConfirmed: Confirmation {
  public static let kind: Kind = "member.confirmed"
  /// The entry that proposed.
  public let confirms: ULID

  public init(confirms: ULID) { self.confirms = confirms }

  public static let refusals = [
    ConfirmationRefusals.nothing, Persons.samePerson, MemberRules.unknown, MemberRules.lastAdministrators,
    MemberKeyRemoved.keyUnknown, MemberKeyRemoved.lastKey,
  ]

  static func suits(_ change: LedgerState.Change) -> Bool { change.member != nil }
}
