import LedgerCore

/// Finds the rate at which payments and advances are worth the same.
///
/// With δ = ln(1+X), worth(δ) = Σ payments·e^−δs − Σ advances·e^−δt. The sign of worth changes at the rate; it is sought
/// outwards from δ = 0 and then halved down to 2^−60.
struct RateSolver {
  private let advances: [RateFlow]
  private let payments: [RateFlow]
  private let earliest: RateInterval
  private let latest: RateInterval

  /// ln 10,001 and ln 0.01, rounded inwards: rates up to 1,000,000 % and down to −99 %.
  private static let greatest: Int128 = 11_134_000_000_000_000_000_000_000
  private static let least: Int128 = -5_567_000_000_000_000_000_000_000
  private static let closeEnough: Int128 = 1 << 20

  init(advances: [RateFlow], payments: [RateFlow]) throws(CalculationError) {
    try RateSolver.check(advances, "advances")
    try RateSolver.check(payments, "payments")
    self.advances = advances
    self.payments = payments
    earliest = (advances + payments).map(\.first).min() ?? .zero
    latest = (advances + payments).map(\.last).max() ?? .zero
    guard latest.ticks - earliest.ticks <= 200 * RateInterval.ticksOfYear else {
      throw .invalid("payments", "they reach over more than two hundred years")
    }
  }

  private static func check(_ flows: [RateFlow], _ member: String) throws(CalculationError) {
    if flows.isEmpty { throw .invalid(member, "there is none") }
    var count = 0
    var total = Int128(0)
    for (index, flow) in flows.enumerated() {
      try CalculationLimits.require(flow.amount, "\(member)[\(index)].amount")
      try CalculationLimits.require(count: flow.count, "\(member)[\(index)].count", in: 1...CalculationLimits.items)
      count += flow.count
      total += Int128(flow.amount.cents) * Int128(flow.count)
      try CalculationLimits.require(count: count, member, in: 1...CalculationLimits.items)
    }
    if total > Int128(CalculationLimits.amount.cents) { throw .invalid(member, "together above \(CalculationLimits.amount)") }
    if total == 0 { throw .invalid(member, "nothing is paid") }
  }

  func percentBillionths() throws(CalculationError) -> Int {
    let atZero = worth(at: 0)
    if atZero == 0 { return 0 }
    guard var (near, far) = bracket(atZero) else {
      throw .impossible("payments", "no rate makes them worth the advances")
    }
    let sign = atZero.signum()
    while (far - near).magnitude > RateSolver.closeEnough.magnitude {
      let middle = (near + far) / 2
      if worth(at: middle).signum() == sign { near = middle } else { far = middle }
    }
    return try percent(of: (near + far) / 2)
  }

  /// Two values of δ, the first nearer to zero, between which worth changes its sign; first where the usual rate is.
  private func bracket(_ atZero: Int128) -> (near: Int128, far: Int128)? {
    let upwards = atZero > 0
    for end in upwards ? [RateSolver.greatest, RateSolver.least] : [RateSolver.least, RateSolver.greatest] {
      var near = Int128(0)
      var step = Int128(UnitFraction.one.raw >> 7)
      while near != end {
        let far = end > 0 ? min(near + step, end) : max(near - step, end)
        if worth(at: far).signum() != atZero.signum() { return (near, far) }
        near = far
        step += step / 2
      }
    }
    return nil
  }

  /// In 2^−80 cents. Times are taken from the end at which e^−δt is one, so that no power is above it.
  private func worth(at delta: Int128) -> Int128 {
    var sum = Int128(0)
    for flow in payments { sum += Int128(flow.amount.cents) * Int128(weight(of: flow, at: delta)) }
    for flow in advances { sum -= Int128(flow.amount.cents) * Int128(weight(of: flow, at: delta)) }
    return sum
  }

  /// The sum of a flow's powers.
  private func weight(of flow: RateFlow, at delta: Int128) -> UInt128 {
    let distance = delta >= 0 ? flow.first.ticks - earliest.ticks : latest.ticks - flow.last.ticks
    var power = RateSolver.power(delta, ticks: distance)
    guard flow.count > 1 else { return power.raw }
    let ratio = RateSolver.power(delta, ticks: flow.step.ticks)
    var sum = UInt128(0)
    for _ in 0..<flow.count {
      sum += power.raw
      power = power.times(ratio)
    }
    return sum
  }

  private static func power(_ delta: Int128, ticks: Int) -> UnitFraction {
    UnitFraction.exponential(ofMinus: delta.magnitude * UInt128(ticks) / UInt128(RateInterval.ticksOfYear))
  }

  /// e^δ − 1 in thousand-millionths of a percent.
  private func percent(of delta: Int128) throws(CalculationError) -> Int {
    let scale: UInt128 = 100_000_000_000
    let power = UnitFraction.exponential(ofMinus: delta.magnitude).raw
    let grown =
      delta >= 0
      ? WideArithmetic.multiplyDivide(scale, UnitFraction.one.raw, by: power)
      : WideArithmetic.multiplyDivide(scale, power, by: UnitFraction.one.raw)
    guard let grown, let value = Int(exactly: Int128(grown) - Int128(scale)) else {
      throw .impossible("payments", "the rate is too large to say")
    }
    return value
  }
}
