import LedgerCore

/// The level instalment R = P / Σ_k Π_{j≤k} (1+i_j)^−1 of periods with rates i_j.
///
/// For equal periods this is P·i / (1 − (1+i)^−n), and it needs no special case for a rate of zero. The sum is built
/// from the last period backwards, S_k = (1 + S_{k+1}) / (1 + i_k), to 27 decimals; R is then known to better than a
/// millionth of a cent, and rounded to that first, so that an exact half is still a half when the cent is rounded.
enum Annuity {
  private static let one: UInt128 = 1_000_000_000_000_000_000_000_000_000

  /// R in millionths of a cent; nil where it is too large to say.
  static func instalment(of principal: Money, at rate: AnnualRate, over periods: [YearFraction]) -> Int128? {
    var sum: UInt128 = 0
    for period in periods.reversed() {
      let whole = UInt128(AnnualRate.wholeMillionths) * UInt128(period.denominator)
      let grown = whole + UInt128(rate.millionths) * UInt128(period.numerator)
      guard let discounted = WideArithmetic.multiplyDivide(one + sum, whole, by: grown) else { return nil }
      sum = discounted
    }
    let microcents = UInt128(principal.cents) * 1_000_000
    return WideArithmetic.multiplyDivide(microcents, one, by: sum).flatMap { Int128(exactly: $0) }
  }
}
