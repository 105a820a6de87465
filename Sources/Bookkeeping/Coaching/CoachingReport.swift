public import Coaching
public import FinancialArithmetic
import Funds
public import LedgerCore

/// The families that are coached, the tightest first, and what somebody must look at.
public struct CoachingReport: Sendable {
  /// One family.
  public struct Line: Sendable {
    public let book: BudgetBook
    /// R, exact; nil where nobody has assessed the family, or the working cannot be read.
    public let surplus: ExactAmount?
    /// What C is, in the formula's words.
    public let binding: String?

    public var household: ULID { book.household }
    public var capacity: Money? { book.state.assessment?.capacity }
    public var isUnconfirmed: Bool { book.state.newestSnapshot.map { $0.confirmed == nil } ?? false }
    public var asksForNothing: Bool { capacity == .zero }
  }

  /// A count of families for people outside; nil where it would let somebody recognise one of them.
  public struct Group: Sendable {
    public let name: String
    public let count: Int?
  }

  public let scope: ReportScope
  /// Open ones; by capacity, then by R, those that nobody has assessed last.
  public let lines: [Line]
  /// How many were closed in the scope's days, by outcome.
  public let closed: [BudgetClosed.Outcome: Int]

  public var suspended: [Line] { lines.filter(\.book.isSuspended) }
  public var stale: [Line] { lines.filter(\.book.isStale) }
  public var unconfirmed: [Line] { lines.filter(\.isUnconfirmed) }
  public var overdueChecks: [Line] { lines.filter { !$0.book.monthsToCheck.isEmpty } }
  public var asksForNothing: [Line] { lines.filter(\.asksForNothing) }
  public var unassessed: [Line] { lines.filter { $0.capacity == nil } }

  /// What is told to the public: bands of capacity, and outcomes, with small groups left out.
  public var bands: [Group] {
    var counts = [0, 0, 0, 0, 0]
    for line in lines {
      switch line.capacity {
      case nil: counts[0] += 1
      case .some(let capacity) where !capacity.isPositive: counts[1] += 1
      case .some(let capacity) where capacity <= Money(cents: 5_000): counts[2] += 1
      case .some(let capacity) where capacity <= Money(cents: 20_000): counts[3] += 1
      case .some: counts[4] += 1
      }
    }
    return CoachingReport.told(
      ["not assessed", "no instalments for now", "up to 50.00", "up to 200.00", "above 200.00"], counts)
  }

  public var outcomes: [Group] {
    let all = BudgetClosed.Outcome.allCases
    return CoachingReport.told(all.map(\.rawValue), all.map { closed[$0] ?? 0 })
  }

  /// How many there are, where that tells nobody.
  public static func told(_ count: Int) -> Int? { SmallGroups.mayTell(count) ? count : nil }

  private static func told(_ names: [String], _ counts: [Int]) -> [Group] {
    zip(zip(names, counts), SmallGroups.hidden(counts)).map { Group(name: $0.0, count: $1 ? nil : $0.1) }
  }
}

extension ReportReader {
  /// The coaching of all families as it stood on the scope's day.
  public func coaching() throws -> CoachingReport {
    let days = try governing().policy.households?.assessmentValidDays ?? 0
    var balances: [Account: Int] = [:]
    for balance in try view.balances(at: nil) where balance.key.commodity == .euro {
      balances[balance.key.account] = balance.amount
    }
    var closed: [BudgetClosed.Outcome: Int] = [:]
    var lines: [CoachingReport.Line] = []
    for found in try all(BudgetState.self) {
      if let outcome = found.state.outcome, let day = found.state.closedOn, day >= scope.from {
        closed[outcome, default: 0] += 1
      }
      guard found.state.isOpen, let id = found.id else { continue }
      lines.append(try line(id, found.state, days) { Money(cents: balances[$0] ?? 0) })
    }
    return CoachingReport(scope: scope, lines: lines.sorted(by: CoachingReport.isTighter), closed: closed)
  }

  private func line(
    _ household: ULID, _ state: BudgetState, _ validDays: Int, balance: (Account) -> Money
  ) throws -> CoachingReport.Line {
    let used = Set(
      try state.reservations.map(\.id).filter { try view.holder(of: Claim("capacity-reservation", $0)) != nil })
    let book = BudgetBook(
      household, state, on: scope.asOf, running: balance(Chart.instalments(household)),
      promised: state.assessment.map { balance(Chart.promised($0.id)) } ?? .zero, used: used,
      validDays: validDays)
    let working = try state.assessment.flatMap { try bookkeeper.sealed($0.record, as: CapacityWorking.self) }
    return CoachingReport.Line(
      book: book, surplus: working?.terms.surplus,
      binding: working.map { $0.binding.zero?.rawValue ?? $0.binding.bound.rawValue })
  }
}

extension CoachingReport {
  fileprivate static func isTighter(_ left: Line, _ right: Line) -> Bool {
    switch (left.capacity, right.capacity) {
    case (let one?, let other?) where one != other: return one < other
    case (_?, nil): return true
    case (nil, _?): return false
    default: break
    }
    if let one = left.surplus, let other = right.surplus, one != other { return one < other }
    return left.household < right.household
  }
}
