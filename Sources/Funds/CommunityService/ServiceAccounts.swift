public import LedgerCore

extension Chart {
  /// Minutes of an agreement that are confirmed and not yet credited.
  public static func service(_ agreement: ULID) -> Account { Account(unchecked: "memo:service:\(agreement)") }
  public static let serviceContra: Account = "memo:contra:service"
}

extension Journal {
  mutating func confirmMinutes(_ agreement: ULID, _ minutes: Int) {
    guard minutes > 0 else { return }
    post(Chart.service(agreement), Chart.serviceContra, minutes, .minutes)
  }

  /// Gives back what an agreement will not use any more: money that is committed, and a claim that is in no plan.
  mutating func letGo(_ amount: Money, of terms: ServiceTerms, _ work: ServiceWork, _ agreement: ULID, year: Int?) {
    if let purse = terms.purse {
      release(purse, agreement, amount)
      if let year { discountAssistance(work.household, year, amount) }
    }
    if case .claim(let creditor, _) = terms.debt {
      post(Chart.debtsContra, Chart.debts(work.household, to: creditor), amount)
    }
  }
}
