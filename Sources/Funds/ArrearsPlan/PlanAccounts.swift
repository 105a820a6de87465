public import LedgerCore

extension Chart {
  /// Money that a family has paid to the fund for its creditors.
  public static func held(_ plan: ULID) -> Account { Account(unchecked: "liabilities:held:\(plan)") }
}

extension Journal {
  mutating func owe(_ household: ULID, _ creditor: ULID, _ amount: Money) {
    post(Chart.debts(household, to: creditor), Chart.debtsContra, amount)
  }

  mutating func discharge(_ household: ULID, _ creditor: ULID, _ amount: Money) {
    post(Chart.debtsContra, Chart.debts(household, to: creditor), amount)
  }

  /// The household's debts go down by these parts.
  mutating func discharge(_ parts: [PlanPart], of state: PlanState, household: ULID) {
    for part in parts { discharge(household, state.debts[part.debt - 1].creditor, part.amount) }
  }

  /// At the end of a plan the ledger forgets what was not paid, and the monthly promise.
  mutating func close(_ state: PlanState, household: ULID) {
    for debt in state.debts { discharge(household, debt.creditor, debt.outstanding) }
    promise(household, from: state.promise, to: .zero)
  }
}
