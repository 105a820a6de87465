public import FinancialArithmetic
public import Funds
public import LedgerCore

/// What guarantees have promised against what is held for them.
public struct ExposureReport: Sendable {
  /// One restriction whose reserve stands behind guarantees.
  public struct Line: Sendable {
    public let restriction: Restriction
    /// The sum of what is left of all caps.
    public let exposure: Money
    public let reserve: Money
    /// Multiplier times reserve.
    public let limit: Money

    public init(restriction: Restriction, exposure: Money, reserve: Money, limit: Money) {
      self.restriction = restriction
      self.exposure = exposure
      self.reserve = reserve
      self.limit = limit
    }

    /// Exposure ÷ reserve; not defined without a reserve.
    public var ratio: Ratio { Ratio(exposure, over: reserve) }
    public var room: Money { max(limit - exposure, .zero) }
    /// More is promised than the policy lets: a finding, which blocks new guarantees.
    public var excess: Money { max(exposure - limit, .zero) }
  }

  /// One guarantee that is in force, or whose recourse is open.
  public struct Guarantee: Sendable {
    public let id: ULID
    public let request: GuaranteeRequested
    public let status: GuaranteeState.Status
    /// What is left of the cap.
    public let residual: Money
    public let claimed: Money
    public let paid: Money
    public let provision: Money
    /// What the tenant owes the fund.
    public let recourse: Money
    public let openClaims: Int
  }

  public let scope: ReportScope
  public let lines: [Line]
  public let guarantees: [Guarantee]

  public var exposure: Money { lines.reduce(.zero) { $0 + $1.exposure } }
  public var reserve: Money { lines.reduce(.zero) { $0 + $1.reserve } }
  public var ratio: Ratio { Ratio(exposure, over: reserve) }
  public var excess: Money { lines.reduce(.zero) { $0 + $1.excess } }
}

extension ExposureReport.Guarantee {
  /// Nil where nothing is promised or owed any more.
  ///
  /// - Parameter balance: of an account, in cents, on the day.
  public init?(_ id: ULID, _ state: GuaranteeState, balance: (Account) -> Int) {
    guard let request = state.request else { return nil }
    residual = Money(cents: balance(Chart.guarantee(request.purse, id)))
    recourse = Money(cents: balance(Chart.recourse(id)))
    guard state.status == .issued || residual.isPositive || recourse.isPositive || state.unpaid.isPositive else {
      return nil
    }
    self.id = id
    self.request = request
    status = state.status
    claimed = state.claims.reduce(.zero) { $0 + $1.claimed }
    paid = state.paid
    provision = Money(cents: -balance(Chart.provision(id)))
    openClaims = state.claims.filter { $0.status == .open }.count
  }
}
