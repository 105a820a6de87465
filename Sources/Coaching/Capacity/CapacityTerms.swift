public import FinancialArithmetic
public import LedgerCore

/// What the formula is computed from, per month.
public struct CapacityInputs: Sendable, Hashable {
  /// Y: reliable income, before debts that are taken at the source.
  public let income: ExactAmount
  /// E: essential expenses and sinking funds, without debts.
  public let essentials: ExactAmount
  /// B: purpose-bound benefits, each as far as the expense that it pays.
  public let benefits: ExactAmount
  /// A: instalments that run already.
  public let running: ExactAmount
  public let members: Int
  /// Absent where nobody has laid out a calendar: C_cash is absent then.
  public let cash: CashForecast?

  public init(
    income: ExactAmount, essentials: ExactAmount, benefits: ExactAmount = .zero, running: ExactAmount = .zero,
    members: Int, cash: CashForecast? = nil
  ) {
    self.benefits = benefits
    self.cash = cash
    self.essentials = essentials
    self.income = income
    self.members = members
    self.running = running
  }
}

/// Every term of the formula, by its name in the specification: exact, only C is floored to the cent.
public struct CapacityTerms: Codable, Sendable, Hashable {
  /// Y.
  public let income: ExactAmount
  /// E.
  public let essentials: ExactAmount
  /// B.
  public let benefits: ExactAmount
  /// F: the highest floor of the parameters, rounded to the cent.
  public let floor: ExactAmount
  /// N = max(E, F) − B.
  public let needs: ExactAmount
  /// A.
  public let running: ExactAmount
  /// R = Y − N − A; may be below zero.
  public let surplus: ExactAmount
  /// Sav.
  public let saving: ExactAmount
  /// C_static; never below zero.
  public let fixed: ExactAmount
  /// C_cash, where there is a calendar; may be below zero.
  public let cash: ExactAmount?
  /// C: what may be added to the monthly instalments.
  public let capacity: WrittenAmount

  enum CodingKeys: String, CodingKey {
    case income = "Y"
    case essentials = "E"
    case benefits = "B"
    case floor = "F"
    case needs = "N"
    case running = "A"
    case surplus = "R"
    case saving = "Sav"
    case fixed = "C_static"
    case cash = "C_cash"
    case capacity = "C"
  }
}

/// Which of two or three figures decided, wherever the formula takes the larger or the smaller one.
public struct CapacityBinding: Codable, Sendable, Hashable {
  /// What C is.
  public enum Bound: String, Codable, Sendable, CaseIterable {
    /// R − Sav.
    case surplus
    /// The share of income that all instalments may be, less A.
    case incomeShare = "income-share"
    /// C_cash: a month at whose end the buffer would be missing.
    case cash
  }

  /// What N is.
  public enum Needs: String, Codable, Sendable, CaseIterable {
    case expenses, floor
  }

  /// What Sav is.
  public enum Saving: String, Codable, Sendable, CaseIterable {
    case percent, cap
    /// R is not above zero.
    case nothing
  }

  /// Why C is zero.
  public enum Zero: String, Codable, Sendable, CaseIterable {
    /// Nothing is left after needs and instalments.
    case noSurplus = "no-surplus"
    /// The instalments that run already are the whole share of income, or more.
    case shareUsedUp = "share-used-up"
    /// Before the first instalment the money is below zero at the end of a month.
    case cashBelowZero = "cash-below-zero"
    /// A month would end without its buffer.
    case bufferMissing = "buffer-missing"
    /// Something is left, and it is less than a cent.
    case belowOneCent = "below-one-cent"
  }

  public let bound: Bound
  public let needs: Needs
  public let saving: Saving
  /// Present where C is zero.
  public let zero: Zero?

  /// The term of the specification that C is: `C_static` or `C_cash`.
  public var term: String {
    switch bound {
    case .surplus, .incomeShare: "C_static"
    case .cash: "C_cash"
    }
  }
}

/// Where a family goes that can promise nothing: C = 0 is a result, and somebody does something about it.
public enum CapacityRoute: String, Codable, Sendable, CaseIterable {
  /// Creditors wait.
  case moratorium
  /// Hours of service in place of euros.
  case hoursInstead = "hours-instead"
  /// Is every benefit asked for to which the family is entitled?
  case benefitsCheck = "benefits-check"

  /// In the order in which they are looked at; none where something can be promised.
  public static func suggested(for capacity: Money) -> [CapacityRoute] { capacity.isPositive ? [] : allCases }
}
