public import LedgerCore

/// Instalments that the family could pay, split among its creditors to the cent; everybody concerned is asked.
///
/// A new proposal takes the place of one that waits. On a plan in force it waits beside it until it replaces it.
public struct PlanProposed: EntryBody {
  public static let kind: Kind = "plan.proposed"
  public static let roles: Set<Role> = [.operator, .educator]
  public static let isReversible = true

  public let terms: PlanTerms

  public init(_ terms: PlanTerms) { self.terms = terms }

  static let rulesDiffer = RefusalCode(
    "plan.rules-differ", "the policy counts a plan as broken after {rules}", hint: "propose it under these rules")
  static let rentMissing = RefusalCode(
    "plan.rent-missing", "rent is among the debts, and the proposal does not name the current rent",
    hint: "name the day of the month with --rent-day: instalment and current rent are both to be paid")

  public static let refusals = [
    PlanRules.wrongState, PlanRules.debtUnknown, PlanRules.instalmentsInvalid, PlanRules.splitInvalid,
    PlanRules.exceedsDebt, rulesDiffer, rentMissing, Capacity.otherAssessment, Capacity.notAssessed,
    Capacity.suspended, Capacity.stale, Capacity.overrideNeedless, Capacity.reservationUsed,
    Capacity.reservationUnknown, Capacity.reservationNotTheirs, Capacity.reservationExpired, Capacity.exceeded,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    let policy = try context.section(\.plans, "plans")
    try checkDebts(state, context)
    try checkInstalments(policy, context)
    try checkSplit(state)
    guard terms.breach == policy.breach else { throw Self.rulesDiffer(["rules": policy.breach]) }
    try checkRent(state, context)
    let overridden = terms.override == true
    try context.requireRests(
      on: terms.assessment, adding: terms.monthly - state.monthly, household: household, overridden: overridden)
    try context.requireAffordable(state.offer(terms, to: household, by: context.header.onBehalfOf))
    return .none
  }

  private func checkDebts(_ state: PlanState, _ context: Admission) throws(Refusal) {
    guard !terms.debts.isEmpty, zip(terms.debts, terms.debts.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw PlanRules.instalmentsInvalid(["reason": "the debts are missing, out of order, or one stands twice"])
    }
    for number in terms.debts { _ = try PlanRules.debt(number, of: state, context) }
  }

  private func checkInstalments(_ policy: PlanPolicy, _ context: Admission) throws(Refusal) {
    func refuse(_ reason: String) -> Refusal { PlanRules.instalmentsInvalid(["reason": reason]) }
    let days = terms.instalments.map(\.due)
    guard (1...policy.mostInstalments).contains(days.count) else {
      throw refuse("there are \(days.count), and the policy admits 1 to \(policy.mostInstalments)")
    }
    guard zip(days, days.dropFirst()).allSatisfy({ $0 < $1 }) else { throw refuse("the days do not rise") }
    guard days[0] >= context.effective else { throw refuse("\(days[0]) lies before the proposal") }
  }

  /// A sum is checked, and nothing is divided again: the split stands as it was signed.
  private func checkSplit(_ state: PlanState) throws(Refusal) {
    let debts = state.debts(of: terms)
    for instalment in terms.instalments {
      func refuse(_ reason: String) -> Refusal {
        PlanRules.splitInvalid(["due": instalment.due, "reason": reason])
      }
      guard instalment.amount.isPositive, instalment.shares.count == debts.count,
        instalment.shares.allSatisfy({ $0 >= .zero && $0 <= instalment.amount }),
        instalment.shares.reduce(.zero, +) == instalment.amount
      else { throw refuse("the shares do not come to \(instalment.amount)") }
      for (debt, share) in zip(debts, instalment.shares) {
        if let cap = debt.terms.cap, share > cap { throw refuse("\(share) is above the cap of \(cap)") }
      }
    }
    for (number, debt) in zip(terms.debts, debts) {
      let total = terms.total(of: number)
      guard total.isPositive else {
        throw PlanRules.instalmentsInvalid(["reason": "debt number \(number) takes part and gets nothing"])
      }
      guard total <= debt.outstanding else {
        throw PlanRules.exceedsDebt(["amount": total, "outstanding": debt.outstanding, "creditor": debt.creditor])
      }
    }
  }

  private func checkRent(_ state: PlanState, _ context: Admission) throws(Refusal) {
    guard let rent = terms.rent else {
      guard !state.debts(of: terms).contains(where: { $0.terms.nature == .rent }) else { throw Self.rentMissing() }
      return
    }
    guard (1...31).contains(rent.dueDay), rent.from >= CivilMonth(context.effective),
      let first = terms.instalments.first,
      rent.from <= CivilMonth(first.due)
    else {
      throw PlanRules.instalmentsInvalid([
        "reason": "the current rent counts from this month to that of the first instalment, on a day from 1 to 31"
      ])
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.proposal = PlanState.Proposal(
      id: entry.id, terms: terms, body: entry.header.onBehalfOf, baseline: state.debts(of: terms).map(\.credited))
    state.handlers.add(entry)
  }
}
