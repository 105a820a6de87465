public import Funds
public import LedgerCore

/// One fund on one day: what each restriction holds, where the money went, and how often it has gone round.
public struct FundReport: Sendable {
  /// The fund at the end of a month.
  public struct Month: Sendable {
    public let day: CivilDate
    public let available: Money
    public let lent: Money
    /// From the scope's first day to this one.
    public let rotation: Rotation
  }

  public let fund: Slug
  public let title: String
  public let scope: ReportScope
  public let purses: [PurseStatement]
  /// Over the whole life of the fund up to the day.
  public let flows: [RestrictionFlows]
  /// What went out within the scope, by what for: grants and vouchers, loans paid out, losses, costs.
  public let spent: [(flow: String, amount: Money)]
  /// Over the scope's days on which the fund was there: nobody could lend before its first movement.
  public let rotation: Rotation
  public let months: [Month]

  public init(_ fund: Slug, _ state: FundState, _ movements: [Movement], policy: Policy, scope: ReportScope) {
    self.fund = fund
    title = state.title
    self.scope = scope
    let restrictions = state.restrictions.keys.sorted().map { Restriction(fund: fund, name: $0) }
    let own = movements.filter { movement in
      movement.lines.contains { $0.account.isUnder("equity:fund:\(fund)") }
        || movement.lines.contains { $0.account.isUnder("memo:contra:commitments:\(fund)") }
    }
    flows = restrictions.map { RestrictionFlows($0, purposes: state.restrictions[$0.name] ?? [], own) }
    purses = flows.map { flows in
      let purse = flows.restriction
      func credit(_ account: Account) -> Money { own.reduce(.zero) { $0 + $1.credited(account) } }
      return PurseStatement(
        restriction: purse, purposes: flows.purposes, available: flows.available,
        committed: credit(Chart.commitments(purse)), minimumReserve: policy.minimumReserve(purse),
        pledged: flows.pledged, lent: flows.lent, guaranteeReserve: flows.guaranteeReserve,
        repayable: -credit(Chart.repayable(purse)))
    }
    let changes = CapitalChange.list(restrictions, own)
    let start = max(scope.from, changes.map(\.effective).min() ?? scope.from)
    let lived = ReportScope(asOf: scope.asOf, from: min(start, scope.asOf))
    rotation = Rotation(changes, from: lived.from, to: lived.asOf)
    spent = FundReport.spent(restrictions, own.filter { $0.effective >= scope.from }, lent: rotation.lent)
    months = FundReport.months(changes, lived)
  }

  private static func spent(
    _ restrictions: [Restriction], _ movements: [Movement], lent: Money
  ) -> [(flow: String, amount: Money)] {
    var sums: [MoneyFlow: Money] = [:]
    for restriction in restrictions {
      for (flow, amount) in RestrictionFlows(restriction, purposes: [], movements).flows {
        sums[flow, default: .zero] += amount
      }
    }
    var spent = sums.compactMap { flow, amount -> (flow: String, amount: Money)? in
      switch flow {
      case .purpose, .service, .loanLosses, .guarantees, .costs: (flow.name, -amount)
      case .opening, .gifts, .capital, .transfers, .interest, .recoveries, .other: nil
      }
    }
    spent.append(("loans paid out", lent))
    return spent.filter { $0.amount != .zero }.sorted { ($1.amount, $0.flow) < ($0.amount, $1.flow) }
  }

  private static func months(_ changes: [CapitalChange], _ scope: ReportScope) -> [Month] {
    scope.monthEnds.map { day in
      let past = changes.filter { $0.effective <= day }
      return Month(
        day: day, available: past.reduce(.zero) { $0 + $1.available }, lent: past.reduce(.zero) { $0 + $1.lent },
        rotation: Rotation(past, from: scope.from, to: day))
    }
  }
}
