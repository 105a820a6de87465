import Coaching
import FinancialArithmetic
import LedgerCore

/// What a family could promise if a scenario came true.
extension BudgetSheet {
  /// The formula with its monthly terms as they are once every lasting change holds, and with the cash line of all
  /// changes, those for a few months among them. Without changes it is what an assessment of the sheet would say.
  func capacity(after changes: [Change], _ parameters: CapacityParameters) throws -> CapacityFormula {
    let ordinary = try CapacityWorking(sheet(after: changes), parameters).terms
    let calendar = BudgetCalendar(
      of: self, months: parameters.horizon.leastMonths, counting: parameters.incomeRules)
    let drawn = try calendar.changed(by: changes.filter { $0.from <= calendar.months[calendar.count - 1] }, of: self)
    return try CapacityFormula(
      CapacityInputs(
        income: ordinary.income, essentials: ordinary.essentials, benefits: ordinary.benefits,
        running: ordinary.running, members: members, cash: CashForecast(CashLine(drawn, opening: liquid))),
      parameters)
  }

  /// The sheet of an ordinary month after the changes.
  func sheet(after changes: [Change]) -> BudgetSheet {
    changes.filter { $0.through == nil }.reduce(self) { $0.sheet(after: $1) }
  }

  private func sheet(after change: Change) -> BudgetSheet {
    if case .new(let amount, let frequency) = change.effect { return adding(change.line, amount, frequency) }
    let name = change.line.name
    switch change.line.list {
    case .income:
      return with(income: income.compactMap { $0.name == name ? $0.changed(by: change.effect) : $0 })
    case .expense:
      let expenses = expenses.compactMap { $0.name == name ? $0.changed(by: change.effect) : $0 }
      // A benefit that pays for something ends with it.
      return with(
        income: income.filter { $0.pays != name || expenses.contains { $0.name == name } }, expenses: expenses)
    case .debt:
      return with(debts: debts.compactMap { $0.creditor == name ? $0.changed(by: change.effect) : $0 })
    case .envelope:
      return with(envelopes: envelopes.compactMap { $0.name == name ? $0.changed(by: change.effect, from: month) : $0 })
    }
  }

  /// A line that was not there: income counts as reliable, an expense as one that has to be paid.
  private func adding(_ line: LineName, _ amount: Money, _ frequency: Frequency) -> BudgetSheet {
    switch line.list {
    case .income:
      return with(
        income: income + [IncomeLine(name: line.name, source: .other, amount: .amount(amount), frequency: frequency)])
    case .expense:
      guard let coicop = CoicopCode("13") else { return self }
      let expense = ExpenseLine(
        name: line.name, group: .other, coicop: coicop, amount: .amount(amount), frequency: frequency, nature: .fixed)
      return with(expenses: expenses + [expense])
    case .debt:
      let debt = DebtLine(
        creditor: line.name, balance: .unknown, tier: .other, instalment: .amount(amount), frequency: frequency)
      return with(debts: debts + [debt])
    case .envelope: return self
    }
  }

  private func with(
    income: [IncomeLine]? = nil, expenses: [ExpenseLine]? = nil, debts: [DebtLine]? = nil,
    envelopes: [Coaching.Envelope]? = nil
  ) -> BudgetSheet {
    BudgetSheet(
      month: month, members: members, liquid: liquid, income: income ?? self.income,
      expenses: expenses ?? self.expenses, debts: debts ?? self.debts, envelopes: envelopes ?? self.envelopes,
      goals: goals)
  }
}

extension Change.Effect {
  /// The amount in an ordinary month afterwards; nil where nothing is paid any more.
  fileprivate func amount(from old: Told) -> Told? {
    switch self {
    case .percent(let hundredths): old.money.map { .amount($0.changed(hundredths)) } ?? old
    case .amount(let amount), .new(let amount, _): .amount(amount)
    case .stop: nil
    case .start: old
    }
  }
}

extension Money {
  /// By so many hundredths of a percent, half away from zero.
  fileprivate func changed(_ hundredths: Int) -> Money {
    Money(cents: Int(Rounding.halfUp.divide(Int128(cents) * Int128(10_000 + hundredths), by: 10_000)))
  }
}

extension IncomeLine {
  /// What was paid before says nothing any more where another amount is known.
  fileprivate func changed(by effect: Change.Effect) -> IncomeLine? {
    guard let amount = effect.amount(from: amount) else { return nil }
    let history: [Money]? =
      switch effect {
      case .percent(let hundredths): history.map { $0.map { $0.money.changed(hundredths) } }
      case .amount, .stop, .new: nil
      case .start: history.map { $0.map(\.money) }
      }
    return IncomeLine(
      name: name, source: source, amount: amount, frequency: frequency, certainty: certainty, next: next,
      history: history, pays: pays, withheld: withheld?.money, stream: stream)
  }
}

extension ExpenseLine {
  fileprivate func changed(by effect: Change.Effect) -> ExpenseLine? {
    effect.amount(from: amount).map { amount in
      ExpenseLine(
        name: name, group: group, coicop: coicop, amount: amount, frequency: frequency, nature: nature, next: next,
        reason: reason)
    }
  }
}

extension DebtLine {
  /// A debt that is paid no more is still owed.
  fileprivate func changed(by effect: Change.Effect) -> DebtLine {
    let instalment = instalment.flatMap { effect.amount(from: $0) } ?? amountWherePaid(effect)
    return DebtLine(
      creditor: creditor, balance: balance, tier: tier, instalment: instalment, frequency: frequency,
      arrears: arrears, atSource: atSource ?? false, next: next, stream: stream)
  }

  /// Where nothing was paid and an amount is named, that is paid.
  private func amountWherePaid(_ effect: Change.Effect) -> Told? {
    if instalment == nil, case .amount(let amount) = effect { .amount(amount) } else { nil }
  }
}

extension Coaching.Envelope {
  /// Another part each month is another target in the same time.
  fileprivate func changed(by effect: Change.Effect, from month: CivilMonth) -> Coaching.Envelope? {
    switch effect {
    case .stop: nil
    case .start, .new: self
    case .percent(let hundredths):
      Coaching.Envelope(
        name: name, target: balance.money + missing.changed(hundredths), balance: balance.money, due: due)
    case .amount(let part):
      Coaching.Envelope(
        name: name, target: balance.money + Money(cents: part.cents * partsLeft(from: month)), balance: balance.money,
        due: due)
    }
  }
}
