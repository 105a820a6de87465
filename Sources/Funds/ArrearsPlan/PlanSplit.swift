import FinancialArithmetic
public import LedgerCore

/// Instalments split among creditors, as a proposal freezes them.
public enum PlanSplit {
  /// Shares each amount among the debts: tiers in order, caps kept, in proportion to what is still owed.
  ///
  /// What is left of a debt shrinks from one instalment to the next, so a debt is never promised more than it is.
  public static func instalments(
    _ amounts: [(due: CivilDate, amount: Money)], among debts: [PlanState.Debt], minimum: Money
  ) throws(Refusal) -> [PlanInstalment] {
    var left = debts.map(\.outstanding)
    var found: [PlanInstalment] = []
    for (due, amount) in amounts {
      let shares = try shares(of: amount, due, debts, left, minimum)
      for index in left.indices { left[index] -= shares[index] }
      found.append(PlanInstalment(amount: amount, due: due, shares: shares))
    }
    return found
  }

  /// Equal monthly instalments until everything is paid; the last one is the rest, and where caps let the creditors
  /// take less than the month's amount, the month is that much smaller.
  public static func monthly(
    _ amount: Money, from first: CivilDate, among debts: [PlanState.Debt], minimum: Money
  ) throws(Refusal) -> [PlanInstalment] {
    guard amount.isPositive else { throw SpendingRules.amountNotPositive(["amount": amount]) }
    var left = debts.map(\.outstanding)
    var found: [PlanInstalment] = []
    while left.contains(where: \.isPositive) {
      guard found.count < PlanTerms.mostInstalments else {
        throw PlanRules.instalmentsInvalid([
          "reason": "\(amount) a month takes more than \(PlanTerms.mostInstalments) instalments"
        ])
      }
      let due = first.adding(months: found.count)
      let room = zip(debts, left).reduce(Money.zero) { $0 + min($1.0.terms.cap ?? $1.1, $1.1) }
      let sum = min(amount, room)
      let shares = try shares(of: sum, due, debts, left, minimum)
      for index in left.indices { left[index] -= shares[index] }
      found.append(PlanInstalment(amount: sum, due: due, shares: shares))
    }
    return found
  }

  private static func shares(
    of amount: Money, _ due: CivilDate, _ debts: [PlanState.Debt], _ left: [Money], _ minimum: Money
  ) throws(Refusal) -> [Money] {
    let claims = zip(debts, left).map { debt, left in
      Split.Claim(weight: left, cap: min(debt.terms.cap ?? left, left), tier: debt.terms.tier)
    }
    do throws(CalculationError) {
      return try Split.shares(of: amount, among: claims, minimum: minimum)
    } catch {
      throw PlanRules.splitInvalid(["due": due, "reason": error.reason])
    }
  }
}
