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
    /// As the working has them; none where nobody has assessed the family, or the working cannot be read.
    public let indicators: [Indicator]

    public var household: ULID { book.household }
    public var capacity: Money? { book.state.assessment?.capacity }
    public var isUnconfirmed: Bool { book.state.newestSnapshot.map { $0.confirmed == nil } ?? false }
    public var asksForNothing: Bool { capacity == .zero }
  }

  /// A count of families for people outside; nil where it would let somebody recognise one of them.
  public struct Group: Sendable {
    public let name: String
    public let count: Int?

    public init(name: String, count: Int?) {
      self.name = name
      self.count = count
    }
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

  /// Families by an indicator: how many have the figure, and how many of those are above the threshold.
  public struct Flagged: Sendable {
    public let name: Indicator.Name
    public let threshold: Threshold?
    public let unit: Indicator.Unit
    public let families: Int
    public let flagged: Int

    /// What is told to the public; neither those above the threshold nor those below it may be few.
    public var told: Int? {
      SmallGroups.hidden([flagged, families - flagged]).contains(true) ? nil : flagged
    }
  }

  /// Of the indicators that have a threshold, by the newest parameters among the assessments.
  public var flagged: [Flagged] {
    let newestFirst = lines.sorted {
      ($0.book.state.assessment?.day ?? $0.book.day) > ($1.book.state.assessment?.day ?? $1.book.day)
    }
    return Indicator.Name.allCases.compactMap { name in
      let found = newestFirst.flatMap(\.indicators).filter { $0.name == name && $0.reading != .notDefined }
      guard let first = found.first, let threshold = first.threshold else { return nil }
      return Flagged(
        name: name, threshold: threshold, unit: first.unit, families: found.count,
        flagged: found.count { $0.flag != .none })
    }
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
    let gone = Set(try all(HouseholdState.self).filter { $0.state.isGone }.compactMap(\.id))
    for found in try all(BudgetState.self) {
      if let outcome = found.state.outcome, let day = found.state.closedOn, day >= scope.from {
        closed[outcome, default: 0] += 1
      }
      guard found.state.isOpen, let id = found.id, !gone.contains(id) else { continue }
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
      binding: working.map { $0.binding.zero?.rawValue ?? $0.binding.bound.rawValue },
      indicators: working?.indicators ?? [])
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
