public import Coaching
public import LedgerCore

/// The indicators of a family as they stood one day.
public struct IndicatorRecord: Sendable {
  /// Where they stand.
  public enum Origin: Sendable, Hashable {
    /// Sealed in the working of an assessment.
    case assessment
    /// How near the plan was to life, from the sealed records of the months checked by then.
    case monthCheck(CivilMonth)
  }

  public let day: CivilDate
  public let origin: Origin
  /// The entry.
  public let id: ULID
  /// Nil where nobody can read them any more.
  public let indicators: [Indicator]?
}

extension Bookkeeper {
  /// The months that were checked, as they were sealed, oldest first; those that nobody can read are left out.
  func checkedMonths(of book: BudgetBook, through last: CivilMonth) throws -> [MonthRecord] {
    try book.state.checks.filter { $0.month <= last }.sorted { $0.month < $1.month }
      .compactMap { try sealed($0.record, as: MonthRecord.self) }
  }

  /// What an assessment of today would seal: of the newest confirmed snapshot with what the ledger knows.
  public func indicators(of book: BudgetBook) throws -> (snapshot: BudgetState.Snapshot, indicators: [Indicator]) {
    let (snapshot, told) = try confirmedSheet(of: book)
    let sheet = try assessable(told, of: book, on: book.day)
    let parameters = try parameters(on: book.day)
    let checked = try checkedMonths(of: book, through: CivilMonth(book.day))
    return (snapshot, try BudgetIndicators(sheet, parameters).all(checked: checked))
  }

  /// Every assessment's indicators as they were sealed, and realism after each check of a month, in the order of the log.
  public func indicatorHistory(of book: BudgetBook) throws -> [IndicatorRecord] {
    let assessed = try book.state.assessments.map { assessment in
      IndicatorRecord(
        day: assessment.day, origin: .assessment, id: assessment.id,
        indicators: try sealed(assessment.record, as: CapacityWorking.self)?.indicators)
    }
    let checked = try book.state.checks.indices.map { index in
      let check = book.state.checks[index]
      return IndicatorRecord(
        day: check.day, origin: .monthCheck(check.month), id: check.id,
        indicators: try realism(after: check, and: book.state.checks[..<index]))
    }
    return try ledger.store.read { log in
      try (assessed + checked).map { (try log.position(of: $0.id) ?? 0, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// By the parameters of the day; nil where they or the record are missing.
  private func realism(
    after check: BudgetState.MonthCheck, and earlier: ArraySlice<BudgetState.MonthCheck>
  ) throws -> [Indicator]? {
    guard let record = try sealed(check.record, as: MonthRecord.self),
      let parameters = CapacityParameters.inForce(on: check.day)
    else { return nil }
    let before = try earlier.filter { $0.month < check.month }.compactMap {
      try sealed($0.record, as: MonthRecord.self)
    }
    return [BudgetIndicators.realism(before + [record], parameters)]
  }
}
