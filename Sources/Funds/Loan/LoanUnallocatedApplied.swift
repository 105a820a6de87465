public import LedgerCore

/// Money that we held pays what has fallen due.
public struct LoanUnallocatedApplied: EntryBody {
  public static let kind: Kind = "loan.unallocated-applied"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  public let allocation: LoanPayment

  public init(allocation: LoanPayment) { self.allocation = allocation }

  public static let refusals =
    LoanRules.running + [LoanRules.interestFirst, LoanRules.nothingDue, LoanRules.allocationDiffers]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    try LoanRules.requireAccrued(position, through: context.effective)
    let rule = position.allocation(of: max(.zero, position.unallocated), on: context.effective).payment
    guard rule.total.isPositive else {
      throw LoanRules.nothingDue(["loan": context.header.stream.key, "date": context.effective])
    }
    try allocation.requireSame(as: rule)
    return try Effects { $0.receive(contract, allocation, debit: Chart.unallocated(contract.id), at: position) }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {}
}
