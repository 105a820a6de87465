import FinancialArithmetic
import Funds
public import LedgerCore

extension ReportReader {
  /// Balances in euros on the scope's day, by account.
  private func balances() throws -> (Account) -> Int {
    var amounts: [Account: Int] = [:]
    for balance in try view.balances(at: nil) where balance.key.commodity == .euro {
      amounts[balance.key.account] = balance.amount
    }
    return { amounts[$0] ?? 0 }
  }

  /// The loans that are running; those that moved in count from the confirmation of their batch.
  public func portfolio(of fund: Slug? = nil) throws -> PortfolioReport {
    let policy = try governing().policy.loans
    let balance = try balances()
    let confirmed = Set(
      try all(PortfolioState.self).filter { $0.state.status == .confirmed }.compactMap(\.id))
    var writtenOff = Money.zero
    var lines: [PortfolioReport.Line] = []
    for found in try all(LoanState.self) {
      guard fund == nil || found.state.contract?.purse.fund == fund else { continue }
      if let id = found.id { writtenOff += Money(cents: balance(Chart.writtenOff(id))) }
      if let batch = found.state.portfolio, !confirmed.contains(batch) { continue }
      if let line = try PortfolioReport.Line(found.state, policy: policy, asOf: scope.asOf, balance: balance) {
        lines.append(line)
      }
    }
    return PortfolioReport(scope: scope, lines: lines, writtenOff: writtenOff)
  }

  public func exposure() throws -> ExposureReport {
    let policy = try governing().policy
    let balance = try balances()
    let lines = try restrictions().map { restriction -> ExposureReport.Line in
      let reserve = Money(cents: -balance(Chart.guaranteeReserve(restriction)))
      return ExposureReport.Line(
        restriction: restriction, exposure: Money(cents: -balance(Chart.exposure(restriction))), reserve: reserve,
        limit: policy.guaranteeLimit(reserve: reserve))
    }.filter { $0.exposure != .zero || $0.reserve != .zero }
    let guarantees = try all(GuaranteeState.self).compactMap { found in
      found.id.flatMap { ExposureReport.Guarantee($0, found.state, balance: balance) }
    }
    return ExposureReport(scope: scope, lines: lines, guarantees: guarantees)
  }

  public func plans() throws -> PlansReport {
    let balance = try balances()
    let lines = try all(PlanState.self).compactMap { found in
      found.id.flatMap { id in
        PlansReport.Line(id, found.state, asOf: scope.asOf, held: Money(cents: -balance(Chart.held(id))))
      }
    }
    return PlansReport(scope: scope, lines: lines)
  }

  public func service() throws -> ServiceReport {
    let policy = try governing().policy.service
    let lines = try all(ServiceState.self).compactMap { found in
      found.id.flatMap { ServiceReport.Line($0, found.state, policy: policy, asOf: scope.asOf) }
    }
    return ServiceReport(scope: scope, lines: lines)
  }
}
