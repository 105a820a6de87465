public import LedgerCore

/// One stretch of work on one day, and what the host has said to it.
public struct ServiceSession: Sendable, Hashable {
  public enum Status: String, Sendable, CaseIterable {
    case performed
    case disputed
    case confirmed
    /// A dispute has found that it did not take place.
    case rejected
  }

  public let date: CivilDate
  public let start: TimeOfDay
  public let end: TimeOfDay
  public let task: ServiceWork.Task
  /// When it came into the ledger; the host's time to answer runs from here.
  public let recordedOn: CivilDate
  public internal(set) var status = Status.performed
  /// What counts, once somebody has answered.
  public internal(set) var countedMinutes = 0
  public internal(set) var recorders = Persons()
  var disputers = Persons()

  public var minutes: Int { end.minutes - start.minutes }

  /// True while somebody has still to say whether it counts.
  public var isOpen: Bool { status == .performed || status == .disputed }

  /// The last day on which the host alone answers.
  public func answerDue(_ policy: ServicePolicy) -> CivilDate { recordedOn.adding(days: policy.confirmWithinDays) }
}
