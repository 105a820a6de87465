public import LedgerCore

/// Interest is owed: that of all instalments due through a day and, where something is closed, that of the days since.
public struct LoanInterestAccrued: EntryBody {
  public static let kind: Kind = "loan.interest-accrued"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  public let amount: Money
  /// True where the days since the last due day count as well: before a prepayment, at the end of a year.
  public let closing: Bool?
  public let through: CivilDate

  public init(amount: Money, through: CivilDate, closing: Bool = false) {
    self.amount = amount
    self.closing = closing ? true : nil
    self.through = through
  }

  /// What accrues through a day.
  public static func amount(
    _ state: LoanState, _ position: LoanPosition, through day: CivilDate, closing: Bool
  ) -> Money {
    let due = position.unaccrued(through: day)
    guard closing, let running = NewSchedule(state, position, on: day)?.runningInterest else { return due }
    return due + running
  }

  public static let refusals = LoanRules.running + [LoanRules.nothingDue, LoanRules.allocationDiffers]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    let rule = Self.amount(state, position, through: through, closing: closing == true)
    guard rule.isPositive, through <= context.effective else {
      throw LoanRules.nothingDue(["loan": context.header.stream.key, "date": min(through, context.effective)])
    }
    try LoanPayment(costs: .zero, interest: amount, principal: .zero)
      .requireSame(as: LoanPayment(costs: .zero, interest: rule, principal: .zero))
    return try Effects { journal in
      journal.accrue(
        contract, amount, Chart.accruedInterest(contract.purse, contract.id), Chart.interestIncome(contract.purse.fund))
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) { state.accrued += amount }
}
