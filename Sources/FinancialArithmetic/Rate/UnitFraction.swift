/// A number of fixed point with 80 binary places, at least zero; what the rate solver computes in.
///
/// One unit of the last place is below 10^−24. Sums of amounts up to 10^13 cents weighted with numbers up to one fit
/// 128 bits with three to spare, and are wrong by less than a thousandth of a cent after ten thousand products.
struct UnitFraction {
  let raw: UInt128

  static let places: UInt128 = 80
  static let one = UnitFraction(raw: 1 << places)

  /// The product, cut to the last place; both factors are at most one.
  func times(_ other: UnitFraction) -> UnitFraction {
    let product = raw.multipliedFullWidth(by: other.raw)
    return UnitFraction(raw: product.high << (128 - UnitFraction.places) | product.low >> UnitFraction.places)
  }

  /// ln 2.
  private static let logarithmOfTwo: UInt128 = 837_963_523_372_001_241_319_907

  /// e^−x for x ≥ 0.
  ///
  /// x is k·ln 2 + r; e^−r is the thirty-second power of e^−(r/32), whose Taylor series is below the last place after
  /// fourteen terms; the wrong last places of r/32 are raised with it, to less than 2^−72.
  static func exponential(ofMinus exponent: UInt128) -> UnitFraction {
    let (halvings, rest) = exponent.quotientAndRemainder(dividingBy: logarithmOfTwo)
    guard halvings < places else { return UnitFraction(raw: 0) }
    let small = UnitFraction(raw: rest >> 5)
    var term = one
    var sum = Int128(one.raw)
    for index in 1...14 {
      term = UnitFraction(raw: term.times(small).raw / UInt128(index))
      sum += index % 2 == 0 ? Int128(term.raw) : -Int128(term.raw)
    }
    var power = UnitFraction(raw: UInt128(sum))
    for _ in 0..<5 { power = power.times(power) }
    return UnitFraction(raw: power.raw >> halvings)
  }
}
