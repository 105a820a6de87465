public import LedgerCore

/// The committee says no.
public struct GuaranteeRefused: EntryBody {
  public static let kind: Kind = "guarantee.refused"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case noNeed = "no-need"
    case otherHelp = "other-help"
    case outsideScheme = "outside-scheme"
    case noReserve = "no-reserve"
    case incomplete
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public static let refusals = [GuaranteeRules.wrongState, Persons.samePerson]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    _ = try GuaranteeRules.request(of: state, in: [.requested], context)
    try context.requireAnotherPerson(than: state.requesters)
    return .none
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) { state.status = .refused }
}
