import FinancialArithmetic
public import LedgerCore

/// A number with two decimals that is not money: a percentage, a count of months. Written `"38.46"`.
public struct Figure: Sendable, Hashable, Comparable {
  public let hundredths: Int

  public init(hundredths: Int) { self.hundredths = hundredths }

  /// Reads `40`, `40.5`, `40.00`.
  public init?(_ text: some StringProtocol) {
    guard let number = try? FixedPoint(parsing: text, decimals: 2) else { return nil }
    hundredths = number.scaled
  }

  public static func < (left: Figure, right: Figure) -> Bool { left.hundredths < right.hundredths }
}

extension Figure {
  public var description: String { FixedPoint(scaled: hundredths, decimals: 2).description }
}

extension Figure: WrittenAsText {
  public static var form: String { "a number such as 40 or 38.46" }
}

/// A quotient of two amounts that is compared as it is and rounded only to be shown.
struct ExactQuotient {
  /// Nil where the denominator is not above zero: nothing is a part of nothing (or the fraction is too fine).
  private let parts: (Int128, Int128)?

  init(_ numerator: ExactAmount, over denominator: ExactAmount) {
    guard denominator.isPositive else {
      parts = nil
      return
    }
    let (top, tooLarge) = numerator.numerator.multipliedReportingOverflow(by: denominator.denominator)
    let (bottom, tooFine) = numerator.denominator.multipliedReportingOverflow(by: denominator.numerator)
    // A factor of 100 and two decimals must fit on top of both.
    let most = Int128.max / 10_000_000
    parts = tooLarge || tooFine || max(top.magnitude, bottom.magnitude) > most ? nil : (top, bottom)
  }

  /// Rounded to two decimals, half away from zero; `factor` 100 gives percent.
  func figure(times factor: Int) -> Figure? {
    parts.map { Figure(hundredths: Int(Rounding.halfUp.divide($0.0 * Int128(factor) * 100, by: $0.1))) }
  }

  func isAbove(_ limit: Figure, times factor: Int) -> Bool {
    parts.map { $0.0 * Int128(factor) * 100 > Int128(limit.hundredths) * $0.1 } ?? false
  }
}
