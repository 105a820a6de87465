public import LedgerCore

/// One instalment of a plan, and what each creditor gets of it.
public struct PlanInstalment: Codable, Sendable, Hashable {
  public let amount: Money
  public let due: CivilDate
  /// For the debts of the proposal, in their order; they sum to the amount.
  public let shares: [Money]

  public init(amount: Money, due: CivilDate, shares: [Money]) {
    self.amount = amount
    self.due = due
    self.shares = shares
  }
}

/// The current rent that the family goes on paying beside the instalments.
public struct PlanRent: Codable, Sendable, Hashable {
  /// Day of the month; the last one where the month is shorter.
  public let dueDay: Int
  /// The first month that counts.
  public let from: CivilMonth

  public init(dueDay: Int, from: CivilMonth) {
    self.dueDay = dueDay
    self.from = from
  }

  func due(_ month: CivilMonth) -> CivilDate {
    let (year, number, _) = month.firstDay.components
    return month.firstDay.adding(days: min(dueDay, CivilDate.daysIn(month: number, year: year)) - 1)
  }
}

/// What a household and its creditors sign: instalments, split to the cent, and what happens when they are missed.
///
/// The split is frozen because largest remainders are not monotone: computed again from other balances, a creditor
/// could get less of a larger sum.
public struct PlanTerms: Codable, Sendable, Hashable {
  /// The entry of the educator's assessment on which the instalments rest; absent where nobody has assessed, and where
  /// nothing is added to what the household pays already.
  public let assessment: ULID?
  public let breach: BreachRules
  /// Numbers of the debts that take part, rising; a creditor who refused is left out.
  public let debts: [Int]
  public let instalments: [PlanInstalment]
  /// True where persons of the committee stand in for a missing assessment; absent otherwise.
  public let override: Bool?
  /// Absent where the household pays no rent.
  public let rent: PlanRent?
  /// What the offering body has reserved of the household's capacity for this plan; absent where it has reserved nothing.
  public let reservation: ULID?

  public init(
    debts: [Int], instalments: [PlanInstalment], breach: BreachRules, rent: PlanRent?, assessment: ULID? = nil,
    override: Bool = false, reservation: ULID? = nil
  ) {
    self.assessment = assessment
    self.breach = breach
    self.debts = debts
    self.instalments = instalments
    self.override = override ? true : nil
    self.rent = rent
    self.reservation = reservation
  }

  public static let mostInstalments = 360

  public var total: Money { instalments.reduce(.zero) { $0 + $1.amount } }

  public var byMonth: MonthlyInstalments { MonthlyInstalments(instalments.map { ($0.due, $0.amount) }) }

  /// What the plan takes in the calendar month in which it takes most.
  public var monthly: Money { byMonth.heaviest }

  /// What one debt gets in all.
  public func total(of debt: Int) -> Money {
    guard let index = debts.firstIndex(of: debt) else { return .zero }
    return instalments.reduce(.zero) { $0 + $1.shares[index] }
  }
}
