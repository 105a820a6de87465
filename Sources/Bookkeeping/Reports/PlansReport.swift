public import Funds
public import LedgerCore

/// Arrears plans on one day: which are kept, which are at risk, and what each has paid off.
public struct PlansReport: Sendable {
  /// One plan.
  public struct Line: Sendable {
    public let id: ULID
    public let household: ULID
    public let status: PlanState.Status
    public let creditors: Int
    /// What was owed when the plan was opened.
    public let debts: Money
    public let outstanding: Money
    /// Paid, waived or worked off since.
    public let credited: Money
    /// Paid to the fund and not yet passed on to the creditors.
    public let held: Money
    /// What the plan takes in its heaviest month.
    public let monthly: Money
    public let standing: PlanStanding
    /// True where so much is missed that the plan's own rules call it broken.
    public let isBroken: Bool
    public let next: (due: CivilDate, amount: Money)?

    /// A running plan that is not kept, or that somebody has declared broken.
    public var isAtRisk: Bool { status == .breached || (PlanState.Status.running.contains(status) && !standing.isKept) }
  }

  public let scope: ReportScope
  public let lines: [Line]

  public var running: [Line] { lines.filter { PlanState.Status.running.contains($0.status) } }
  public var atRisk: [Line] { lines.filter(\.isAtRisk) }
}

extension PlansReport.Line {
  /// Nil before the plan was opened.
  ///
  /// - Parameter held: what the family has paid to the fund and the creditors have not got yet.
  public init?(_ id: ULID, _ state: PlanState, asOf day: CivilDate, held: Money) {
    guard let household = state.household else { return nil }
    self.id = id
    self.household = household
    status = state.status
    creditors = Set(state.debts.map(\.creditor)).count
    debts = state.debts.reduce(.zero) { $0 + $1.terms.amount }
    outstanding = state.outstanding
    credited = state.debts.reduce(.zero) { $0 + $1.credited }
    self.held = held
    monthly = state.monthly
    let standing = state.standing(asOf: day, held: held)
    self.standing = standing
    isBroken = state.agreed.map { standing.breaks($0.terms.breach) } ?? false
    guard PlanState.Status.running.contains(state.status) else {
      next = nil
      return
    }
    next =
      state.instalments(held: held).lazy.compactMap { instalment -> (due: CivilDate, amount: Money)? in
        guard let due = instalment.due, due >= day, !instalment.isPaid else { return nil }
        return (due, instalment.missing.reduce(.zero, +))
      }.first
  }
}
