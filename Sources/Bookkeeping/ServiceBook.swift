import FinancialArithmetic
public import Funds
public import LedgerCore

/// A session of service as those read it who answer for it.
public struct ServiceSessionEntry: Sendable {
  public let id: ULID
  public let session: ServiceSession
  /// The last day on which the host alone answers; nil where it has answered.
  public let answerDue: CivilDate?
  /// True where nobody has answered in time: the committee may confirm in the host's stead.
  public let isOverdue: Bool
}

/// What a host is shown of an agreement. There is no debt, no rate and no amount in this type, so nothing can print one.
public struct ServiceForHost: Sendable {
  public let id: ULID
  public let work: ServiceWork
  public let status: ServiceState.Status
  /// True while the host has not said yes.
  public let awaitsHost: Bool
  public let insurances: [ServiceState.Insurance]
  public let sessions: [ServiceSessionEntry]
}

/// What can be credited now, and what is left for later.
public struct ServiceCreditOffer: Sendable {
  public let minutes: Int
  public let amount: Money
  /// Confirmed minutes above a cap or above the debt; they are not lost.
  public let carriedMinutes: Int
  /// Why minutes were left: the smallest of these has bound.
  public let monthLeft: Money
  public let totalLeft: Money
  /// Nil where the debt is kept in mind by its cap alone.
  public let debtLeft: Money?
}

extension Bookkeeper {
  /// An agreement's sessions by date and time, with who has still to answer.
  public func sessions(of state: ServiceState) throws -> [ServiceSessionEntry] {
    let policy = try governing().policy.service
    let today = surroundings.now.date
    return state.sessions.map { id, session in
      let due = session.isOpen ? policy.map { session.answerDue($0) } : nil
      return ServiceSessionEntry(
        id: id, session: session, answerDue: due,
        isOverdue: session.status == .performed && due.map { $0 < today } ?? false)
    }.sorted { ($0.session.date, $0.session.start, $0.id) < ($1.session.date, $1.session.start, $1.id) }
  }

  /// What the host is told, and nothing else; nil before anything was agreed.
  public func serviceForHost(_ agreement: StreamID) throws -> ServiceForHost? {
    let state: ServiceState = try state(agreement)
    guard let id = agreement.ulid, let work = state.work else { return nil }
    return ServiceForHost(
      id: id, work: work, status: state.status, awaitsHost: !state.accepted.contains(.host),
      insurances: state.insurances, sessions: try sessions(of: state))
  }

  /// Credit that has not reached its loan or plan, where somebody has recorded one of the two entries alone.
  public func openServiceCredit(of agreement: StreamID, _ state: ServiceState) throws -> Money {
    guard let id = agreement.ulid, let debt = state.terms?.debt.stream?.ulid else { return .zero }
    return Money(cents: try ledger.store.read { try $0.balance(of: Chart.serviceCredit(id, for: debt)) })
  }

  /// As many of the waiting minutes as month, agreement and debt leave room for.
  public func creditOffer(
    _ state: ServiceState, through day: CivilDate, debtLeft: Money?
  ) throws -> ServiceCreditOffer? {
    guard let terms = state.terms else { return nil }
    let room = [state.monthLeft(day), state.totalLeft, debtLeft].compactMap { $0 }.min() ?? .zero
    let step = try ServiceCredit.step(
      credited: state.creditedMinutes, waiting: state.waitingMinutes(through: day), hourlyRate: terms.hourlyRate,
      cap: max(room, .zero))
    return ServiceCreditOffer(
      minutes: step.creditedMinutes, amount: step.amount, carriedMinutes: step.carriedMinutes,
      monthLeft: state.monthLeft(day), totalLeft: state.totalLeft, debtLeft: debtLeft)
  }

  /// What is left of the debt that hours repay; nil where only the agreement's cap says so.
  public func debtLeft(_ debt: ServiceDebt) throws -> Money? {
    guard let stream = debt.stream else { return nil }
    switch debt {
    case .loan: return try loan(stream)?.position?.owed ?? .zero
    case .plan(_, let creditor, let nature):
      let plan: PlanState = try state(stream)
      return plan.claims(of: creditor, nature).reduce(.zero) { $0 + $1.debt.outstanding }
    case .claim: return nil
    }
  }

  /// A plan's own entry for a credit: the creditor's claims of the nature that was agreed, in the plan's order.
  public func planEntry(
    _ amount: Money, agreement: ULID, _ terms: ServiceTerms, plan stream: StreamID
  ) throws -> PlanServiceCredited? {
    guard case .plan(_, let creditor, let nature) = terms.debt else { return nil }
    let plan: PlanState = try state(stream)
    var left = amount
    var parts: [PlanPart] = []
    for claim in plan.claims(of: creditor, nature) where claim.debt.outstanding.isPositive && left.isPositive {
      let part = min(left, claim.debt.outstanding)
      parts.append(PlanPart(part, off: claim.number))
      left -= part
    }
    return PlanServiceCredited(amount, parts: parts, agreement: agreement, from: terms.purse)
  }
}

extension PlanState {
  /// The debts to a creditor of one nature, by their number.
  fileprivate func claims(of creditor: ULID, _ nature: DebtNature) -> [(number: Int, debt: Debt)] {
    debts.enumerated().filter { $0.element.creditor == creditor && $0.element.terms.nature == nature }
      .map { (number: $0.offset + 1, debt: $0.element) }
  }
}
