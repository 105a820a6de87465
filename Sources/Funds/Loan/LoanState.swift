public import FinancialArithmetic
public import LedgerCore

/// A loan from application to its last cent: the stream `loan/<id>`.
///
/// The state holds what was agreed; what is paid and owed stands in the accounts, and `LoanPosition` reads both, so that
/// a payment which the bank takes back is owed again without any entry in this stream.
public struct LoanState: InstalmentPromising {
  public static let family = "loan"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the story stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, applied, approved, accepted, running, refused, withdrawn, lapsed, closed
    case writtenOff = "written-off"
  }

  /// A decision of two persons that one of them has signed.
  public enum Decision: Sendable, Hashable {
    case rescheduled(LoanRescheduled)
    case accelerated(LoanAccelerated)
    case writtenOff(LoanWrittenOff)
    case surplusReturned(LoanSurplusReturned)
  }

  public struct Pending: Sendable, Hashable {
    public let decision: Decision
    public let persons: Persons
    public let role: Role
  }

  public internal(set) var status = Status.new
  public internal(set) var contract: LoanContract?
  public internal(set) var application: LoanApplied?
  public internal(set) var terms: LoanTerms?
  /// True where persons of the committee stood in for a missing assessment.
  public internal(set) var isOverride = false
  /// What a body has reserved of the household's capacity for the loan, and which body offers it.
  public internal(set) var reservation: ULID?
  public internal(set) var offeringBody: Slug?
  public internal(set) var applicants = Persons()
  public internal(set) var approvers = Persons()
  public internal(set) var payers = Persons()
  public internal(set) var approvedOn: CivilDate?
  public internal(set) var acceptedOn: CivilDate?
  public internal(set) var assistanceYear: Int?

  /// The terms behind the schedule in force.
  public internal(set) var plan: ScheduleTerms?
  public internal(set) var schedule: Schedule?
  /// 1 for the schedule of the approval, one more with each that took its place.
  public internal(set) var version = 0
  /// Since when the schedule is in force.
  public internal(set) var versionSince: CivilDate?
  /// Interest of this schedule that was accrued up to now, what it took over included.
  public internal(set) var accrued = Money.zero
  /// What a full year of instalments weighs in its heaviest month.
  public internal(set) var monthly = Money.zero
  /// What counts in the household's instalments: from the borrower's word on.
  public internal(set) var promise = InstalmentPromise()

  /// Agreed and not cancelled.
  public internal(set) var agreed = Money.zero
  public internal(set) var paidOut = Money.zero
  public internal(set) var disbursedOn: CivilDate?
  public internal(set) var costs: [LoanCost] = []
  public internal(set) var pauses: [ArrearsPause] = []
  public internal(set) var isRescheduled = false
  public internal(set) var noticedOn: CivilDate?
  public internal(set) var isAccelerated = false
  public internal(set) var pending: Pending?
  /// The batch with which the loan moved in.
  public internal(set) var portfolio: ULID?
  public internal(set) var endedOn: CivilDate?

  public init() {}

  /// As it will be when so much more interest is accrued: for entries that are drafted one on the other.
  public func accruing(_ amount: Money) -> LoanState {
    var later = self
    later.accrued += amount
    return later
  }

  /// Agreed and still to be paid out.
  public var undisbursed: Money { agreed - paidOut }

  public var help: Help? {
    guard let contract, let household = contract.borrower.household else { return nil }
    return Help(
      household: household, body: contract.body, need: contract.purpose, amount: contract.amount, since: contract.since)
  }

  public var obligation: Obligation {
    switch status {
    case .new, .refused, .withdrawn, .lapsed: .none
    case .applied, .approved, .accepted: .running(until: nil)
    case .running: .running(until: schedule?.rows.last?.due)
    case .closed, .writtenOff: endedOn.map { .ended($0) } ?? .none
    }
  }

  /// A new schedule takes the place of the old.
  /// - Parameter carried: interest accrued and unpaid that its first rows take over.
  mutating func begin(
    _ schedule: Schedule, plan: ScheduleTerms?, carried: Money, on day: CivilDate, from entry: LoggedEntry
  ) {
    self.schedule = schedule
    promise.follow(entry)
    if let plan { self.plan = plan }
    accrued = carried
    version += 1
    versionSince = day
    monthly = schedule.heaviestMonth
    pending = nil
  }

  /// The first signature of two, or a decision that takes the place of another.
  mutating func propose(_ decision: Decision, by entry: LoggedEntry) {
    var persons = Persons()
    persons.add(entry)
    pending = Pending(decision: decision, persons: persons, role: entry.header.role)
  }
}

extension LoanState {
  /// A schedule as an offer to the family, in the place of the one in force.
  func offer(_ schedule: Schedule, to household: ULID) -> InstalmentOffer {
    InstalmentOffer(
      household: household, instalments: schedule.byMonth, promise: promise,
      replaced: self.schedule?.byMonth ?? MonthlyInstalments())
  }
}

extension Schedule {
  var byMonth: MonthlyInstalments { MonthlyInstalments(rows.map { ($0.due, $0.instalment) }) }

  /// The largest sum of instalments that falls into one month of the calendar.
  public var heaviestMonth: Money { byMonth.heaviest }
}
