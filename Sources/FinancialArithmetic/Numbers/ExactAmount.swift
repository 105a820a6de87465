public import LedgerCore

/// An amount of money that nobody has rounded yet: a fraction of cents.
///
/// Monthly equivalents and shares are exact on the way, and only what a person is told is rounded, once. Nothing traps:
/// a numerator beyond ±10^21 and a denominator above 10^15 are refused.
public struct ExactAmount: Hashable, Sendable {
  /// Cents, over `denominator`, in lowest terms.
  public let numerator: Int128
  /// Above zero.
  public let denominator: Int128

  public static let zero = ExactAmount(.zero)

  static let mostCents: Int128 = 1_000_000_000_000_000_000_000
  static let mostParts: Int128 = 1_000_000_000_000_000

  public init(_ money: Money) {
    numerator = Int128(money.cents)
    denominator = 1
  }

  /// `cents` ÷ `parts`, reduced.
  public init(cents: Int128, over parts: Int128 = 1) throws(CalculationError) {
    guard parts != 0, cents != .min, parts != .min else {
      throw .invalid("amount", "there is no \(cents) over \(parts)")
    }
    let divisor = ExactAmount.commonDivisor(cents.magnitude, parts.magnitude)
    let top = cents / divisor
    let bottom = parts / divisor
    guard top.magnitude <= ExactAmount.mostCents.magnitude, bottom.magnitude <= ExactAmount.mostParts.magnitude else {
      throw .invalid("amount", "it is too large, or too fine, to be computed exactly")
    }
    numerator = bottom < 0 ? -top : top
    denominator = bottom < 0 ? -bottom : bottom
  }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> Int128 {
    var (large, small) = (left, right)
    while small > 0 { (large, small) = (small, large % small) }
    return Int128(large)
  }

  public var isZero: Bool { numerator == 0 }
  public var isPositive: Bool { numerator > 0 }
  public var isNegative: Bool { numerator < 0 }
}

extension ExactAmount {
  public static func + (left: ExactAmount, right: ExactAmount) throws(CalculationError) -> ExactAmount {
    // The bounds of both keep each product below 10^36.
    try ExactAmount(
      cents: left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  public static func - (left: ExactAmount, right: ExactAmount) throws(CalculationError) -> ExactAmount {
    try left + -right
  }

  public static prefix func - (amount: ExactAmount) -> ExactAmount {
    ExactAmount(numerator: -amount.numerator, denominator: amount.denominator)
  }

  /// For a bound or a sign that keeps what was reduced and within its limits.
  private init(numerator: Int128, denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `factor` ÷ `divisor` of it: 52 over 12, 30 over 100.
  public func times(_ factor: Int, over divisor: Int = 1) throws(CalculationError) -> ExactAmount {
    let (top, tooLarge) = numerator.multipliedReportingOverflow(by: Int128(factor))
    let (bottom, tooFine) = denominator.multipliedReportingOverflow(by: Int128(divisor))
    guard !tooLarge, !tooFine else {
      throw .invalid("amount", "it is too large, or too fine, to be computed exactly")
    }
    return try ExactAmount(cents: top, over: bottom)
  }

  /// The sum, zero of none.
  public static func sum(_ amounts: some Sequence<ExactAmount>) throws(CalculationError) -> ExactAmount {
    var total = zero
    for amount in amounts { total = try total + amount }
    return total
  }
}

extension ExactAmount: Comparable {
  public static func < (left: ExactAmount, right: ExactAmount) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension ExactAmount {
  /// The largest whole cents that are not above it: −0.5 cents is −1.
  public func floored() throws(CalculationError) -> Money {
    let whole = numerator / denominator
    return try ExactAmount.money(whole * denominator > numerator ? whole - 1 : whole)
  }

  /// The nearest whole cents, a half away from zero.
  public func rounded(_ rounding: Rounding = .halfUp) throws(CalculationError) -> Money {
    try ExactAmount.money(rounding.divide(numerator, by: denominator))
  }

  private static func money(_ cents: Int128) throws(CalculationError) -> Money {
    guard let cents = Int(exactly: cents) else { throw .invalid("amount", "it is too large for an amount") }
    return Money(cents: cents)
  }
}

extension ExactAmount: CustomStringConvertible, Codable {
  /// In units of the currency: a decimal of at least two places where it ends (`20.00`, `12.345`), else a fraction in
  /// lowest terms (`1300/3`). One form for each amount, so that a sealed document has one spelling.
  public var description: String { decimal ?? fraction }

  /// Cents in which the fraction ends, with so many further decimals; nil where it never ends.
  private var decimal: String? {
    var (rest, further) = (denominator, 0)
    while rest % 10 == 0 { (rest, further) = (rest / 10, further + 1) }
    for prime in [Int128(2), 5] {
      while rest % prime == 0 { (rest, further) = (rest / prime, further + 1) }
    }
    guard rest == 1, let scaled = ExactAmount.scaled(numerator, over: denominator, further: further) else { return nil }
    return ExactAmount.text(scaled, decimals: 2 + further)
  }

  private var fraction: String {
    let divisor = ExactAmount.commonDivisor(numerator.magnitude, 100)
    return "\(numerator / divisor)/\(denominator * (100 / divisor))"
  }

  /// Rounded to so many decimals of the currency's unit, half away from zero, without needless zeros after the second:
  /// for people and programs that want a decimal also where the fraction never ends.
  public func text(decimals: Int) -> String {
    precondition((2...12).contains(decimals), "an amount is shown with 2 to 12 decimals")
    let scale = ExactAmount.power(of: 10, decimals - 2)
    let (product, overflow) = numerator.multipliedReportingOverflow(by: scale)
    guard !overflow else { return description }
    return ExactAmount.text(Rounding.halfUp.divide(product, by: denominator), decimals: decimals)
  }

  /// For people: every decimal where there are at most six, else the first two and an ellipsis. Nothing is rounded, so
  /// that no figure looks larger than it is.
  public var shown: String {
    if let decimal, let point = decimal.firstIndex(of: "."), decimal[point...].count <= 7 { return decimal }
    let cents = numerator / denominator
    return (numerator < 0 && cents == 0 ? "-" : "") + ExactAmount.text(cents, decimals: 2) + "…"
  }

  private static func scaled(_ numerator: Int128, over denominator: Int128, further: Int) -> Int128? {
    guard further <= 30 else { return nil }
    let (product, overflow) = numerator.multipliedReportingOverflow(by: power(of: 10, further))
    return overflow ? nil : product / denominator
  }

  private static func power(of base: Int128, _ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= base }
    return power
  }

  private static func text(_ scaled: Int128, decimals: Int) -> String {
    var digits = String(scaled.magnitude)
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    var after = digits.suffix(decimals)
    while after.count > 2, after.last == "0" { after = after.dropLast() }
    return (scaled < 0 ? "-" : "") + digits.dropLast(decimals) + "." + after
  }

  /// Reads exactly what `description` writes.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let point = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let read: ExactAmount?
    if parts.count == 2, let top = Int128(parts[0]), let bottom = Int128(parts[1]), bottom > 0 {
      let (cents, overflow) = top.multipliedReportingOverflow(by: 100)
      read = overflow ? nil : try? ExactAmount(cents: cents, over: bottom)
    } else if parts.count == 1, point.count == 2, (2...30).contains(point[1].utf8.count),
      let scaled = Int128(point[0] + point[1])
    {
      read = try? ExactAmount(cents: scaled, over: ExactAmount.power(of: 10, point[1].utf8.count - 2))
    } else {
      read = nil
    }
    guard let read, read.description == text else { return nil }
    self = read
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let amount = ExactAmount(text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "'\(text)' is not an exact amount such as 12.345 or 1300/3")
      )
    }
    self = amount
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
