public import LedgerCore

/// A family's budget as it stands or as it is planned: the document that is sealed behind snapshots and plans, and the
/// form in which an educator's file is read.
///
/// Nothing of it is ever in the log but a commitment.
public struct BudgetSheet: Codable, Sendable, Hashable {
  public let debts: [DebtLine]
  public let envelopes: [Envelope]
  public let expenses: [ExpenseLine]
  public let goals: [Goal]
  public let income: [IncomeLine]
  /// What lies at hand and in the bank at the beginning of the first month.
  public let liquid: Told
  /// How many people eat at the table.
  public let members: Int
  /// The first month that it describes.
  public let month: CivilMonth

  public init(
    month: CivilMonth, members: Int, liquid: Told, income: [IncomeLine], expenses: [ExpenseLine],
    debts: [DebtLine] = [],
    envelopes: [Envelope] = [], goals: [Goal] = []
  ) {
    self.debts = debts
    self.envelopes = envelopes
    self.expenses = expenses
    self.goals = goals
    self.income = income
    self.liquid = liquid
    self.members = members
    self.month = month
  }

  public var lineCount: Int { income.count + expenses.count + debts.count }

  /// How often the answer was "don't know".
  public var unknownCount: Int {
    let answers =
      income.map(\.amount) + expenses.map(\.amount)
      + debts.flatMap { [$0.balance] + [$0.instalment, $0.arrears].compactMap { $0 } }
      + [liquid]
    return answers.count { $0 == .unknown }
  }
}

extension BudgetSheet {
  /// A file may leave out debts, envelopes and goals where there are none; written, the lists are always there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    debts = try container.decodeIfPresent([DebtLine].self, forKey: .debts) ?? []
    envelopes = try container.decodeIfPresent([Envelope].self, forKey: .envelopes) ?? []
    expenses = try container.decode([ExpenseLine].self, forKey: .expenses)
    goals = try container.decodeIfPresent([Goal].self, forKey: .goals) ?? []
    income = try container.decode([IncomeLine].self, forKey: .income)
    liquid = try container.decode(Told.self, forKey: .liquid)
    members = try container.decode(Int.self, forKey: .members)
    month = try container.decode(CivilMonth.self, forKey: .month)
  }
}
