public import LedgerCore

/// Instalments with their dates, principal and interest, as they are signed with a loan.
///
/// Signed as an array of `{"due","interest","principal"}`: what follows from these (numbers, instalments, balances) is
/// not stored, so that it cannot contradict them. A decoded schedule need not be sound: ask `fault`.
public struct Schedule: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// From 1.
    public let number: Int
    public let due: CivilDate
    public let principal: Money
    public let interest: Money
    /// The principal that later rows repay: the debt after this row, once all of it is paid out.
    public let balance: Money

    public var instalment: Money { principal + interest }
  }

  public struct Totals: Hashable, Sendable {
    public let principal: Money
    public let interest: Money
    public var instalment: Money { principal + interest }
  }

  public let rows: [Row]
  public let totals: Totals

  /// Amounts above `CalculationLimits.amount` count as that much, so that sums never overflow; `fault` names them.
  public init(_ parts: [(due: CivilDate, principal: Money, interest: Money)]) {
    var rows: [Row] = []
    var repaid = Money.zero
    var interest = Money.zero
    for (index, part) in parts.enumerated().reversed() {
      let row = Row(
        number: index + 1, due: part.due, principal: Schedule.bounded(part.principal),
        interest: Schedule.bounded(part.interest), balance: repaid)
      rows.append(row)
      repaid += row.principal
      interest += row.interest
    }
    self.rows = rows.reversed()
    totals = Totals(principal: repaid, interest: interest)
  }

  private static func bounded(_ money: Money) -> Money {
    let beyond = Money(cents: CalculationLimits.amount.cents + 1)
    return min(max(money, -beyond), beyond)
  }

  /// What is wrong with the schedule as such: no rows, a negative part, days that do not rise. Nil when it is sound.
  public var fault: String? {
    if rows.isEmpty { return "there is no instalment" }
    if rows.count > CalculationLimits.instalments { return "there are more than \(CalculationLimits.instalments) rows" }
    for row in rows {
      if row.principal < .zero || row.interest < .zero { return "instalment \(row.number) is negative" }
      if row.instalment > CalculationLimits.amount { return "instalment \(row.number) is too large" }
    }
    for (earlier, later) in zip(rows, rows.dropFirst()) where earlier.due >= later.due {
      return "instalment \(later.number) is not due after the one before it"
    }
    if !totals.principal.isPositive { return "no principal is repaid" }
    return nil
  }

  /// As `fault`, and whether the schedule repays exactly `principal`, none of it before `disbursed`.
  public func fault(principal: Money, disbursed: CivilDate) -> String? {
    if let fault { return fault }
    if let first = rows.first, first.due < disbursed { return "the first instalment is due before the disbursement" }
    if totals.principal != principal { return "the instalments repay \(totals.principal), not \(principal)" }
    return nil
  }

  /// As `fault`, and whether principal, first day and number of rows are those of the terms; nothing is computed again.
  public func fault(for terms: ScheduleTerms) -> String? {
    if rows.count != terms.due.count { return "there are \(rows.count) rows for \(terms.due.count) instalments" }
    return fault(principal: terms.principal, disbursed: terms.disbursed)
  }
}

extension Schedule: Codable {
  private struct Part: Codable {
    let due: CivilDate
    let interest: Money
    let principal: Money
  }

  public init(from decoder: any Decoder) throws {
    let parts = try [Part](from: decoder)
    self.init(parts.map { ($0.due, $0.principal, $0.interest) })
  }

  public func encode(to encoder: any Encoder) throws {
    try rows.map { Part(due: $0.due, interest: $0.interest, principal: $0.principal) }.encode(to: encoder)
  }
}
