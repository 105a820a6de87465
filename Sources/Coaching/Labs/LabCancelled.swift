public import LedgerCore

/// A laboratory that was announced does not take place.
public struct LabCancelled: EntryBody {
  public static let kind: Kind = "lab.cancelled"
  public static let roles: Set<Role> = [.educator]
  public static let isReversible = true

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case tooFew = "too-few"
    case nobodyCame = "nobody-came"
    case educatorAway = "educator-away"
    case noRoom = "no-room"
    /// Scheduled anew, as another laboratory.
    case moved
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public static let refusals = [LabRules.wrongState, LabRules.bodyMissing, LabRules.otherBody]

  public func admit(to state: LabState, in context: Admission) throws(Refusal) -> Effects {
    _ = try LabRules.requireScheduled(state, in: context)
    return .none
  }

  public func apply(to state: inout LabState, from entry: LoggedEntry) {
    state.status = .cancelled
    state.cancelled = reason
  }
}
