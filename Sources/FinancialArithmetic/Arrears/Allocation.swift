public import LedgerCore

/// What of a due is still to be paid.
public struct OpenDue: Codable, Hashable, Sendable {
  public let due: CivilDate
  public let expenses: Money
  public let interest: Money
  public let principal: Money

  public init(due: CivilDate, expenses: Money = .zero, interest: Money, principal: Money) {
    self.due = due
    self.expenses = expenses
    self.interest = interest
    self.principal = principal
  }

  public var total: Money { expenses + interest + principal }
}

/// Which part of a due a payment reaches first.
public enum AllocationOrder: String, Codable, Hashable, Sendable, CaseIterable {
  /// Expenses, interest, principal: the law's order (art. 1194 of the Italian civil code).
  case expensesFirst = "expenses-interest-principal"
  /// Principal, interest, expenses: only where the creditor has consented, which the caller checks.
  case principalFirst = "principal-interest-expenses"
}

/// A payment spread over dues: the oldest due first and whole, then the next; the rest is unallocated.
public struct Allocation: Hashable, Sendable {
  public struct Part: Codable, Hashable, Sendable {
    /// Which of the dues that were given, from 0.
    public let index: Int
    public let expenses: Money
    public let interest: Money
    public let principal: Money

    public var total: Money { expenses + interest + principal }
  }

  /// One for each due that gets something, the oldest first.
  public let parts: [Part]
  /// What no due needs: held for the family, and counted as received in ageing.
  public let unallocated: Money

  public var expenses: Money { parts.reduce(.zero) { $0 + $1.expenses } }
  public var interest: Money { parts.reduce(.zero) { $0 + $1.interest } }
  public var principal: Money { parts.reduce(.zero) { $0 + $1.principal } }

  /// Dues on the same day are paid in the order given.
  public init(
    of amount: Money, over dues: [OpenDue], order: AllocationOrder = .expensesFirst
  ) throws(CalculationError) {
    try CalculationLimits.require(amount, "amount")
    try CalculationLimits.require(count: dues.count, "dues", in: 0...CalculationLimits.items)
    for (index, due) in dues.enumerated() {
      for part in [due.expenses, due.interest, due.principal] { try CalculationLimits.require(part, "dues[\(index)]") }
    }
    var left = amount
    func take(_ wanted: Money) -> Money {
      let taken = min(left, wanted)
      left -= taken
      return taken
    }
    var parts: [Part] = []
    for index in dues.indices.sorted(by: { (dues[$0].due, $0) < (dues[$1].due, $1) }) {
      let due = dues[index]
      let part: Part
      switch order {
      case .expensesFirst:
        let (expenses, interest) = (take(due.expenses), take(due.interest))
        part = Part(index: index, expenses: expenses, interest: interest, principal: take(due.principal))
      case .principalFirst:
        let (principal, interest) = (take(due.principal), take(due.interest))
        part = Part(index: index, expenses: take(due.expenses), interest: interest, principal: principal)
      }
      if part.total.isPositive { parts.append(part) }
    }
    self.parts = parts
    unallocated = left
  }
}
