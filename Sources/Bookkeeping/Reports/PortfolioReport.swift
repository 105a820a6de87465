public import FinancialArithmetic
public import Funds
public import LedgerCore

/// The loans that are out on one day: what is owed, how late it is, and how much of the portfolio is at risk.
public struct PortfolioReport: Sendable {
  /// One running loan.
  public struct Line: Sendable {
    public let id: ULID
    public let contract: LoanContract
    public let pack: Slug?
    public let disbursedOn: CivilDate?
    public let paidOut: Money
    /// Principal that is out.
    public let outstanding: Money
    /// Interest and costs that are due and unpaid.
    public let accrued: Money
    public let allowance: Money
    public let ageing: Ageing
    /// True while a rescheduled loan has not paid the instalments that the policy asks for.
    public let isWatched: Bool
    public let isRescheduled: Bool
    /// The next instalment that is not yet due.
    public let next: DatedAmount?

    public var exposure: PortfolioAtRisk.Exposure {
      PortfolioAtRisk.Exposure(outstanding: outstanding, countedDays: ageing.countedDays, isWatched: isWatched)
    }
  }

  /// The loans of one bucket of counted days past due.
  public struct Group: Sendable {
    public let bucket: ArrearsBucket
    public let loans: Int
    public let outstanding: Money
    public let overdue: Money
  }

  public let scope: ReportScope
  public let lines: [Line]
  /// Given up in the books, still owed in law.
  public let writtenOff: Money

  public init(scope: ReportScope, lines: [Line], writtenOff: Money) {
    self.scope = scope
    self.lines = lines
    self.writtenOff = writtenOff
  }

  public var outstanding: Money { lines.reduce(.zero) { $0 + $1.outstanding } }
  public var overdue: Money { lines.reduce(.zero) { $0 + $1.ageing.overdue } }
  public var allowance: Money { lines.reduce(.zero) { $0 + $1.allowance } }

  /// PAR: whole loans more than so many counted days past due, and rescheduled ones that are watched.
  public func atRisk(over days: Int) -> PortfolioAtRisk { PortfolioAtRisk(lines.map(\.exposure), over: days) }

  /// Every bucket, also an empty one.
  public var groups: [Group] {
    ArrearsBucket.allCases.map { bucket in
      let lines = lines.filter { $0.ageing.bucket == bucket }
      return Group(
        bucket: bucket, loans: lines.count, outstanding: lines.reduce(.zero) { $0 + $1.outstanding },
        overdue: lines.reduce(.zero) { $0 + $1.ageing.overdue })
    }
  }
}

extension PortfolioReport.Line {
  /// Nil for a loan that is not running.
  ///
  /// - Parameter balance: of an account, in cents, on the day.
  public init?(
    _ state: LoanState, policy: LoanPolicy?, asOf day: CivilDate, balance: (Account) -> Int
  ) throws(CalculationError) {
    guard state.status == .running, let contract = state.contract,
      let position = LoanPosition(state, balance: balance)
    else { return nil }
    id = contract.id
    self.contract = contract
    pack = state.terms?.pack.name
    disbursedOn = state.disbursedOn
    paidOut = state.paidOut
    outstanding = position.outstanding
    accrued = position.interest + position.unpaidCosts
    allowance = position.allowance
    ageing = try position.ageing(asOf: day, pauses: state.pauses, graceDays: policy?.graceDays ?? 0)
    isRescheduled = state.isRescheduled
    isWatched = state.isRescheduled && position.paidInstalments < policy?.watchInstalments ?? 0
    next = position.rows.first { $0.due >= day && $0.unpaid.isPositive }
      .map { DatedAmount(date: $0.due, amount: $0.unpaid) }
  }

  /// What is overdue by the age of each instalment.
  public func overdue(in bucket: ArrearsBucket) -> Money {
    ageing.arrears.filter { ArrearsBucket(days: $0.unpausedDays) == bucket }.reduce(.zero) { $0 + $1.unpaid }
  }
}
