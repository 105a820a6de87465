import LedgerCore

/// Finds the rate at which payments and advances are worth the same.
///
/// With δ = ln(1+X), worth(δ) = Σ payments·e^−δs − Σ advances·e^−δt. Its sign changes at the rate: the change is sought
/// outwards from δ = 0, then Newton's steps close in on it, and every fourth step halves, so that the end is certain.
struct RateSolver {
  /// What is paid less what is advanced at one time.
  private struct Event {
    let ticks: Int
    var cents: Int
  }

  /// In the order of time, each time once.
  private let events: [Event]

  /// ln 10,001 and −ln 0.01 in 2^−80: rates up to 1,000,000 % and down to −99 %.
  private static let greatest: Int128 = 11_134_739_169_658_750_590_964_175
  private static let least: Int128 = 5_567_309_141_560_507_648_922_294
  /// 2^−60 of δ: far below a thousand-millionth of a percent.
  private static let closeEnough: Int128 = 1 << 20

  init(advances: [RateFlow], payments: [RateFlow]) throws(CalculationError) {
    try RateSolver.check(advances, "advances")
    try RateSolver.check(payments, "payments")
    var cents: [Int: Int] = [:]
    for (flows, sign) in [(payments, 1), (advances, -1)] {
      for flow in flows {
        for index in 0..<flow.count {
          cents[flow.first.adding(index, flow.step).ticks, default: 0] += sign * flow.amount.cents
        }
      }
    }
    events = cents.map { Event(ticks: $0.key, cents: $0.value) }.sorted { $0.ticks < $1.ticks }
    if let first = events.first, let last = events.last, last.ticks - first.ticks > 200 * RateInterval.ticksOfYear {
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
    let most = CalculationLimits.amount
    if total > Int128(most.cents) { throw .invalid(member, "they come to more than \(most)") }
    if total == 0 { throw .invalid(member, "they come to nothing") }
  }

  func percentBillionths() throws(CalculationError) -> Int {
    let atZero = worth(at: 0, isDebit: true).value
    if atZero == 0 { return 0 }
    for isDebit in atZero > 0 ? [true, false] : [false, true] {
      guard let bracket = bracket(isDebit, sign: atZero.signum()) else { continue }
      return try percent(of: root(bracket, isDebit, sign: atZero.signum()), isDebit)
    }
    throw .impossible("payments", "no rate makes them worth the advances")
  }

  /// Two values of |δ| between which worth changes its sign; nil where it does not on this side of zero.
  private func bracket(_ isDebit: Bool, sign: Int128) -> ClosedRange<Int128>? {
    let end = isDebit ? RateSolver.greatest : RateSolver.least
    var near = Int128(0)
    var step = Int128(UnitFraction.one.raw >> 7)
    while near < end {
      let far = min(near + step, end)
      if worth(at: far, isDebit: isDebit).value.signum() != sign { return near...far }
      near = far
      step += step / 2
    }
    return nil
  }

  private func root(_ bracket: ClosedRange<Int128>, _ isDebit: Bool, sign: Int128) -> Int128 {
    var (near, far) = (bracket.lowerBound, bracket.upperBound)
    var guess = (near + far) / 2
    var steps = 0
    while far - near > RateSolver.closeEnough {
      let worth = worth(at: guess, isDebit: isDebit)
      if worth.value == 0 { return guess }
      if worth.value.signum() == sign { near = guess } else { far = guess }
      steps += 1
      let next = steps % 4 == 0 ? nil : worth.newton(from: guess)
      if let next, near < next, next < far {
        if (next - guess).magnitude <= RateSolver.closeEnough.magnitude { return next }
        guess = next
      } else {
        guess = (near + far) / 2
      }
    }
    return (near + far) / 2
  }

  /// e^δ − 1 in thousand-millionths of a percent.
  private func percent(of magnitude: Int128, _ isDebit: Bool) throws(CalculationError) -> Int {
    let scale: UInt128 = 100_000_000_000
    let power = UnitFraction.exponential(ofMinus: magnitude.magnitude).raw
    let (up, down) = isDebit ? (UnitFraction.one.raw, power) : (power, UnitFraction.one.raw)
    guard let grown = WideArithmetic.multiplyDivide(scale, up, by: down),
      let value = Int(exactly: Int128(grown) - Int128(scale))
    else { throw .impossible("payments", "the rate is too large to say") }
    return value
  }
}

extension RateSolver {
  /// The worth of all flows in 2^−80 cents, and how it falls as |δ| grows, in 2^−48 cents and ticks.
  private struct Worth {
    var value = Int128(0)
    var slope = Int128(0)

    mutating func add(_ cents: Int, _ power: UnitFraction, ticks: Int) {
      value += Int128(cents) * Int128(power.raw)
      slope += Int128(cents) * Int128(power.raw >> 32) * Int128(ticks)
    }

    /// Where the tangent at `guess` is zero; nil where it is level, or crosses too far away to say.
    func newton(from guess: Int128) -> Int128? {
      let unit = UInt128(RateInterval.ticksOfYear) << 48
      guard let step = WideArithmetic.multiplyDivide(value.magnitude, unit, by: slope.magnitude),
        step < 1 << 100
      else { return nil }
      return value.signum() == slope.signum() ? guess + Int128(step) : guess - Int128(step)
    }
  }

  /// Times are taken from the end at which e^−δt is one, so that no power is above it: from the earliest event where X
  /// is above zero (the borrower pays), from the latest where it is below. Each power is the one before it times that of
  /// the time between, of which a loan has few.
  private func worth(at magnitude: Int128, isDebit: Bool) -> Worth {
    var worth = Worth()
    var ratios: [Int: UnitFraction] = [:]
    var power = UnitFraction.one
    var distance = 0
    var last: Int?
    for index in events.indices {
      let event = events[isDebit ? index : events.count - 1 - index]
      let gap = abs(event.ticks - (last ?? event.ticks))
      let ratio = ratios[gap] ?? RateSolver.power(magnitude, gap)
      ratios[gap] = ratio
      power = power.times(ratio)
      distance += gap
      last = event.ticks
      worth.add(event.cents, power, ticks: distance)
    }
    return worth
  }

  private static func power(_ magnitude: Int128, _ ticks: Int) -> UnitFraction {
    UnitFraction.exponential(ofMinus: magnitude.magnitude * UInt128(ticks) / UInt128(RateInterval.ticksOfYear))
  }
}
