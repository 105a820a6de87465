/// How a quotient becomes an integer; every division of money names one.
public enum Rounding: String, Codable, Hashable, Sendable, CaseIterable {
  /// To the nearest, a half away from zero: 0.5 is 1 and −0.5 is −1. The rule of the domain where none is named.
  case halfUp = "half-up"
  /// To the nearest, a half to the even neighbour: 0.5 is 0 and 1.5 is 2.
  case halfEven = "half-even"

  /// `dividend` ÷ `divisor` as an integer; `divisor` is above zero.
  public func divide(_ dividend: Int128, by divisor: Int128) -> Int128 {
    precondition(divisor > 0, "a rounded division needs a positive divisor")
    let (quotient, remainder) = dividend.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
    let rest = divisor.magnitude - remainder
    let up =
      switch self {
      case .halfUp: remainder >= rest
      case .halfEven: remainder > rest || (remainder == rest && quotient % 2 == 1)
      }
    let rounded = Int128(truncatingIfNeeded: quotient + (up ? 1 : 0))
    return dividend < 0 ? 0 &- rounded : rounded
  }
}
