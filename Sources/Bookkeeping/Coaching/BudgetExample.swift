public import Coaching
public import LedgerCore

extension BudgetSheet {
  /// A sheet to begin with: an invented family, one line of every sort that families have.
  public static func example(from month: CivilMonth) -> BudgetSheet {
    func later(_ months: Int) -> CivilMonth { CivilMonth(month.firstDay.adding(months: months)) }
    func coicop(_ text: String) -> CoicopCode {
      guard let code = CoicopCode(text) else { preconditionFailure("\(text) is no code of COICOP 2018") }
      return code
    }
    func euros(_ euros: Int) -> Told { .amount(Money(cents: euros * 100)) }
    return BudgetSheet(
      month: month, members: 3, liquid: euros(150),
      income: [
        IncomeLine(
          name: "Salary", source: .salary, amount: euros(1_480), frequency: .thirteenSalaries,
          next: month.firstDay.adding(days: 26)),
        IncomeLine(
          name: "Work by the hour", source: .salary, amount: euros(300), frequency: .monthly, certainty: .irregular,
          history: [260, 0, 340, 310, 180, 400].map { Money(cents: $0 * 100) }),
        IncomeLine(
          name: "Rent benefit", source: .benefit, amount: euros(150), frequency: .monthly, pays: "Rent"),
        IncomeLine(
          name: "Help of a sister", source: .familyHelp, amount: .unknown, frequency: .once, certainty: .oneOff),
      ],
      expenses: [
        ExpenseLine(
          name: "Rent", group: .home, coicop: coicop("04.1"), amount: euros(480), frequency: .monthly, nature: .fixed,
          next: month.firstDay.adding(days: 4)),
        ExpenseLine(
          name: "Light and gas", group: .utilities, coicop: coicop("04.5"), amount: euros(140), frequency: .twoMonthly,
          nature: .fixed),
        ExpenseLine(
          name: "Food", group: .food, coicop: coicop("01"), amount: euros(95), frequency: .weekly, nature: .priority),
        ExpenseLine(
          name: "School", group: .school, coicop: coicop("10"), amount: euros(120), frequency: .months([2, 9]),
          nature: .priority),
        ExpenseLine(
          name: "Telephone", group: .phone, coicop: coicop("08"), amount: euros(25), frequency: .monthly,
          nature: .flexible, reason: "needed to be called to work"),
      ],
      debts: [
        DebtLine(
          creditor: "Shop", balance: euros(600), tier: .other, instalment: euros(50),
          next: month.firstDay.adding(days: 14)),
        DebtLine(creditor: "Cousin", balance: .unknown, tier: .other),
      ],
      envelopes: [Envelope(name: "Car insurance", target: Money(cents: 36_000), balance: .zero, due: later(8))],
      goals: [Goal(name: "A month without worries at hand", amount: Money(cents: 100_000), by: later(18))])
  }

  /// What a family told, as a sheet to be changed: without the ledger's own lines, which come by themselves, from a later
  /// month on, so without days that are over.
  public func toEdit(from first: CivilMonth) -> BudgetSheet {
    let own = typed
    let month = max(first, own.month)
    func next(_ day: CivilDate?) -> CivilDate? { day.flatMap { $0 >= month.firstDay ? $0 : nil } }
    return BudgetSheet(
      month: month, members: own.members, liquid: own.liquid,
      income: own.income.map {
        IncomeLine(
          name: $0.name, source: $0.source, amount: $0.amount, frequency: $0.frequency, certainty: $0.certainty,
          next: next($0.next), history: $0.history?.map(\.money), pays: $0.pays, withheld: $0.withheld?.money)
      },
      expenses: own.expenses.map {
        ExpenseLine(
          name: $0.name, group: $0.group, coicop: $0.coicop, amount: $0.amount, frequency: $0.frequency,
          nature: $0.nature, next: next($0.next), reason: $0.reason)
      },
      debts: own.debts.map {
        DebtLine(
          creditor: $0.creditor, balance: $0.balance, tier: $0.tier, instalment: $0.instalment,
          frequency: $0.frequency, arrears: $0.arrears, atSource: $0.atSource == true, next: next($0.next))
      },
      envelopes: own.envelopes.filter { $0.due >= month }, goals: own.goals.filter { $0.by.map { $0 >= month } ?? true }
    )
  }
}
