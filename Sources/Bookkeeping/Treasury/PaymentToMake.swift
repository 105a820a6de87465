import FinancialArithmetic
import Funds
public import LedgerCore

/// Money that others have decided about and that has to leave the bank.
public struct PaymentToMake: Sendable, Hashable {
  /// What was decided.
  public enum Cause: String, Sendable, CaseIterable {
    case grant, voucher, refund
    case loanTranche = "loan-tranche"
    case guaranteeClaim = "guarantee-claim"
    case planForward = "plan-forward"
    case capitalReturn = "capital-return"
    /// Hours that repay a debt to somebody else, at the fund's charge.
    case serviceCredits = "service-credits"
    /// A payment of ours that the bank sent back, to be made again.
    case bounced
  }

  public enum Payee: Sendable, Hashable {
    case party(ULID)
    case body(Slug)
    /// Several, or nobody whom the ledger knows.
    case none
  }

  public let cause: Cause
  public let stream: StreamID
  public let amount: Money
  public let payee: Payee
  /// The family that it helps.
  public let household: ULID?
  /// Since when it can be paid, or the day for which it was agreed.
  public let since: CivilDate?
  /// False while something else has to happen first, such as a tenant leaving the dwelling.
  public let isReady: Bool

  init(
    _ cause: Cause, _ stream: StreamID, _ amount: Money, to payee: Payee, household: ULID? = nil,
    since: CivilDate? = nil, isReady: Bool = true
  ) {
    self.cause = cause
    self.stream = stream
    self.amount = amount
    self.payee = payee
    self.household = household
    self.since = since
    self.isReady = isReady
  }
}

extension Bookkeeper {
  /// Every payment that only the treasurer has still to make, the oldest first.
  public func paymentsToMake() throws -> [PaymentToMake] {
    let found = try [
      grantsToPay(), vouchersToSettle(), tranchesToPay(), claimsToPay(), plansToForward(), refundsToPay(),
      capitalToReturn(), bouncedToRepeat(), hoursToSettle(),
    ].flatMap { $0 }
    return found.sorted { left, right in
      (left.since?.dayNumber ?? .min, left.stream.text) < (right.since?.dayNumber ?? .min, right.stream.text)
    }
  }

  private func grantsToPay() throws -> [PaymentToMake] {
    try all(GrantState.self).compactMap { found in
      guard found.state.status == .approved, let request = found.state.request else { return nil }
      return PaymentToMake(
        .grant, found.stream, request.amount, to: .party(request.payee), household: request.household,
        since: found.state.approvedOn)
    }
  }

  private func vouchersToSettle() throws -> [PaymentToMake] {
    try all(VoucherState.self).compactMap { found in
      guard found.state.status == .redeemed, let terms = found.state.terms else { return nil }
      return PaymentToMake(
        .voucher, found.stream, terms.amount, to: found.state.shop.map { .body($0) } ?? .none,
        household: terms.household, since: found.state.issuedOn)
    }
  }

  private func tranchesToPay() throws -> [PaymentToMake] {
    try loans().compactMap { book in
      let state = book.state
      guard let terms = state.terms, state.status == .accepted || state.status == .running,
        book.isConfirmed, book.nextTranche.isPositive
      else { return nil }
      return PaymentToMake(
        .loanTranche, book.stream, book.nextTranche, to: .party(terms.payee),
        household: book.contract.borrower.household, since: book.nextTrancheDay ?? state.acceptedOn)
    }
  }

  private func claimsToPay() throws -> [PaymentToMake] {
    try all(GuaranteeState.self).compactMap { found in
      let state = found.state
      guard state.unpaid.isPositive, let request = state.request else { return nil }
      return PaymentToMake(
        .guaranteeClaim, found.stream, state.unpaid, to: .party(request.landlord), household: request.household,
        since: state.claims.last { $0.status == .accepted }?.claimedOn,
        isReady: state.conditions?.payable == .atOnce || state.dwellingReleasedOn != nil)
    }
  }

  private func plansToForward() throws -> [PaymentToMake] {
    try plans().compactMap { plan in
      guard plan.held.isPositive, plan.state.obligationIsOpen else { return nil }
      return PaymentToMake(
        .planForward, StreamID("plan", plan.id), plan.held, to: .none, household: plan.state.household)
    }
  }

  private func hoursToSettle() throws -> [PaymentToMake] {
    try all(ServiceState.self).compactMap { found in
      guard found.state.owedToCreditor.isPositive, let creditor = found.state.terms?.debt.creditor else { return nil }
      return PaymentToMake(
        .serviceCredits, found.stream, found.state.owedToCreditor, to: .party(creditor),
        household: found.state.work?.household)
    }
  }

  private func refundsToPay() throws -> [PaymentToMake] {
    try all(ContributionState.self).compactMap { found in
      guard let amount = found.state.refundApproved else { return nil }
      return PaymentToMake(.refund, found.stream, amount, to: found.state.donor.map { .party($0) } ?? .none)
    }
  }

  private func capitalToReturn() throws -> [PaymentToMake] {
    try all(CapitalState.self).compactMap { found in
      guard let amount = found.state.returnApproved else { return nil }
      return PaymentToMake(.capitalReturn, found.stream, amount, to: found.state.funder.map { .body($0) } ?? .none)
    }
  }

  private func bouncedToRepeat() throws -> [PaymentToMake] {
    try all(PaymentReturnState.self).compactMap { found in
      guard let owed = found.state.owed, owed.isPositive else { return nil }
      return PaymentToMake(.bounced, found.stream, owed, to: .none)
    }
  }
}

extension PlanState {
  /// Whether the fund may still pass on what it holds.
  fileprivate var obligationIsOpen: Bool {
    switch status {
    case .opened, .active, .suspended, .breached: true
    case .new, .completed, .lapsed, .withdrawn: false
    }
  }
}

extension PlanOverview {
  /// What each creditor is to get of the money that the fund holds: as the plan shares out the oldest instalments.
  public var toForward: [(creditor: ULID, amount: Money)] {
    guard let terms = state.agreed?.terms else { return [] }
    var amounts: [ULID: Money] = [:]
    for (without, with) in zip(state.instalments(held: .zero), instalments) {
      for (place, number) in terms.debts.enumerated() {
        amounts[state.debts[number - 1].creditor, default: .zero] += without.missing[place] - with.missing[place]
      }
    }
    return amounts.filter { $0.value.isPositive }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
