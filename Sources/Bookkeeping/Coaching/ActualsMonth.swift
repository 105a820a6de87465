public import Coaching
public import LedgerCore
import LedgerSQLite

/// One month of a family, plan against what its bank says.
public struct ActualMonth: Sendable {
  public let household: ULID
  public let month: CivilMonth
  /// What `budget.month-checked` seals.
  public let record: MonthRecord
  /// The plan by which the month was lived.
  public let plan: BudgetState.Plan
  /// Bank lines of the month.
  public let lineCount: Int
  /// What somebody has written down besides, as families do that live on cash.
  public let told: [Actual]
  /// Days of the month for which the statements of an account say nothing.
  public let gaps: [Gap]
  /// When the month was checked; nil where it was not.
  public let checked: CivilDate?

  public struct Gap: Sendable, Hashable {
    public let account: Slug
    public let from: CivilDate
    public let through: CivilDate
  }
}

extension Bookkeeper {
  /// Plan against actual of a month; refuses one that is in no plan to which the family has agreed.
  /// - Parameter file: what moved besides the bank lines.
  public func actualMonth(
    of household: ULID, _ month: CivilMonth, adding file: ActualsFile? = nil
  ) throws -> ActualMonth {
    let budget = try requireCoaching(of: household)
    guard let plan = budget.plan(for: month) else {
      throw ActualsRefusals.monthWithoutPlan(["household": household, "month": month])
    }
    guard let sheet = try sheet(plan.record) else { throw ActualsRefusals.sheetMissing(["household": household]) }
    let told = try file?.actuals(of: month, by: sheet) ?? []
    let found = try vault.readWorkings(of: household) { workings in
      (
        lines: try ActualsStore.lines(in: workings), rules: try ActualsStore.rules(in: workings),
        statements: try ActualsStore.statements(in: workings)
      )
    }
    let lines = (found?.lines ?? []).filter { CivilMonth($0.content.booked) == month }
    let actuals = (found?.rules ?? CategoryRules()).applied(to: lines.map(\.actual) + told)
    return ActualMonth(
      household: household, month: month, record: MonthRecord(plan: sheet, month: month, actuals: actuals), plan: plan,
      lineCount: lines.count, told: told, gaps: ActualMonth.gaps(in: month, found?.statements ?? []),
      checked: budget.checks.last { $0.month == month }?.day)
  }

  /// A month as it was sealed when somebody looked at it with the family.
  public func checkedMonth(of household: ULID, _ month: CivilMonth) throws -> ActualMonth {
    let budget = try requireCoaching(of: household)
    guard let check = budget.checks.last(where: { $0.month == month }), let plan = budget.plan(for: month) else {
      throw BudgetRefusals.nothingSealed([
        "household": household, "what": "check of \(month)", "step": "`mastro budget check`",
      ])
    }
    guard let record = try sealed(check.record, as: MonthRecord.self) else {
      throw BudgetRefusals.gone(["what": "the check of \(month)", "household": household])
    }
    return ActualMonth(
      household: household, month: month, record: record, plan: plan, lineCount: 0, told: [], gaps: [],
      checked: check.day)
  }

  public func monthRecord(of household: ULID, _ month: CivilMonth) throws -> MonthRecord {
    try actualMonth(of: household, month).record
  }

  /// The last months through one of which there are a plan and bank lines, oldest first: for how near the plan is to
  /// life. There may be none. A month that was checked is as it was sealed then.
  public func recentMonths(of household: ULID, through last: CivilMonth, count: Int = 3) throws -> [MonthRecord] {
    let budget: BudgetState = try state(StreamID("budget", household))
    return try (0..<count).reversed().compactMap { back in
      let month = last.advanced(by: -back)
      guard budget.plan(for: month) != nil else { return nil }
      if let check = budget.checks.last(where: { $0.month == month }),
        let record = try sealed(check.record, as: MonthRecord.self)
      {
        return record
      }
      let found = try actualMonth(of: household, month)
      return found.lineCount == 0 ? nil : found.record
    }
  }
}

extension Bookkeeper {
  /// How near the plan was to life in the last three months with bank lines; nil where there is none, or where no
  /// parameters hold.
  public func realism(of household: ULID, through month: CivilMonth) throws -> Indicator? {
    let records = try recentMonths(of: household, through: month)
    guard !records.isEmpty, let parameters = CapacityParameters.inForce(on: surroundings.now.date) else { return nil }
    return BudgetIndicators.realism(records, parameters)
  }
}

extension ActualMonth {
  /// Where the statements of an account that reach into the month, or stand on both sides of it, leave days out.
  fileprivate static func gaps(in month: CivilMonth, _ statements: [StoredStatement]) -> [Gap] {
    let (first, last) = (month.firstDay, month.advanced(by: 1).firstDay.adding(days: -1))
    return Set(statements.map(\.account)).sorted().flatMap { account -> [Gap] in
      let spans = statements.filter { $0.account == account }.compactMap { statement in
        statement.from.flatMap { from in statement.to.map { (from: from, to: $0) } }
      }
      var gaps: [Gap] = []
      var next = first
      for span in spans.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) where next <= last && span.to >= next {
        if span.from > next {
          gaps.append(Gap(account: account, from: next, through: min(span.from.adding(days: -1), last)))
        }
        next = span.to.adding(days: 1)
      }
      if next <= last { gaps.append(Gap(account: account, from: next, through: last)) }
      return gaps
    }
  }
}
