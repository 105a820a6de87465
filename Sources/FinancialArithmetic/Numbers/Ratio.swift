public import LedgerCore

/// A quotient for a report: a rounded decimal, or "not defined" where the denominator is zero.
public enum Ratio: Hashable, Sendable, CustomStringConvertible {
  case defined(FixedPoint)
  case notDefined

  /// Rounded half away from zero to `decimals`; not defined where the quotient has more digits than 64 bits hold.
  public init(_ numerator: Int128, over denominator: Int128, decimals: Int = 2) {
    precondition((0...9).contains(decimals), "a ratio has 0 to 9 decimals")
    var scale: Int128 = 1
    for _ in 0..<decimals { scale *= 10 }
    let (scaled, overflow) = numerator.multipliedReportingOverflow(by: scale)
    guard denominator != 0, denominator != .min, scaled != .min, !overflow else {
      self = .notDefined
      return
    }
    let signed = denominator < 0 ? -scaled : scaled
    let value = Rounding.halfUp.divide(signed, by: denominator < 0 ? -denominator : denominator)
    self = Int(exactly: value).map { .defined(FixedPoint(scaled: $0, decimals: decimals)) } ?? .notDefined
  }

  public init(_ numerator: Money, over denominator: Money, decimals: Int = 2) {
    self.init(Int128(numerator.cents), over: Int128(denominator.cents), decimals: decimals)
  }

  /// The part in percent: 0.1234 is 12.34.
  public static func percent(_ part: Money, of whole: Money, decimals: Int = 2) -> Ratio {
    Ratio(Int128(part.cents) * 100, over: Int128(whole.cents), decimals: decimals)
  }

  public var value: FixedPoint? {
    switch self {
    case .defined(let value): value
    case .notDefined: nil
    }
  }

  public var description: String { value?.description ?? "not defined" }
}
