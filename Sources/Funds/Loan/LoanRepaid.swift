public import FinancialArithmetic
public import LedgerCore

/// Money for a loan is in the bank; the rule spreads it, and what no due needs is held for the borrower.
public struct LoanRepaid: EntryBody {
  public static let kind: Kind = "loan.repaid"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let allocation: LoanPayment
  public let amount: Money
  /// SHA-256 of the fund's consent to a payment of principal first (art. 1194 c.c.); absent otherwise.
  public let consent: Fingerprint?

  public init(amount: Money, account: Slug, allocation: LoanPayment, consent: Fingerprint? = nil) {
    self.account = account
    self.allocation = allocation
    self.amount = amount
    self.consent = consent
  }

  /// The order that this payment follows.
  public static func order(consent: Fingerprint?) -> AllocationOrder {
    consent == nil ? .expensesFirst : .principalFirst
  }

  public static let refusals = LoanRules.running + [LoanRules.interestFirst, LoanRules.allocationDiffers]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    try LoanRules.requireAccrued(position, through: context.effective)
    let rule = position.allocation(of: amount, on: context.effective, order: Self.order(consent: consent))
    try allocation.requireSame(as: rule.payment)
    return try Effects { journal in
      journal.receive(contract, allocation, debit: Chart.bank(account), at: position)
      journal.post(Chart.bank(account), Chart.unallocated(contract.id), rule.surplus)
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {}
}
