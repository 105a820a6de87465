import FinancialArithmetic
import Funds
public import LedgerCore

extension ReportReader {
  /// The statement of a household; refused where there was none on the day.
  public func household(_ id: ULID) throws -> HouseholdReport {
    let state: HouseholdState = try state(StreamID("household", id))
    guard state.isRegistered else { throw HouseholdRules.unknown(["household": id]) }
    let policy = try governing().policy.loans
    var lines: [HouseholdReport.Line] = []
    for stream in try bookkeeper.instruments(of: id, in: view) where try view.head(of: stream) != nil {
      if let line = try line(stream, policy) { lines.append(line) }
    }
    let beginning = "memo:debts:\(id)"
    let debts = try view.balances(at: nil).compactMap { balance -> HouseholdReport.Debt? in
      guard balance.key.account.isUnder(beginning), let last = balance.key.account.segments.last,
        let creditor = ULID(last)
      else { return nil }
      return HouseholdReport.Debt(creditor: creditor, amount: Money(cents: balance.amount))
    }
    let monthly = Money(cents: try view.balance(of: Chart.instalments(id)))
    return HouseholdReport(
      scope: scope, id: id, state: state, lines: lines, debts: debts, monthly: monthly)
  }

  private func line(_ stream: StreamID, _ policy: LoanPolicy?) throws -> HouseholdReport.Line? {
    guard let id = stream.ulid else { return nil }
    switch stream.family {
    case "grant": return HouseholdReport.Line(stream, try state(stream, as: GrantState.self))
    case "voucher": return HouseholdReport.Line(stream, try state(stream, as: VoucherState.self))
    case "loan": return try loan(stream, try state(stream, as: LoanState.self), policy)
    case "guarantee":
      let recourse = try view.balance(of: Chart.recourse(id))
      return HouseholdReport.Line(stream, try state(stream, as: GuaranteeState.self), recourse: Money(cents: recourse))
    case "plan":
      let held = try view.balance(of: Chart.held(id))
      let state: PlanState = try state(stream)
      return PlansReport.Line(id, state, asOf: scope.asOf, held: Money(cents: -held))
        .map { HouseholdReport.Line(stream, $0, since: state.openedOn) }
    case "service": return HouseholdReport.Line(stream, try state(stream, as: ServiceState.self))
    default: return nil
    }
  }

  private func loan(_ stream: StreamID, _ state: LoanState, _ policy: LoanPolicy?) throws -> HouseholdReport.Line? {
    guard let contract = state.contract else { return nil }
    let accounts = [
      Chart.loan(contract.purse, contract.id), Chart.accruedInterest(contract.purse, contract.id),
      Chart.accruedCosts(contract.purse, contract.id), Chart.unallocated(contract.id),
      Chart.allowance(contract.purse, contract.id),
    ]
    var amounts: [Account: Int] = [:]
    for account in accounts { amounts[account] = try view.balance(of: account) }
    let running = try PortfolioReport.Line(state, policy: policy, asOf: scope.asOf) { amounts[$0] ?? 0 }
    return HouseholdReport.Line(
      stream: stream, status: state.status.rawValue, purpose: contract.purpose, since: contract.since,
      amount: contract.amount, given: state.paidOut, owed: running.map { $0.outstanding + $0.accrued } ?? .zero,
      overdue: running?.ageing.overdue ?? .zero, next: running?.next)
  }

  /// Everything that was given in the scope's days, and the outcomes recorded in them.
  public func impact() throws -> ImpactReport {
    func counts(_ day: CivilDate?) -> Bool { day.map { $0 >= scope.from && $0 <= scope.asOf } ?? false }
    var help: [ImpactReport.Help] = []
    for found in try all(GrantState.self) {
      guard let request = found.state.request, counts(found.state.paidOn) else { continue }
      help.append(
        .init(
          instrument: "grant", beneficiary: request.household ?? request.beneficiary, purpose: request.purpose,
          amount: found.state.paid - found.state.returned))
    }
    for found in try all(VoucherState.self) {
      guard let terms = found.state.terms, counts(found.state.issuedOn), found.state.status != .expired else {
        continue
      }
      help.append(
        .init(
          instrument: "voucher", beneficiary: terms.household ?? terms.beneficiary, purpose: terms.purpose,
          amount: terms.amount))
    }
    for found in try all(LoanState.self) {
      guard let contract = found.state.contract, counts(found.state.disbursedOn) else { continue }
      help.append(
        .init(
          instrument: "loan", beneficiary: contract.borrower.id, purpose: contract.purpose, group: contract.group,
          amount: found.state.paidOut))
    }
    help += try promises(counts)
    var outcomes: [OutcomeRecorded.Indicator: Int] = [:]
    for found in try all(HouseholdState.self) {
      for (indicator, day) in found.state.outcomes where counts(day) { outcomes[indicator, default: 0] += 1 }
    }
    return ImpactReport(help, outcomes: outcomes, scope: scope)
  }

  /// Guarantees, plans and hours, which give no money away.
  private func promises(_ counts: (CivilDate?) -> Bool) throws -> [ImpactReport.Help] {
    var help: [ImpactReport.Help] = []
    for found in try all(GuaranteeState.self) where [.issued, .released, .expired].contains(found.state.status) {
      guard let given = found.state.help, counts(given.since) else { continue }
      help.append(
        .init(instrument: "guarantee", beneficiary: given.household, purpose: given.need, amount: given.amount))
    }
    for found in try all(PlanState.self) where found.state.agreed != nil {
      guard let given = found.state.help, counts(given.since) else { continue }
      help.append(
        .init(instrument: "plan", beneficiary: given.household, purpose: given.need, amount: given.amount))
    }
    for found in try all(ServiceState.self) where found.state.creditedMinutes > 0 {
      guard let given = found.state.help, counts(given.since) else { continue }
      help.append(
        .init(
          instrument: "service", beneficiary: given.household, purpose: given.need, amount: found.state.credited))
    }
    return help
  }
}

extension HouseholdReport.Line {
  init?(_ stream: StreamID, _ state: GrantState) {
    guard let request = state.request else { return nil }
    self.init(
      stream: stream, status: state.status.rawValue, purpose: request.purpose, since: state.requestedOn,
      amount: request.amount, given: state.paid - state.returned, owed: .zero, overdue: .zero, next: nil)
  }

  init?(_ stream: StreamID, _ state: VoucherState) {
    guard let terms = state.terms else { return nil }
    let isGiven = [.issued, .redeemed, .settled].contains(state.status)
    self.init(
      stream: stream, status: state.status.rawValue, purpose: terms.purpose, since: state.issuedOn,
      amount: terms.amount, given: isGiven ? terms.amount : .zero, owed: .zero, overdue: .zero, next: nil)
  }

  init?(_ stream: StreamID, _ state: GuaranteeState, recourse: Money) {
    guard let request = state.request else { return nil }
    self.init(
      stream: stream, status: state.status.rawValue, purpose: request.terms.purpose, since: request.terms.start,
      amount: request.terms.cap, given: state.paid, owed: recourse, overdue: .zero, next: nil)
  }

  init(_ stream: StreamID, _ plan: PlansReport.Line, since: CivilDate?) {
    self.init(
      stream: stream, status: plan.status.rawValue, purpose: "arrears", since: since, amount: plan.debts,
      given: plan.credited, owed: plan.outstanding, overdue: plan.standing.overdue,
      next: plan.next.map { DatedAmount(date: $0.due, amount: $0.amount) })
  }

  init?(_ stream: StreamID, _ state: ServiceState) {
    guard let work = state.work else { return nil }
    self.init(
      stream: stream, status: state.status.rawValue, purpose: state.help?.need, since: work.start,
      amount: state.terms?.totalCap ?? .zero, given: state.credited, owed: .zero, overdue: .zero, next: nil)
  }
}
