public import FinancialArithmetic
public import LedgerCore

extension ExactAmount {
  /// `factor` ÷ `divisor` of an amount that has whole cents; both are small numbers of the program, not of an input.
  init(_ money: Money, times factor: Int, over divisor: Int) {
    precondition((0...100_000).contains(factor) && (1...1_000_000).contains(divisor), "a small fraction is taken")
    do throws(CalculationError) {
      self = try ExactAmount(money).times(factor, over: divisor)
    } catch {
      preconditionFailure("64 bits of cents times a hundred thousand are within the limits")
    }
  }
}

extension Frequency {
  /// A line's amount a month, exactly: its payments in a year of twelve months ÷ 12.
  ///
  /// Over twelve months this is what the calendar holds, with one exception that belongs to weeks, not to arithmetic:
  /// 365 days are 52 weeks and a day, so that a window of twelve months can hold a 53rd weekly, 27th fortnightly or 14th
  /// four-weekly pay day. The calendar then has exactly one payment more; the equivalent never counts on it.
  public func monthly(_ amount: Money) -> ExactAmount { ExactAmount(amount, times: perYear, over: 12) }
}

extension IncomeLine {
  /// The monthly equivalent of what the family tells; nil where nobody knows it.
  public var monthly: ExactAmount? { amount.money.map(frequency.monthly) }

  /// The monthly equivalent of what is withheld; zero where nothing is.
  public var monthlyWithheld: ExactAmount { withheld.map { frequency.monthly($0.money) } ?? .zero }
}

extension ExpenseLine {
  /// The monthly equivalent; nil where nobody knows the amount.
  public var monthly: ExactAmount? { amount.money.map(frequency.monthly) }
}

extension DebtLine {
  /// The monthly equivalent of the instalment; nil where nothing runs or nobody knows it.
  public var monthly: ExactAmount? { (instalment?.money).map((frequency ?? .monthly).monthly) }

  /// True where the family itself pays an instalment: what is taken at the source never reaches its purse.
  public var paysFromCash: Bool { instalment != nil && atSource != true }
}
