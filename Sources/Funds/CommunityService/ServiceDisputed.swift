public import LedgerCore

/// The host does not agree with hours as they were recorded; a third person then finds what counts.
public struct ServiceDisputed: EntryBody {
  public static let kind: Kind = "service.disputed"
  public static let roles: Set<Role> = [.host, .operator]
  public static let isReversible = true

  /// Closed list: what happened is talked about elsewhere.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case notDone = "not-done"
    case otherDay = "other-day"
    case otherTask = "other-task"
    case shorter
  }

  public let attestation: Attestation?
  public let reason: Reason
  public let session: ULID

  public init(session: ULID, reason: Reason, attestation: Attestation? = nil) {
    self.attestation = attestation
    self.reason = reason
    self.session = session
  }

  public static let refusals = [
    ServiceRules.wrongState, ServiceRules.sessionUnknown, ServiceRules.sessionAnswered,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    let (work, _) = try ServiceRules.accepted(state, context)
    let recorded = try ServiceRules.session(session, of: state, in: [.performed], context)
    try context.requireHostVoice(work, state, attestation: attestation)
    try context.requireAnotherPerson(than: recorded.recorders, attesting: attestation)
    return .none
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.sessions[session]?.status = .disputed
    state.sessions[session]?.disputers.add(entry, attestation: attestation)
    if let attestation { state.attesters.add(entry, attestation: attestation) }
    state.lastEntryOn = entry.header.effective
  }
}
