public import LedgerCore

/// Hours of service are taken off a debt of the plan: waived by the creditor, or owed by the fund from a restriction.
///
/// The same submission credits the hours in the agreement's own stream; this entry takes that credit, so it can take no
/// more than was credited, and no more than the restriction had promised.
public struct PlanServiceCredited: EntryBody {
  public static let kind: Kind = "plan.service-credited"
  public static let roles: Set<Role> = [.operator, .treasurer]
  public static let isReversible = true

  public let agreement: ULID
  public let amount: Money
  /// Absent where the creditor waives.
  public let fund: Slug?
  public let parts: [PlanPart]
  /// The restriction that admits service; absent where the creditor waives.
  public let restriction: Slug?

  public init(_ amount: Money, parts: [PlanPart], agreement: ULID, from purse: Restriction?) {
    self.agreement = agreement
    self.amount = amount
    fund = purse?.fund
    self.parts = parts
    restriction = purse?.name
  }

  /// What hours are paid for.
  static let purpose: Slug = "service"

  static let creditMissing = RefusalCode(
    "plan.service-not-credited",
    "{amount} is more than the {credited} that hours of the agreement {agreement} have earned",
    hint: "credit the hours first: `mastro service credit` does both")
  static let uncommitted = RefusalCode(
    "plan.service-not-committed",
    "{restriction} has promised {committed} to the agreement {agreement}, less than {amount}",
    hint: "the restriction is the one of the agreement's terms, and its cap binds")

  public static let refusals = [
    PlanRules.wrongState, PlanRules.partsInvalid, PlanRules.debtUnknown, PlanRules.exceedsDebt, creditMissing,
    uncommitted,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    try PlanRules.check(parts, sum: amount, of: state, context)
    let credit = Chart.serviceCredit(agreement, for: PlanRules.id(context))
    let credited = Money(cents: context.balance(credit))
    guard amount <= credited else {
      throw Self.creditMissing(["amount": amount, "credited": credited, "agreement": agreement])
    }
    guard let fund, let restriction else {
      guard fund == nil, restriction == nil else {
        throw SpendingRules.restrictionUnknown([
          "restriction": "\(fund?.text ?? "")/\(restriction?.text ?? "")", "known": "whole names",
        ])
      }
      try requireAgreed(state, context)
      return try Effects { journal in
        journal.post(Chart.serviceCreditContra, credit, amount)
        journal.discharge(parts, of: state, household: household)
      }
    }
    let purse = Restriction(fund: fund, name: restriction)
    try context.requireRestriction(purse)
    let committed = Money(cents: context.balance(Chart.commitment(purse, agreement)))
    guard amount <= committed else {
      throw Self.uncommitted([
        "restriction": purse, "committed": committed, "agreement": agreement, "amount": amount,
      ])
    }
    try requireAgreed(state, context)
    return try Effects { journal in
      journal.post(Chart.serviceCreditContra, credit, amount)
      journal.release(purse, agreement, amount)
      journal.spend(purse, Self.purpose, amount, credit: Chart.payable)
      journal.discharge(parts, of: state, household: household)
    }
  }

  /// The hours pay the claims for which they were agreed, and whoever then promised to bear them does.
  private func requireAgreed(_ state: PlanState, _ context: Admission) throws(Refusal) {
    let service: ServiceState = context.state(of: StreamID("service", agreement))
    guard let terms = service.terms, case .plan(_, let creditor, let nature) = terms.debt else { return }
    let isAgreed = parts.allSatisfy { part in
      let debt = state.debts[part.debt - 1]
      return debt.creditor == creditor && debt.terms.nature == nature
    }
    guard isAgreed, terms.purse?.fund == fund, terms.purse?.name == restriction else {
      throw PlanRules.partsInvalid(["amount": amount])
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) { state.credit(parts) }
}
