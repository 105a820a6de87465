/// Products of 128-bit numbers, which need 256 bits on the way.
enum WideArithmetic {
  /// `a`·`b` ÷ `divisor`, the nearest integer, a half upwards; nil where it does not fit 128 bits or `divisor` is 0.
  static func multiplyDivide(_ a: UInt128, _ b: UInt128, by divisor: UInt128) -> UInt128? {
    let product = a.multipliedFullWidth(by: b)
    guard product.high < divisor else { return nil }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    return remainder >= divisor - remainder ? quotient &+ 1 : quotient
  }
}
