public import Funds
public import LedgerCore

/// Hours of service and what they have repaid.
public struct ServiceReport: Sendable {
  /// One agreement.
  public struct Line: Sendable {
    public let id: ULID
    public let work: ServiceWork
    public let status: ServiceState.Status
    public let debt: ServiceDebt?
    public let confirmedMinutes: Int
    /// Waiting for the host's answer.
    public let pendingMinutes: Int
    /// Of these, sessions whose answer is overdue by the policy.
    public let overdueAnswers: Int
    public let creditedMinutes: Int
    public let credited: Money
    /// Confirmed minutes that no credit has taken yet.
    public let waitingMinutes: Int
    /// What the fund has paid to a creditor.
    public let settled: Money
    /// Confirmed minutes by the first day of the month in which they were done.
    public let months: [CivilDate: Int]
    public let tasks: [ServiceWork.Task: Int]
  }

  public let scope: ReportScope
  public let lines: [Line]

  public var confirmedMinutes: Int { lines.reduce(0) { $0 + $1.confirmedMinutes } }
  public var pendingMinutes: Int { lines.reduce(0) { $0 + $1.pendingMinutes } }
  public var creditedMinutes: Int { lines.reduce(0) { $0 + $1.creditedMinutes } }
  public var credited: Money { lines.reduce(.zero) { $0 + $1.credited } }
  public var overdueAnswers: Int { lines.reduce(0) { $0 + $1.overdueAnswers } }

  /// Minutes of every month from the first with any to the last of the scope, in order.
  public var months: [(month: CivilDate, minutes: Int)] {
    let sums = lines.reduce(into: [CivilDate: Int]()) { $0.merge($1.months, uniquingKeysWith: +) }
    guard let first = sums.keys.min(), let last = sums.keys.max() else { return [] }
    let count = (last.year - first.year) * 12 + last.month - first.month
    return (0...count).map { first.adding(months: $0) }.map { ($0, sums[$0] ?? 0) }
  }

  public var tasks: [(task: ServiceWork.Task, minutes: Int)] {
    let sums = lines.reduce(into: [ServiceWork.Task: Int]()) { $0.merge($1.tasks, uniquingKeysWith: +) }
    return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// What the hours have repaid, by the debt's sort: `loan of the fund`, or the nature of a third party's claim.
  public var repaid: [(debt: String, minutes: Int, amount: Money)] {
    Dictionary(grouping: lines.filter { $0.debt != nil }) { $0.debt?.nature?.rawValue ?? "loan of the fund" }
      .map { debt, lines in
        (debt, lines.reduce(0) { $0 + $1.creditedMinutes }, lines.reduce(Money.zero) { $0 + $1.credited })
      }.sorted { ($1.2, $0.0) < ($0.2, $1.0) }
  }
}

extension ServiceReport.Line {
  /// Nil before anything was agreed.
  public init?(_ id: ULID, _ state: ServiceState, policy: ServicePolicy?, asOf day: CivilDate) {
    guard let work = state.work else { return nil }
    self.id = id
    self.work = work
    status = state.status
    debt = state.terms?.debt
    confirmedMinutes = state.confirmedMinutes
    pendingMinutes = state.pendingMinutes
    overdueAnswers =
      policy.map { policy in
        state.sessions.values.filter { $0.isOpen && $0.answerDue(policy) < day }.count
      } ?? 0
    creditedMinutes = state.creditedMinutes
    credited = state.credited
    waitingMinutes = state.waitingMinutes()
    settled = state.settled
    var months: [CivilDate: Int] = [:]
    var tasks: [ServiceWork.Task: Int] = [:]
    for session in state.sessions.values where session.countedMinutes > 0 {
      months[session.date.adding(days: 1 - session.date.day), default: 0] += session.countedMinutes
      tasks[session.task, default: 0] += session.countedMinutes
    }
    self.months = months
    self.tasks = tasks
  }
}
