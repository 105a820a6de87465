public import LedgerCore

/// Something besides interest is owed: the agreed fee, a reminder, what a returned payment has cost.
public struct LoanCostCharged: EntryBody {
  public static let kind: Kind = "loan.cost-charged"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let amount: Money
  public let due: CivilDate
  public let nature: LoanCost.Nature

  public init(amount: Money, nature: LoanCost.Nature, due: CivilDate) {
    self.amount = amount
    self.due = due
    self.nature = nature
  }

  static let notAgreed = RefusalCode(
    "loan.cost-not-agreed", "{amount} for {nature} is above {limit}, what the terms and the policy allow",
    hint: "charge no more than was agreed")

  public static let refusals = LoanRules.running + [notAgreed]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, _) = try LoanRules.running(state, context)
    try context.requirePositive(amount)
    let limit: Money
    switch nature {
    case .agreedFee:
      let charged = state.costs.filter { $0.nature == .agreedFee }.reduce(Money.zero) { $0 + $1.amount }
      limit = (state.terms?.fee ?? .zero) - charged
    case .reminder, .returnedPayment, .legal:
      limit = try LoanRules.policy(context).costs.first { $0.nature == nature }?.upTo ?? .zero
    }
    guard amount <= limit else {
      throw Self.notAgreed(["amount": amount, "nature": nature.rawValue, "limit": limit])
    }
    return try Effects { journal in
      journal.accrue(
        contract, amount, Chart.accruedCosts(contract.purse, contract.id), Chart.fees(contract.purse.fund))
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.costs.append(LoanCost(nature: nature, due: due, amount: amount))
  }
}
