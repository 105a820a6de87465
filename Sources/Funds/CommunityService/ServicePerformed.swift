public import LedgerCore

/// Somebody has worked: one stretch within one day, which the host then confirms or disputes.
public struct ServicePerformed: EntryBody {
  public static let kind: Kind = "service.performed"
  public static let roles: Set<Role> = [.host, .household, .operator]
  public static let isReversible = true

  public let date: CivilDate
  public let end: TimeOfDay
  public let start: TimeOfDay
  public let task: ServiceWork.Task

  public init(on date: CivilDate, from start: TimeOfDay, to end: TimeOfDay, task: ServiceWork.Task) {
    self.date = date
    self.end = end
    self.start = start
    self.task = task
  }

  static let timesInvalid = RefusalCode(
    "service.times-invalid", "{start} to {end} is not a span of whole five minutes within one day",
    hint: "round to five minutes; work past midnight is two sessions")
  static let outside = RefusalCode(
    "service.outside-agreement", "the agreement runs from {start} to {end}, and {date} is no day of it",
    hint: "check the date, or agree anew")
  static let otherTask = RefusalCode(
    "service.other-task", "{task} is not one of the tasks agreed: {tasks}",
    hint: "record what was agreed; other work needs an agreement of its own")
  static let notInsured = RefusalCode(
    "service.not-insured", "the worker was not insured on {date}",
    hint: "hours without insurance do not count; `mastro service insure` records a certificate")
  static let overlap = RefusalCode(
    "service.overlap", "the worker's hours of {date} from {start} to {end} stand in the ledger already, as {session}",
    hint: "check date and times; the same minute counts once, whatever the agreement")
  static let dayFull = RefusalCode(
    "service.day-full", "{total} minutes on {date} are above {limit}, the most that one person does in a day",
    hint: "check the times")

  public static let refusals = [
    ServiceRules.wrongState, timesInvalid, ServiceRules.dayAhead, outside, otherTask, notInsured, overlap, dayFull,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    guard let work = state.work, state.status == .inForce else { throw ServiceRules.wrongState(state, context) }
    guard start < end, start.minutes % ServiceSlot.minutes == 0, end.minutes % ServiceSlot.minutes == 0 else {
      throw Self.timesInvalid(["start": start, "end": end])
    }
    guard date <= context.effective else {
      throw ServiceRules.dayAhead(["day": date, "effective": context.effective])
    }
    guard work.start <= date, date <= work.end else {
      throw Self.outside(["start": work.start, "end": work.end, "date": date])
    }
    guard work.tasks.contains(task) else {
      throw Self.otherTask([
        "task": task.rawValue, "tasks": work.tasks.map(\.rawValue).joined(separator: ", "),
      ])
    }
    guard state.isInsured(on: date) else { throw Self.notInsured(["date": date]) }
    if context.header.role == .household {
      try context.requireVoice(of: context.family(work).everyone, attestation: nil)
    } else if context.header.role == .host {
      try context.requireHostVoice(work, state, attestation: nil)
    }
    return Effects(postings: .none, claims: try claims(of: work.worker, context))
  }

  private func claims(of worker: ULID, _ context: Admission) throws(Refusal) -> [Claim] {
    let day = context.serviceDay(of: worker, on: date)
    let slots = (start.minutes / ServiceSlot.minutes..<end.minutes / ServiceSlot.minutes).map {
      ServiceSlot(worker: worker, date: date, number: $0)
    }
    if let (slot, holder) = slots.lazy.compactMap({ slot in day.taken[slot.number].map { (slot, $0) } }).first {
      let agreement: ServiceState = context.state(of: holder.entry.stream)
      let other = agreement.sessions[holder.id]
      let from = TimeOfDay(minutes: slot.number * ServiceSlot.minutes) ?? start
      throw Self.overlap([
        "date": date, "start": other?.start ?? from, "end": other?.end ?? end, "session": holder.id,
      ])
    }
    let limit = min(try context.section(\.service, "service").mostMinutesPerDay, ServicePolicy.longestDay)
    let total = day.minutes + end.minutes - start.minutes
    guard total <= limit else { throw Self.dayFull(["total": total, "date": date, "limit": limit]) }
    return slots.map { day.claim($0) }
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    var session = ServiceSession(
      date: date, start: start, end: end, task: task, recordedOn: entry.header.recorded.date)
    session.recorders.add(entry)
    state.sessions[entry.id] = session
    state.lastEntryOn = entry.header.effective
  }
}
