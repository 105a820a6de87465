import LedgerCore

/// Postings that several instruments make alike.
extension Journal {
  mutating func commit(_ restriction: Restriction, _ id: ULID, _ amount: Money) {
    post(Chart.commitment(restriction, id), Chart.commitments(restriction), amount)
  }

  mutating func release(_ restriction: Restriction, _ id: ULID, _ amount: Money) {
    post(Chart.commitments(restriction), Chart.commitment(restriction, id), amount)
  }

  mutating func countAssistance(_ party: ULID, _ year: Int, _ amount: Money) {
    post(Chart.assistance(party, year: year), Chart.assistanceContra, amount)
  }

  mutating func discountAssistance(_ party: ULID, _ year: Int, _ amount: Money) {
    post(Chart.assistanceContra, Chart.assistance(party, year: year), amount)
  }

  /// Spends from a restriction: the expense against `credit`, and the purse against its released income.
  mutating func spend(_ restriction: Restriction, _ purpose: Slug, _ amount: Money, credit: Account) {
    post(Chart.grants(purpose, restriction.fund), credit, amount)
    post(Chart.available(restriction), Chart.released(restriction), amount)
  }

  /// Takes back what was spent; in a closed year the expense stands, and the money is a recovery.
  mutating func unspend(
    _ restriction: Restriction, _ purpose: Slug, _ amount: Money, debit: Account, yearIsClosed: Bool
  ) {
    let credit = yearIsClosed ? Chart.recoveries(restriction.fund) : Chart.grants(purpose, restriction.fund)
    post(debit, credit, amount)
    post(Chart.released(restriction), Chart.available(restriction), amount)
  }
}
