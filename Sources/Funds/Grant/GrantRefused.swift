public import LedgerCore

/// The committee says no.
public struct GrantRefused: EntryBody {
  public static let kind: Kind = "grant.refused"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case noNeed = "no-need"
    case otherHelp = "other-help"
    case outsidePurpose = "outside-purpose"
    case noMoney = "no-money"
    case incomplete
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public static let refusals = [GrantRules.wrongState]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    _ = try GrantRules.request(of: state, in: [.requested], context)
    try context.requireAnotherPerson(than: state.requesters)
    return .none
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) { state.status = .refused }
}
