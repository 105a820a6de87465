public import Coaching
import Funds
public import LedgerCore
import LedgerSQLite

/// A family's coaching as those who work with it read it: where it stands, and what can still be promised today.
public struct BudgetBook: Sendable {
  public let household: ULID
  public let state: BudgetState
  /// Today: reservations and assessments run out by the day of recording.
  public let day: CivilDate
  /// What the family pays each month to the funds and under plans, as the ledger knows it.
  public let running: Money
  /// What can still be promised, every reservation counted; nil where nobody has assessed the family.
  public let left: CapacityLeft?
  /// Reservations that count today, in the order in which they were made.
  public let reservations: [BudgetState.Reservation]
  /// The last day on which the assessment binds new promises; nil where there is none.
  public let validThrough: CivilDate?

  init(
    _ household: ULID, _ state: BudgetState, on day: CivilDate, running: Money, promised: Money, used: Set<ULID>,
    validDays: Int
  ) {
    self.household = household
    self.state = state
    self.day = day
    self.running = running
    left = state.capacityLeft(promised: promised, on: day, isUsed: used.contains)
    reservations = state.liveReservations(on: day, isUsed: used.contains)
    validThrough = state.assessment?.day.adding(days: validDays)
  }

  public var isStale: Bool { validThrough.map { $0 < day } ?? false }
  public var isSuspended: Bool { state.suspension != nil }

  /// What may be promised today: nothing without an assessment, and nothing on one that is suspended or too old.
  public var amount: Money { isStale || isSuspended ? .zero : left?.amount ?? .zero }

  /// The stream of the coaching.
  public var stream: StreamID { StreamID("budget", household) }

  /// Months of the plan in force that are over and that nobody has looked at.
  public var monthsToCheck: [CivilMonth] {
    guard state.isOpen, let plan = state.agreedPlan else { return [] }
    let checked = Set(state.checks.map(\.month))
    return (0..<plan.months).map { CivilMonth(plan.from.firstDay.adding(months: $0)) }
      .filter { $0 < CivilMonth(day) && !checked.contains($0) }
  }
}

extension HouseholdState {
  /// Whether the family was forgotten, or taken up by another one.
  var isGone: Bool { isErased || mergedInto != nil }
}

extension Bookkeeper {
  /// The coaching of a household today, also where it has not begun.
  public func budget(of household: ULID) throws -> BudgetBook {
    let rules = try governing().policy.households
    return try ledger.store.read { try budget(of: household, rules?.assessmentValidDays ?? 0, in: $0) }
  }

  /// Every coaching of a family that stands, in the order in which they began. That of a family which was forgotten, or
  /// taken up by another one, is closed by nobody and waits for nobody.
  public func budgets() throws -> [BudgetBook] {
    let rules = try governing().policy.households
    return try ledger.store.read { log in
      try log.streams(family: BudgetState.family).compactMap(\.ulid).compactMap { household in
        let family = try ledger.admitter.folds.state(
          of: StreamID("household", household), as: HouseholdState.self, in: log)
        return family.isGone ? nil : try budget(of: household, rules?.assessmentValidDays ?? 0, in: log)
      }
    }
  }

  private func budget(of household: ULID, _ validDays: Int, in log: any LogReader) throws -> BudgetBook {
    let state = try ledger.admitter.folds.state(
      of: StreamID("budget", household), as: BudgetState.self, in: log)
    let promised = try state.assessment.map { try self.promised(on: $0.id, by: household, in: log) } ?? .zero
    return BudgetBook(
      household, state, on: try recordingDay(in: log), running: try runningInstalments(of: household, in: log),
      promised: promised, used: try usedReservations(of: state, in: log), validDays: validDays)
  }

  /// The day that an entry recorded now would have: never before the newest entry's.
  func recordingDay(in log: any LogReader) throws -> CivilDate {
    let size = try log.size
    return max(surroundings.now, size == 0 ? surroundings.now : try log.recorded(at: size - 1)).date
  }

  /// The instalments that the ledger knows of a family, with those of families that it has taken up: every one of them
  /// once, whether it came from a loan or from a plan.
  func runningInstalments(of household: ULID, in log: any LogReader) throws -> Money {
    let parts =
      [household]
      + (try instruments(of: household, in: log)).filter { $0.family == HouseholdState.family }.compactMap(\.ulid)
    return try parts.reduce(.zero) { $0 + Money(cents: try log.balance(of: Chart.instalments($1))) }
  }

  /// As the rules count it when something new is to be promised.
  private func promised(on assessment: ULID, by household: ULID, in log: any LogReader) throws -> Money {
    let own = Money(cents: try log.balance(of: Chart.promised(assessment)))
    guard let position = try log.position(of: assessment) else { return own }
    return try instruments(of: household, in: log).filter { $0.family == HouseholdState.family }
      .reduce(own) { sum, part in
        let joined = try ledger.admitter.folds.state(of: part, as: HouseholdState.self, in: log)
        guard let id = part.ulid, joined.mergedInto == household, let merged = try log.head(of: part)?.position,
          merged > position
        else { return sum }
        return sum + (try runningInstalments(of: id, in: log))
      }
  }

  func usedReservations(of state: BudgetState, in log: any LogReader) throws -> Set<ULID> {
    Set(
      try state.reservations.map(\.id).filter { try log.holder(of: Claim("capacity-reservation", $0)) != nil })
  }
}

/// Refusals about budgets, before any rule is asked.
public enum BudgetRefusals {
  public static let gone = RefusalCode(
    "budget.record-gone", "{what} of household {household} cannot be read here any more",
    hint:
      "the family was forgotten, or the record lies in another vault; what binds others is in `mastro capacity show`",
    .notFound)
  public static let nothingSealed = RefusalCode(
    "budget.nothing-sealed", "household {household} has no {what} yet", hint: "{step} makes one", .notFound)

  public static let all = [gone, nothingSealed]
}

extension Bookkeeper {
  /// A sheet that an entry of the family has sealed; refused where nobody can read it any more.
  public func sheet(_ record: Fingerprint, _ what: String, of household: ULID) throws -> BudgetSheet {
    guard let sheet = try sheet(record) else {
      throw BudgetRefusals.gone(["what": what, "household": household])
    }
    return sheet
  }

  /// A sealed document of another form; nil where nobody can read it any more.
  public func sealed<Document: Codable>(_ record: Fingerprint, as type: Document.Type) throws -> Document? {
    guard let plaintext = try vault.open(record.digest) else { return nil }
    do {
      return try JSONDecoding.decode(type, from: JSON.parse(plaintext, form: .canonical))
    } catch {
      throw StoreError.corrupt("the sealed record \(record) cannot be read: \(error)")
    }
  }

  /// The confirmed snapshot on which everything rests, opened.
  public func confirmedSheet(of book: BudgetBook) throws -> (BudgetState.Snapshot, BudgetSheet) {
    guard let snapshot = book.state.confirmedSnapshot else {
      guard let newest = book.state.newestSnapshot else {
        throw BudgetRefusals.nothingSealed([
          "household": book.household, "what": "snapshot", "step": "`mastro budget snapshot`",
        ])
      }
      throw BudgetRules.snapshotNotConfirmed(["household": book.household, "snapshot": newest.id])
    }
    return (snapshot, try sheet(snapshot.record, "the confirmed snapshot", of: book.household))
  }

  /// The newest snapshot, opened, confirmed or not.
  public func newestSnapshot(of book: BudgetBook) throws -> (BudgetState.Snapshot, BudgetSheet) {
    guard let snapshot = book.state.newestSnapshot else {
      throw BudgetRefusals.nothingSealed([
        "household": book.household, "what": "snapshot", "step": "`mastro budget snapshot`",
      ])
    }
    return (snapshot, try sheet(snapshot.record, "the newest snapshot", of: book.household))
  }

  /// A family's sheet with what the ledger knows put into it.
  public func merging(
    _ sheet: BudgetSheet, named file: String, of household: ULID, on day: CivilDate
  ) throws -> LedgerLines.Merged {
    let merged = try ledgerLines(of: household, from: sheet.month, on: day).merged(into: sheet)
    try BudgetSheetFile.check(merged.sheet, named: file)
    return merged
  }
}
