import FinancialArithmetic
import LedgerCore

extension BudgetSheet {
  /// The first thing that is wrong with the sheet; nil where it can be worked with.
  ///
  /// "Don't know" is never wrong. What the types refuse already (negative amounts, frequencies that do not exist) is not
  /// looked at again.
  public var fault: SheetFault? {
    do throws(SheetFault) {
      try check()
      return nil
    } catch {
      return error
    }
  }

  /// As `fault`, for those who refuse with it.
  public func check() throws(SheetFault) {
    guard (1...SheetLimits.members).contains(members) else {
      throw SheetFault(
        "members", "\(members) people cannot live on this budget",
        remedy: "write how many eat at the table, 1 to \(SheetLimits.members)", code: .members)
    }
    guard (2000..<2200).contains(month.firstDay.year) else {
      throw SheetFault(
        "month", "\(month) is not a month of our time", remedy: "write a month as \"2027-03\"", code: .month)
    }
    try SheetFault.check(amount: liquid.money, "liquid", nil)
    try checkIncome()
    try checkExpenses()
    try checkDebts()
    try checkEnvelopes()
    try checkGoals()
    try checkFineness()
  }

  /// Fractions of many different months have no common form that fits; one more divisor leaves room for the formula, so
  /// that a sheet that passes always has its terms.
  private func checkFineness() throws(SheetFault) {
    do throws(CalculationError) {
      _ = try ExactAmount.sum(
        envelopes.map { $0.monthly(from: month) } + [ExactAmount(Money(cents: 1), times: 1, over: 100_000)]
          + expenses.compactMap(\.monthly))
    } catch {
      throw SheetFault(
        "envelopes", "they are due in too many different months to be added up exactly",
        remedy: "let envelopes that are due in about the same time be due in one month", code: .fineness)
    }
  }

  private func checkIncome() throws(SheetFault) {
    try checkNames(income.map(\.name), "income", atMost: SheetLimits.income)
    let paid = Set(expenses.map(\.name))
    for (index, line) in income.enumerated() {
      let member = "income[\(index)]"
      try SheetFault.check(amount: line.amount.money, "\(member).amount", line.name)
      try SheetFault.check(amount: line.withheld?.money, "\(member).withheld", line.name)
      try checkNext(line.next, line.frequency, "\(member).next", line.name)
      try checkHistory(line, "\(member).history")
      guard let pays = line.pays else { continue }
      guard line.source != .disabilityAllowance else {
        throw SheetFault(
          "\(member).pays", line: line.name, "a disability allowance is no benefit of the formula",
          remedy: "leave \"pays\" out: the allowance counts neither as income nor as a benefit", code: .paysOfAllowance)
      }
      guard paid.contains(pays) else {
        throw SheetFault(
          "\(member).pays", line: line.name, "there is no expense named '\(pays)'",
          remedy: "write the name of the expense that it pays exactly as it stands in \"expenses\"", code: .paysUnknown)
      }
    }
  }

  private func checkHistory(_ line: IncomeLine, _ member: String) throws(SheetFault) {
    let history = line.history ?? []
    guard history.count <= SheetLimits.history else {
      throw SheetFault(
        member, line: line.name, "\(history.count) months are more than anybody needs",
        remedy: "keep the last \(SheetLimits.history)", code: .historyTooLong)
    }
    for (index, sum) in history.enumerated() {
      try SheetFault.check(amount: sum.money, "\(member)[\(index)]", line.name)
    }
    guard line.certainty == .seasonal, history.count < 24, line.frequency != .once else { return }
    throw SheetFault(
      member, line: line.name, "seasonal income needs the sums of 24 months, \(history.count) are here",
      remedy: "write both years, months without work as \"0.00\", or call it \"irregular\"", code: .historyTooShort)
  }

  private func checkExpenses() throws(SheetFault) {
    try checkNames(expenses.map(\.name), "expenses", atMost: SheetLimits.expenses)
    for (index, line) in expenses.enumerated() {
      try SheetFault.check(amount: line.amount.money, "expenses[\(index)].amount", line.name)
      try checkNext(line.next, line.frequency, "expenses[\(index)].next", line.name)
      if let reason = line.reason {
        try SheetFault.check(text: reason, "expenses[\(index)].reason", line.name, longest: SheetLimits.reason)
      }
    }
  }

  private func checkEnvelopes() throws(SheetFault) {
    try checkNames(envelopes.map(\.name), "envelopes", atMost: SheetLimits.envelopes)
    let expenseNames = Set(expenses.map(\.name))
    for (index, envelope) in envelopes.enumerated() {
      let member = "envelopes[\(index)]"
      try SheetFault.check(amount: envelope.balance.money, "\(member).balance", envelope.name)
      try SheetFault.check(amount: envelope.target.money, "\(member).target", envelope.name)
      try checkMonth(envelope.due, "\(member).due", envelope.name)
      guard !expenseNames.contains(envelope.name) else {
        throw SheetFault(
          "\(member).name", line: envelope.name, "it is an expense too and would count twice",
          remedy: "keep the expense, whose monthly equivalent is set aside anyway, or the envelope",
          code: .envelopeIsExpense)
      }
    }
  }

  private func checkGoals() throws(SheetFault) {
    try checkNames(goals.map(\.name), "goals", atMost: SheetLimits.goals)
    for (index, goal) in goals.enumerated() {
      try SheetFault.check(amount: goal.amount?.money, "goals[\(index)].amount", goal.name)
      try SheetFault.check(amount: goal.saved?.money, "goals[\(index)].saved", goal.name)
      if let by = goal.by { try checkMonth(by, "goals[\(index)].by", goal.name) }
    }
  }
}

extension BudgetSheet {
  private func checkDebts() throws(SheetFault) {
    let own = debts.filter { $0.stream == nil }
    try checkNames(debts.map(\.creditor), "debts", "creditor", unique: false, atMost: SheetLimits.debts)
    for (index, debt) in debts.enumerated() {
      let member = "debts[\(index)]"
      if debt.stream == nil, own.count(where: { $0.creditor == debt.creditor }) > 1 {
        throw SheetFault(
          "\(member).creditor", line: debt.creditor, "the name stands twice",
          remedy: "tell the debts apart: 'Enel (light)', 'Enel (gas)'", code: .nameTwice)
      }
      try SheetFault.check(amount: debt.balance.money, "\(member).balance", debt.creditor)
      try SheetFault.check(amount: debt.instalment?.money, "\(member).instalment", debt.creditor)
      try SheetFault.check(amount: debt.arrears?.money, "\(member).arrears", debt.creditor)
      try checkNext(debt.next, debt.frequency ?? .monthly, "\(member).next", debt.creditor)
      try checkBalance(debt, member)
    }
    try checkWithheld()
  }

  private func checkBalance(_ debt: DebtLine, _ member: String) throws(SheetFault) {
    guard let balance = debt.balance.money else { return }
    if let arrears = debt.arrears?.money, arrears > balance {
      throw SheetFault(
        "\(member).arrears", line: debt.creditor, "\(arrears) is overdue of a debt of \(balance)",
        remedy: "what is overdue is part of the balance; write \"unknown\" where nobody knows it",
        code: .arrearsAboveBalance)
    }
    if balance == .zero, debt.instalment?.money?.isPositive == true {
      throw SheetFault(
        "\(member).balance", line: debt.creditor, "an instalment is paid, but nothing is owed",
        remedy: "write \"unknown\" where nobody knows the balance", code: .nothingOwed)
    }
  }

  /// What creditors take at the source must be told at the income too, else it would be missing from Y.
  private func checkWithheld() throws(SheetFault) {
    guard let taken = try? ExactAmount.sum(debts.filter { $0.atSource == true }.compactMap(\.monthly)),
      let withheld = try? ExactAmount.sum(income.map(\.monthlyWithheld)), taken > withheld,
      let index = debts.firstIndex(where: { $0.atSource == true && $0.monthly != nil })
    else { return }
    throw SheetFault(
      "debts[\(index)].atSource", line: debts[index].creditor,
      "\(taken.text(decimals: 2)) a month is taken at the source, but incomes say that \(withheld.text(decimals: 2)) is withheld",
      remedy: "write at the income what is withheld each time (\"withheld\"), and as its amount what the family sees",
      code: .nothingWithheld)
  }
}

extension BudgetSheet {
  private func checkNames(
    _ names: [String], _ list: String, _ member: String = "name", unique: Bool = true, atMost most: Int
  ) throws(SheetFault) {
    guard names.count <= most else {
      throw SheetFault(
        list, "\(names.count) lines are too many", remedy: "put small ones together, at most \(most)",
        code: .tooManyLines)
    }
    var seen: Set<String> = []
    for (index, name) in names.enumerated() {
      let place = "\(list)[\(index)].\(member)"
      try SheetFault.check(text: name, place, nil, longest: SheetLimits.name)
      guard seen.insert(name).inserted || !unique else {
        throw SheetFault(
          place, line: name, "the name stands twice", remedy: "give every line of \"\(list)\" a name of its own",
          code: .nameTwice)
      }
    }
  }

  private func checkMonth(_ when: CivilMonth, _ member: String, _ line: String) throws(SheetFault) {
    guard when >= month else {
      throw SheetFault(
        member, line: line, "\(when) is before the first month, \(month)", remedy: "write \(month) or a later month",
        code: .monthBefore)
    }
    guard month.distance(to: when) <= SheetLimits.monthsAhead else {
      throw SheetFault(
        member, line: line, "\(when) is too far away", remedy: "check the year", code: .monthTooFar)
    }
  }

  private func checkNext(
    _ next: CivilDate?, _ frequency: Frequency, _ member: String, _ line: String
  ) throws(SheetFault) {
    guard let next else { return }
    try checkMonth(CivilMonth(next), member, line)
    guard case .months(let months) = frequency, !months.contains(next.month) else { return }
    throw SheetFault(
      member, line: line, "\(next) is in none of the months of \(frequency)",
      remedy: "write a day of one of these months, or another frequency",
      code: .dayInNoMonth)
  }
}
