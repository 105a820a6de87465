public import FinancialArithmetic
public import LedgerCore

/// Where a running loan stands: the schedule in force against what the accounts say is still owed.
///
/// Payments reach the oldest instalment first, so what is paid of each row follows from the sums alone. What the accounts
/// owe beyond the schedule (a payment of an earlier schedule that the bank took back) is a due of its own.
public struct LoanPosition: Sendable, Hashable {
  /// A row of the schedule and what of it is paid.
  public struct Row: Sendable, Hashable {
    public let number: Int
    public let due: CivilDate
    public let principal: Money
    /// As agreed; only what is accrued of it where no principal is left that could bear more.
    public let interest: Money
    public let paidPrincipal: Money
    public let paidInterest: Money
    /// What of the interest is accrued.
    public let accrued: Money

    public var instalment: Money { principal + interest }
    public var paid: Money { paidPrincipal + paidInterest }
    public var unpaid: Money { instalment - paid }
  }

  /// A cost and what of it is unpaid.
  public struct OpenCost: Sendable, Hashable {
    public let cost: LoanCost
    public let unpaid: Money
  }

  public let rows: [Row]
  public let costs: [OpenCost]
  public let outstanding: Money
  /// Accrued and unpaid.
  public let interest: Money
  public let unpaidCosts: Money
  public let unallocated: Money
  public let allowance: Money
  public let undisbursed: Money
  /// Owed beyond the schedule in force, since that was agreed.
  public let beyond: OpenDue

  /// Principal, interest accrued, and costs.
  public var owed: Money { outstanding + interest + unpaidCosts }

  /// - Parameter balance: of an account, in cents.
  public init?(_ state: LoanState, balance: (Account) -> Int) {
    guard let contract = state.contract, let schedule = state.schedule else { return nil }
    let (purse, id) = (contract.purse, contract.id)
    outstanding = Money(cents: balance(Chart.loan(purse, id)))
    interest = Money(cents: balance(Chart.accruedInterest(purse, id)))
    unpaidCosts = Money(cents: balance(Chart.accruedCosts(purse, id)))
    unallocated = Money(cents: -balance(Chart.unallocated(id)))
    allowance = Money(cents: -balance(Chart.allowance(purse, id)))
    undisbursed = state.undisbursed
    var principalPaid = schedule.totals.principal - undisbursed - outstanding
    var interestPaid = state.accrued - interest
    var accrued = state.accrued
    var costsPaid = state.costs.reduce(Money.zero) { $0 + $1.amount } - unpaidCosts
    beyond = OpenDue(
      due: state.versionSince ?? contract.since, expenses: max(.zero, -costsPaid), interest: max(.zero, -interestPaid),
      principal: max(.zero, -principalPaid))
    let isRepaid = outstanding <= .zero && undisbursed == .zero
    rows = schedule.rows.map { row in
      let accrued = LoanPosition.take(row.interest, from: &accrued)
      return Row(
        number: row.number, due: row.due, principal: row.principal, interest: isRepaid ? accrued : row.interest,
        paidPrincipal: LoanPosition.take(row.principal, from: &principalPaid),
        paidInterest: LoanPosition.take(row.interest, from: &interestPaid), accrued: accrued)
    }
    costs = state.costs.sorted { $0.due < $1.due }.map { cost in
      OpenCost(cost: cost, unpaid: cost.amount - LoanPosition.take(cost.amount, from: &costsPaid))
    }
  }

  private static func take(_ wanted: Money, from rest: inout Money) -> Money {
    let taken = max(.zero, min(wanted, rest))
    rest -= taken
    return taken
  }

  /// Interest of rows due through a day that is not accrued yet.
  public func unaccrued(through day: CivilDate) -> Money {
    rows.filter { $0.due <= day }.reduce(.zero) { $0 + ($1.interest - $1.accrued) }
  }

  /// What a payment on `day` can reach: accrued interest, costs and principal of everything due, the oldest first.
  public func openDues(through day: CivilDate) -> [OpenDue] {
    var dues: [OpenDue] = []
    if beyond.total.isPositive { dues.append(beyond) }
    for open in costs where open.cost.due <= day && open.unpaid.isPositive {
      dues.append(OpenDue(due: open.cost.due, expenses: open.unpaid, interest: .zero, principal: .zero))
    }
    var left = outstanding - beyond.principal
    for row in rows where row.due <= day {
      let principal = LoanPosition.take(row.principal - row.paidPrincipal, from: &left)
      let interest = max(.zero, row.accrued - row.paidInterest)
      guard (principal + interest).isPositive else { continue }
      dues.append(OpenDue(due: row.due, interest: interest, principal: principal))
    }
    return dues
  }

  /// How late the borrower is: unpaid instalments and costs, less money that we hold.
  public func ageing(
    asOf day: CivilDate, pauses: [ArrearsPause], graceDays: Int
  ) throws(CalculationError) -> Ageing {
    var dues = rows.filter(\.unpaid.isPositive).map { DatedAmount(date: $0.due, amount: $0.unpaid) }
    dues += costs.filter(\.unpaid.isPositive).map { DatedAmount(date: $0.cost.due, amount: $0.unpaid) }
    if beyond.total.isPositive { dues.append(DatedAmount(date: beyond.due, amount: beyond.total)) }
    return try Ageing(
      asOf: day, dues: dues, payments: [DatedAmount(date: day, amount: max(.zero, unallocated))], pauses: pauses,
      graceDays: graceDays)
  }

  /// Whole instalments that were paid since the schedule is in force.
  public var paidInstalments: Int { rows.filter { $0.instalment.isPositive && !$0.unpaid.isPositive }.count }
}
