import Coaching
import LedgerCore

/// The money put by, not the signed bytes of an entry.
typealias Envelope = Coaching.Envelope

/// Amounts, days and months as the tests write them; a slip in a test stops it.
func euros(_ text: String) -> Money {
  guard let money = try? Money(parsing: text) else { preconditionFailure("'\(text)' is not an amount") }
  return money
}

func month(_ text: String) -> CivilMonth {
  guard let month = CivilMonth(text) else { preconditionFailure("'\(text)' is not a month") }
  return month
}

func day(_ text: String) -> CivilDate {
  guard let day = CivilDate(text) else { preconditionFailure("'\(text)' is not a day") }
  return day
}

extension Told {
  static func euros(_ text: String) -> Told { .amount(CoachingTests.euros(text)) }
}

extension IncomeLine {
  static func salary(_ amount: String, _ frequency: Frequency = .monthly, name: String = "Stipendio") -> IncomeLine {
    IncomeLine(name: name, source: .salary, amount: .euros(amount), frequency: frequency)
  }
}

extension ExpenseLine {
  static func rent(_ amount: String, name: String = "Affitto", next: CivilDate? = nil) -> ExpenseLine {
    of(name, amount, .monthly, group: .home, next: next)
  }

  static func of(
    _ name: String, _ amount: String?, _ frequency: Frequency = .monthly, group: Group = .other,
    nature: Nature = .fixed, next: CivilDate? = nil
  ) -> ExpenseLine {
    guard let code = CoicopCode("04.1") else { preconditionFailure("04.1 is in COICOP") }
    return ExpenseLine(
      name: name, group: group, coicop: code, amount: amount.map { .euros($0) } ?? .unknown, frequency: frequency,
      nature: nature, next: next)
  }
}

extension BudgetSheet {
  /// A family of three from January 2027, with nothing but what a test names.
  static func sample(
    month first: String = "2027-01", members: Int = 3, liquid: Told = .euros("0.00"), income: [IncomeLine] = [],
    expenses: [ExpenseLine] = [], debts: [DebtLine] = [], envelopes: [Envelope] = [], goals: [Goal] = []
  ) -> BudgetSheet {
    BudgetSheet(
      month: CoachingTests.month(first), members: members, liquid: liquid, income: income, expenses: expenses,
      debts: debts,
      envelopes: envelopes, goals: goals)
  }
}

extension IncomeRules {
  /// The figures of the specification.
  static let standard = IncomeRules(percentile: 25, months: 6, declaredPercent: 80)
}
