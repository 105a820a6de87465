public import LedgerCore

/// A third person has heard both: so many minutes of the session count, or none.
///
/// Never reversed: where none count, the worker's time is free again for hours that were really done then.
public struct ServiceDisputeResolved: EntryBody {
  public static let kind: Kind = "service.dispute-resolved"
  public static let roles: Set<Role> = [.committee]

  /// From 0 to the minutes that were recorded.
  public let minutes: Int
  public let session: ULID

  public init(session: ULID, minutes: Int) {
    self.minutes = minutes
    self.session = session
  }

  static let tooMany = RefusalCode(
    "service.resolved-minutes", "{given} minutes are not between 0 and the {recorded} that were recorded",
    hint: "hours beyond what was recorded are a session of their own")

  public static let refusals = [
    ServiceRules.wrongState, ServiceRules.sessionUnknown, ServiceRules.sessionAnswered, tooMany,
    ServiceRules.hiddenFromHost,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    let (work, terms) = try ServiceRules.accepted(state, context)
    let recorded = try ServiceRules.session(session, of: state, in: [.disputed], context)
    guard (0...recorded.minutes).contains(minutes) else {
      throw Self.tooMany(["given": minutes, "recorded": recorded.minutes])
    }
    try context.requireHidden(fromHostOf: work)
    try context.requireAnotherPerson(than: recorded.recorders, recorded.disputers, context.family(work))
    try context.requireAttestedNothing(in: state.attesters)
    let released = released(state)
    return try Effects { journal in
      journal.confirmMinutes(ServiceRules.id(context), minutes)
      journal.letGo(released, of: terms, work, ServiceRules.id(context), year: state.assistanceYear)
    }
  }

  /// After the end, what was kept for hours that do not count is free again.
  private func released(_ state: ServiceState) -> Money {
    guard state.endedOn != nil else { return .zero }
    var after = state
    settle(&after)
    return state.reserved - after.stillCreditable
  }

  private func settle(_ state: inout ServiceState) {
    state.sessions[session]?.status = minutes > 0 ? .confirmed : .rejected
    state.sessions[session]?.countedMinutes = minutes
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    settle(&state)
    if state.endedOn != nil { state.reserved = state.stillCreditable }
    state.lastEntryOn = entry.header.effective
  }
}
