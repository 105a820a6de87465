public import LedgerCore

/// A family's coaching from the first talk to its end: the stream `budget/<household>`.
///
/// It knows counts, days, codes and what binds others. What the family has told lies sealed behind the records.
public struct BudgetState: StreamState {
  public static let family = "budget"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the coaching stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, open, closed
  }

  /// A budget as the family told it on a day.
  public struct Snapshot: Sendable, Hashable {
    /// The entry that took it.
    public let id: ULID
    public let day: CivilDate
    /// The first month that it describes.
    public let month: CivilMonth
    public let lines: Int
    /// How often the answer was "don't know".
    public let unknowns: Int
    public let record: Fingerprint
    public let session: SessionType
    public let takenBy: ULID
    /// The day on which the family said that it is right.
    public internal(set) var confirmed: CivilDate?
  }

  /// What an educator has signed that the family can promise.
  public struct Assessment: Sendable, Hashable {
    /// The entry that says so.
    public let id: ULID
    public let day: CivilDate
    /// What may be added, per month.
    public let capacity: Money
    public let formula: Slug
    public let parameters: ParameterFile
    /// Commitment of the sealed working.
    public let record: Fingerprint
    /// The household's instalments in the ledger at that moment.
    public let running: Money
    public let seasons: SeasonalCapacity?
    public let snapshot: ULID
    public let assessor: ULID
  }

  /// Circumstances that have changed: nothing new is promised until the educator has assessed again.
  public struct Suspension: Sendable, Hashable {
    public let id: ULID
    public let reason: CircumstanceChanged.Reason
    public let since: CivilDate
    /// The newest snapshot at that moment, which knows nothing of the change.
    public let snapshot: ULID?
  }

  /// A part of the capacity that one body keeps for an offer that it prepares.
  public struct Reservation: Sendable, Hashable {
    /// The entry that made it.
    public let id: ULID
    public let body: Slug
    public let amount: Money
    /// The last day of recording on which it counts.
    public let through: CivilDate
    public internal(set) var end: ReservationEnd?
  }

  /// Why a reservation counts no more, where an entry of this stream has ended it.
  public enum ReservationEnd: Sendable, Hashable {
    case released
    /// A new assessment, in which it had no room, or the end of the coaching.
    case fallen
  }

  /// Months as the family wants to live them.
  public struct Plan: Sendable, Hashable {
    /// The entry that proposes it.
    public let id: ULID
    public let day: CivilDate
    public let from: CivilMonth
    public let months: Int
    /// The new instalments on which it rests, per month.
    public let promised: Money
    public let record: Fingerprint
    public let session: SessionType
    public let proposer: ULID
    /// The body for which it was proposed.
    public let body: Slug
    /// The day on which the family agreed.
    public internal(set) var agreed: CivilDate?

    public var last: CivilMonth { CivilMonth(from.firstDay.adding(months: months - 1)) }

    public func covers(_ month: CivilMonth) -> Bool { from <= month && month <= last }
  }

  public struct GoalRecord: Sendable, Hashable {
    /// The entry that set it.
    public let id: ULID
    public let day: CivilDate
    public let by: CivilMonth?
    public let record: Fingerprint
  }

  /// A month looked at together, plan against actual.
  public struct MonthCheck: Sendable, Hashable {
    /// The entry that says so.
    public let id: ULID
    public let day: CivilDate
    public let month: CivilMonth
    public let nextStep: BudgetMonthChecked.NextStep
    public let record: Fingerprint
    public let session: SessionType
  }

  public internal(set) var status = Status.new
  public internal(set) var coach: ULID?
  /// The body for which the coaching was opened.
  public internal(set) var openedFor: Slug?
  public internal(set) var openedOn: CivilDate?
  public internal(set) var closedOn: CivilDate?
  public internal(set) var outcome: BudgetClosed.Outcome?
  /// All that were ever taken, oldest first, also before the coaching was reopened.
  public internal(set) var snapshots: [Snapshot] = []
  /// All that were ever made, oldest first: the family's history.
  public internal(set) var assessments: [Assessment] = []
  /// The assessment that binds; nil where there is none since the coaching was opened, and where it was closed, unless
  /// the assessment was suspended then.
  public internal(set) var assessment: Assessment?
  public internal(set) var suspension: Suspension?
  /// All that were ever made, oldest first.
  public internal(set) var reservations: [Reservation] = []
  /// All that the family has agreed to, oldest first.
  public internal(set) var agreedPlans: [Plan] = []
  /// What waits for the family's yes.
  public internal(set) var proposedPlan: Plan?
  public internal(set) var goals: [GoalRecord] = []
  /// By month, as they were checked.
  public internal(set) var checks: [MonthCheck] = []
  /// How many snapshots there were when the coaching was opened last.
  var firstSnapshot = 0

  public init() {}

  public var isOpen: Bool { status == .open }

  /// The newest since the coaching was opened, confirmed or not.
  public var newestSnapshot: Snapshot? { snapshots.dropFirst(firstSnapshot).last }

  /// The newest since the coaching was opened that the family has confirmed: on which capacity is assessed.
  public var confirmedSnapshot: Snapshot? { snapshots.dropFirst(firstSnapshot).last { $0.confirmed != nil } }

  public func snapshot(_ id: ULID) -> Snapshot? { snapshots.first { $0.id == id } }
  public func reservation(_ id: ULID) -> Reservation? { reservations.first { $0.id == id } }

  /// The plan by which a month was lived: the one that was agreed last among those that have the month.
  public func plan(for month: CivilMonth) -> Plan? { agreedPlans.last { $0.covers(month) } }

  /// The plan that was agreed last.
  public var agreedPlan: Plan? { agreedPlans.last }

  mutating func endReservations(except kept: Set<ULID> = []) {
    for index in reservations.indices where reservations[index].end == nil && !kept.contains(reservations[index].id) {
      reservations[index].end = .fallen
    }
  }
}

/// A file of parameters: which version, and its digest.
public struct ParameterFile: Codable, Sendable, Hashable {
  public let digest: Fingerprint
  public let version: String

  public init(version: String, digest: Fingerprint) {
    self.digest = digest
    self.version = version
  }
}

/// Capacity that differs from month to month, where work is seasonal.
public struct SeasonalCapacity: Codable, Sendable, Hashable {
  /// What the instalments of a year may be on average.
  public let average: Money
  /// January to December.
  public let months: [Money]

  public init(average: Money, months: [Money]) {
    self.average = average
    self.months = months
  }
}
