public import FinancialArithmetic
public import LedgerCore

/// What a family has at the end of each month if it promises nothing more: on what the term C_cash rests.
public struct CashForecast: Sendable, Hashable {
  public struct Month: Sendable, Hashable {
    /// At the month's end.
    public let balance: Money
    public let month: CivilMonth

    public init(_ month: CivilMonth, balance: Money) {
      self.balance = balance
      self.month = month
    }
  }

  /// The month in which the first new instalment is due.
  public let firstInstalment: CivilMonth
  /// One after the other, at least one.
  public let months: [Month]
  /// What lies at hand before the first month.
  public let opening: Money

  public init(opening: Money, months: [Month], firstInstalment: CivilMonth? = nil) {
    precondition(!months.isEmpty, "a forecast has months")
    self.firstInstalment = firstInstalment ?? months[0].month
    self.months = months
    self.opening = opening
  }

  public init(_ line: CashLine, firstInstalment: CivilMonth? = nil) {
    self.init(
      opening: line.opening, months: line.points.map { Month($0.month, balance: $0.balance) },
      firstInstalment: firstInstalment)
  }
}

/// C_cash: what the cash line bears, month by month.
public struct CashTest: Codable, Sendable, Hashable {
  /// A month at whose end instalments have been due.
  public struct Month: Codable, Sendable, Hashable {
    /// What may be added, per instalment, for this month to end with its buffer: (balance − buffer) ÷ instalments.
    public let allows: ExactAmount
    public let balance: WrittenBalance
    /// What is to stay in the purse: min(policy, opening liquid + m·Sav).
    public let buffer: ExactAmount
    /// New instalments due by then.
    public let instalments: Int
    public let month: CivilMonth
  }

  /// C_cash, below zero where the buffer is not reached even without an instalment.
  public let amount: ExactAmount
  /// The first month before the first instalment at whose end the money is below zero: nothing can be promised then.
  public let belowZero: CivilMonth?
  public let months: [Month]
  public let opening: WrittenAmount
  /// The month that allows least, the first of several; absent where `belowZero` decides.
  public let tightest: CivilMonth?

  /// - Parameter saving: what the family puts by each month (Sav), by which its buffer grows.
  init(
    _ forecast: CashForecast, saving: ExactAmount, policy: Money
  ) throws(CalculationError) {
    var months: [Month] = []
    var belowZero: CivilMonth?
    for (index, point) in forecast.months.enumerated() {
      guard point.month >= forecast.firstInstalment else {
        if point.balance < .zero { belowZero = belowZero ?? point.month }
        continue
      }
      let buffer = min(
        ExactAmount(policy), try ExactAmount(forecast.opening) + saving.times(index + 1))
      let instalments = months.count + 1
      months.append(
        Month(
          allows: try (ExactAmount(point.balance) - buffer).times(1, over: instalments),
          balance: WrittenBalance(point.balance), buffer: buffer, instalments: instalments, month: point.month))
    }
    guard let tightest = months.min(by: { $0.allows < $1.allows }) else {
      throw .invalid("firstInstalment", "\(forecast.firstInstalment) is after the months looked at")
    }
    amount = belowZero == nil ? tightest.allows : .zero
    self.belowZero = belowZero
    self.months = months
    opening = WrittenAmount(forecast.opening)
    self.tightest = belowZero == nil ? tightest.month : nil
  }
}

/// A balance of a sealed document as people read it; unlike an amount it may be below zero: `"-12.50"`.
public struct WrittenBalance: Sendable, Hashable, Codable {
  public let money: Money

  public init(_ money: Money) { self.money = money }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let money = try? Money(parsing: text), money.description == text else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a balance such as -12.50"))
    }
    self.money = money
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(money.description)
  }
}
