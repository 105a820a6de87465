public import LedgerCore

/// An operator writes down what somebody will do, for whom and until when; household and host then accept it.
///
/// There is no debt and no amount in it: the host sees this, and nothing else. Taken back with `service.ended`.
public struct ServiceAgreed: EntryBody {
  public static let kind: Kind = "service.agreed"
  public static let roles: Set<Role> = [.operator]

  public let work: ServiceWork

  public init(_ work: ServiceWork) { self.work = work }

  static let tasksInvalid = RefusalCode(
    "service.tasks-invalid", "the tasks are missing, or one stands twice",
    hint: "give each task once: --tasks common-parts,green-care")
  static let hostMissing = RefusalCode(
    "service.host-missing", "nobody takes the worker in", hint: "name a body with --host, or a person with --tutor")

  public static let refusals = [
    ServiceRules.wrongState, ServiceRules.datesInvalid, tasksInvalid, hostMissing, MemberRules.bodyUnknown,
    ServiceRules.familyOnBothSides,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else { throw ServiceRules.wrongState(state, context) }
    guard ServiceWork.isSpan(work.start, work.end) else {
      throw ServiceRules.datesInvalid(["start": work.start, "end": work.end])
    }
    guard !work.tasks.isEmpty, zip(work.tasks, work.tasks.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw Self.tasksInvalid()
    }
    _ = try context.section(\.service, "service")
    let household = try context.requireHousehold(work.household)
    guard household.members.contains(work.worker) else {
      throw HouseholdRules.notAMember(["party": work.worker, "household": work.household])
    }
    guard work.hostBody != nil || work.hostParty != nil else { throw Self.hostMissing() }
    if let body = work.hostBody, context.governing.bodies[body] == nil {
      throw MemberRules.bodyUnknown(["body": body])
    }
    if let party = work.hostParty {
      try context.requireParty(party)
      guard !household.members.contains(party) else { throw ServiceRules.familyOnBothSides(["party": party]) }
    }
    return try Effects { $0.enlist(context, with: work.household) }
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.work = work
    state.agreedOn = entry.header.effective
    state.body = entry.header.onBehalfOf
    state.writers.add(entry)
    state.lastEntryOn = entry.header.effective
  }
}
