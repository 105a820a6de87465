import LedgerCore

/// The rows of the posting table that concern loans.
extension Journal {
  /// A tranche: loans / bank, Av / lent.
  mutating func lend(_ contract: LoanContract, _ amount: Money, from account: Slug) {
    post(Chart.loan(contract.purse, contract.id), Chart.bank(account), amount)
    post(Chart.available(contract.purse), Chart.lent(contract.purse), amount)
  }

  /// Something more is owed: accrued / income, Res / lent.
  mutating func accrue(_ contract: LoanContract, _ amount: Money, _ accrued: Account, _ income: Account) {
    post(accrued, income, amount)
    post(Chart.result(contract.purse.fund), Chart.lent(contract.purse), amount)
  }

  /// What is owed is paid (from the bank, from what we held, by hours): debit / accrued + loans, lent / Av, of the same
  /// restriction. An allowance never stands above what is left: the excess comes back.
  mutating func receive(_ contract: LoanContract, _ parts: LoanPayment, debit: Account, at position: LoanPosition) {
    settle(contract, parts, debit: debit)
    post(Chart.lent(contract.purse), Chart.available(contract.purse), parts.total)
    impair(contract, by: min(.zero, position.owed - parts.total - position.allowance))
  }

  /// Takes what is owed off the books.
  mutating func settle(_ contract: LoanContract, _ parts: LoanPayment, debit: Account) {
    post(debit, Chart.accruedCosts(contract.purse, contract.id), parts.costs)
    post(debit, Chart.accruedInterest(contract.purse, contract.id), parts.interest)
    post(debit, Chart.loan(contract.purse, contract.id), parts.principal)
  }

  /// Raises or lowers the allowance: loan-losses / allowance, lent / S.
  mutating func impair(_ contract: LoanContract, by amount: Money) {
    post(Chart.loanLosses(contract.purse.fund), Chart.allowance(contract.purse, contract.id), amount)
    post(Chart.lent(contract.purse), Chart.released(contract.purse), amount)
  }

  /// What a household pays each month; a loan of a single party binds no family's budget.
  /// - Parameter grounds: what the family was asked for; none of what the loan itself brings: a pause's interest.
  mutating func changeInstalment(
    _ contract: LoanContract, from promise: InstalmentPromise, to monthly: Money, on grounds: CapacityGrounds = .none
  ) {
    guard let household = contract.borrower.household else { return }
    self.promise(household, from: promise, to: monthly, on: grounds)
  }
}
