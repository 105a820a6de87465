public import FinancialArithmetic
public import LedgerCore

/// How a payment is spread: costs, interest, principal.
public struct LoanPayment: Codable, Sendable, Hashable {
  public let costs: Money
  public let interest: Money
  public let principal: Money

  public static let none = LoanPayment(costs: .zero, interest: .zero, principal: .zero)

  public init(costs: Money, interest: Money, principal: Money) {
    self.costs = costs
    self.interest = interest
    self.principal = principal
  }

  init(_ allocation: Allocation) {
    self.init(costs: allocation.expenses, interest: allocation.interest, principal: allocation.principal)
  }

  public var total: Money { costs + interest + principal }

  func requireSame(as rule: LoanPayment) throws(Refusal) {
    guard self == rule else {
      throw LoanRules.allocationDiffers([
        "costs": rule.costs, "interest": rule.interest, "principal": rule.principal,
      ])
    }
  }
}

extension LoanPosition {
  /// The rule for money that comes in: oldest instalment first, within it costs, interest, principal; what no due needs is
  /// held for the borrower.
  public func allocation(
    of amount: Money, on day: CivilDate, order: AllocationOrder = .expensesFirst
  ) -> (payment: LoanPayment, surplus: Money) {
    guard let allocation = try? Allocation(of: amount, over: openDues(through: day), order: order) else {
      return (.none, amount)
    }
    return (LoanPayment(allocation), allocation.unallocated)
  }

  /// The rule for what goes beyond the dues, hours or money: first what is due, then all other costs and accrued interest,
  /// then principal to come (`early`).
  public func prepayment(of amount: Money, on day: CivilDate) -> (payment: LoanPayment, early: Money) {
    let (due, surplus) = allocation(of: amount, on: day)
    let costs = min(surplus, unpaidCosts - due.costs)
    let interest = min(surplus - costs, interest - due.interest)
    let early = surplus - costs - interest
    let payment = LoanPayment(
      costs: due.costs + costs, interest: due.interest + interest, principal: due.principal + early)
    return (payment, early)
  }
}
