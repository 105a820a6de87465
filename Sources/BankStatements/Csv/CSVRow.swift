import LedgerCore

/// One row's cells by their meaning.
struct CSVRow {
  let line: Int
  let cells: [String]
  let table: CSVTable
  let profile: CSVProfile

  /// The cell's text, nil when empty or when the file has no such column.
  func text(_ column: CSVProfile.Column) -> String? {
    guard let index = table.places[column], !cells[index].isEmpty else { return nil }
    return cells[index]
  }

  private func place(_ column: CSVProfile.Column) -> StatementError.Place {
    .cell(line: line, column: table.places[column].map { table.header[$0] } ?? column.rawValue)
  }

  func requireCurrency() throws(StatementError) {
    guard let currency = text(.currency), currency != profile.currency else { return }
    throw StatementError(
      .currency, at: place(.currency), "an amount in \(currency), where the profile says \(profile.currency)",
      remedy: "export only the account in \(profile.currency)")
  }

  func date(_ column: CSVProfile.Column) throws(StatementError) -> CivilDate {
    guard let date = try optionalDate(column) else {
      throw StatementError(
        .badDate, at: place(column), "the date is missing",
        remedy: "download the file again; if the bank writes such rows, name them with 'skip' in a profile")
    }
    return date
  }

  func optionalDate(_ column: CSVProfile.Column) throws(StatementError) -> CivilDate? {
    guard let written = text(column) else { return nil }
    for pattern in profile.datePatterns {
      if let date = pattern.date(written) { return date }
    }
    let patterns = profile.datePatterns.map(\.text).joined(separator: " or ")
    throw StatementError(
      .badDate, at: place(column), "'\(written)' is not a date \(patterns)",
      remedy: "correct the profile's 'date', or the file")
  }

  /// The signed amount, from one column or from debit and credit.
  func amount(atMost limit: Int) throws(StatementError) -> Money {
    if profile.headers[.amount] != nil {
      guard let amount = try number(.amount, atMost: limit) else { throw noAmount(.amount) }
      return amount
    }
    let debit = try number(.debit, atMost: limit)
    let credit = try number(.credit, atMost: limit)
    if let debit, debit != .zero, let credit, credit != .zero {
      throw StatementError(
        .badAmount, at: place(.credit), "an amount both out and in", remedy: "download the file again")
    }
    guard debit != nil || credit != nil else { throw noAmount(.debit) }
    if let debit, debit != .zero {
      guard (debit < .zero) == profile.debitIsNegative else {
        throw StatementError(
          .badAmount, at: place(.debit), "'\(debit)' has the wrong sign for money out",
          remedy: "set 'debit-sign' in the profile: plus, or minus")
      }
      return profile.debitIsNegative ? debit : -debit
    }
    if let credit, credit < .zero {
      throw StatementError(
        .badAmount, at: place(.credit), "'\(credit)' is negative in the column of money in",
        remedy: "download the file again")
    }
    return credit ?? .zero
  }

  /// A balance row's amount and day; two different balances of one kind contradict each other.
  func balance(replacing earlier: DatedBalance?) throws(StatementError) -> DatedBalance {
    let balance = DatedBalance(
      date: try date(.bookingDate), amount: try amount(atMost: StatementLimits.balanceCents))
    guard earlier == nil || earlier == balance else {
      throw StatementError(
        .contradiction, at: .line(line), "a second balance of the same kind, with another day or amount",
        remedy: "import one period at a time")
    }
    return balance
  }

  private func number(_ column: CSVProfile.Column, atMost limit: Int) throws(StatementError) -> Money? {
    guard let written = text(column) else { return nil }
    do throws(AmountError) {
      let amount = try Money(parsing: written, style: profile.numberStyle)
      guard amount.magnitude.cents <= limit else { throw AmountError.tooLarge }
      return amount
    } catch {
      throw StatementError(
        .badAmount, at: place(column), "'\(written)' is not an amount: \(error.description)",
        remedy: "nothing is rounded or guessed: correct the profile's 'decimal', or the file")
    }
  }

  private func noAmount(_ column: CSVProfile.Column) -> StatementError {
    StatementError(
      .badAmount, at: place(column), "the row has no amount",
      remedy: "download the file again; if the bank writes such rows, name them with 'skip' in a profile")
  }
}
