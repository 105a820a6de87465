public import LedgerCore

/// The host says that the hours were done: another person than the worker, and than whoever recorded them.
///
/// Where the host has not answered in the policy's time, somebody of the committee may confirm in its stead.
public struct ServiceConfirmed: EntryBody {
  public static let kind: Kind = "service.confirmed"
  public static let roles: Set<Role> = [.committee, .host, .operator]
  public static let isReversible = true

  public let attestation: Attestation?
  /// As they were recorded; other minutes are a dispute.
  public let minutes: Int
  /// The entry that has recorded the hours.
  public let session: ULID

  public init(session: ULID, minutes: Int, attestation: Attestation? = nil) {
    self.attestation = attestation
    self.minutes = minutes
    self.session = session
  }

  static let otherMinutes = RefusalCode(
    "service.other-minutes", "{given} minutes are not the {recorded} that were recorded",
    hint: "confirm them as they were recorded, or dispute them: `mastro service dispute`")
  static let notOverdue = RefusalCode(
    "service.not-overdue", "the host has time through {until} to answer",
    hint: "remind the host; the committee may confirm in its stead after that day")

  public static let refusals = [
    ServiceRules.wrongState, ServiceRules.sessionUnknown, ServiceRules.sessionAnswered, otherMinutes, notOverdue,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    let (work, _) = try ServiceRules.accepted(state, context)
    let recorded = try ServiceRules.session(session, of: state, in: [.performed], context)
    guard minutes == recorded.minutes else {
      throw Self.otherMinutes(["given": minutes, "recorded": recorded.minutes])
    }
    if context.header.role == .committee, attestation == nil {
      let until = recorded.answerDue(try context.section(\.service, "service"))
      guard context.header.recorded.date > until else { throw Self.notOverdue(["until": until]) }
      try context.requireAttestedNothing(in: state.attesters)
    } else {
      try context.requireHostVoice(work, state, attestation: attestation)
    }
    try context.requireAnotherPerson(than: recorded.recorders, context.family(work), attesting: attestation)
    return try Effects { $0.confirmMinutes(ServiceRules.id(context), minutes) }
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.sessions[session]?.status = .confirmed
    state.sessions[session]?.countedMinutes = minutes
    if let attestation { state.attesters.add(entry, attestation: attestation) }
    state.lastEntryOn = entry.header.effective
  }
}
