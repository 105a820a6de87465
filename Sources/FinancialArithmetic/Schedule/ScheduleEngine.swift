import LedgerCore

/// Computes schedules: each interest is round(balance · i_k), the last instalment closes to exactly zero.
struct ScheduleEngine {
  private let terms: ScheduleTerms
  private let calendar: ScheduleCalendar
  private let tranches: [ScheduleTerms.Tranche]
  /// To what interest and shares are rounded, and to what whole instalments are.
  private let grid: AmountGrid
  private let instalmentGrid: AmountGrid

  init(_ terms: ScheduleTerms) throws(CalculationError) {
    try ScheduleEngine.check(terms)
    let calendar = try ScheduleCalendar(terms)
    let step = ScheduleEngine.step(decimals: terms.decimals)
    try ScheduleEngine.check(step, "principal", terms.principal)
    if let multiple = terms.roundInstalmentTo { try ScheduleEngine.check(step, "roundInstalmentTo", multiple) }
    self.terms = terms
    self.calendar = calendar
    tranches = terms.tranches ?? []
    grid = AmountGrid(step: step, rounding: terms.rounding)
    instalmentGrid = AmountGrid(step: terms.roundInstalmentTo ?? step, rounding: terms.rounding)
    try checkTranches()
  }

  private static func check(_ terms: ScheduleTerms) throws(CalculationError) {
    try CalculationLimits.require(terms.principal, "principal", from: Money(cents: 1))
    try CalculationLimits.require(count: terms.decimals, "decimals", in: -4...2)
    if let multiple = terms.roundInstalmentTo {
      try CalculationLimits.require(multiple, "roundInstalmentTo", from: Money(cents: 1))
    }
    if terms.method == .interestFree, terms.annualRatePercent > .zero {
      throw .invalid("annualRatePercent", "an interest-free loan has a rate of 0, not \(terms.annualRatePercent)")
    }
    let count = terms.due.count
    try CalculationLimits.require(count: terms.pause, "pause", in: 0...CalculationLimits.instalments)
    try CalculationLimits.require(count: terms.interestOnly, "interestOnly", in: 0...CalculationLimits.instalments)
    guard terms.pause + terms.interestOnly < count else {
      let without = "\(terms.pause) paused and \(terms.interestOnly) of interest only"
      throw .invalid("instalments", "of \(count), \(without) leave none that repays principal")
    }
  }

  private static func step(decimals: Int) -> Money {
    var cents = 1
    for _ in decimals..<2 { cents *= 10 }
    return Money(cents: cents)
  }

  private static func check(_ step: Money, _ member: String, _ money: Money) throws(CalculationError) {
    guard money.cents % step.cents == 0 else { throw .invalid(member, "\(money) is no multiple of \(step)") }
  }

  /// Principal is level once it begins to be repaid: a tranche comes before that, and after disbursement.
  private func checkTranches() throws(CalculationError) {
    guard tranches.count <= CalculationLimits.instalments else { throw .invalid("tranches", "there are too many") }
    var left = terms.principal
    for (index, tranche) in tranches.enumerated() {
      let member = "tranches[\(index)]"
      try CalculationLimits.require(tranche.amount, member, from: Money(cents: 1))
      left -= tranche.amount
      guard left.isPositive else { throw .invalid(member, "tranches leave nothing to pay out on \(terms.disbursed)") }
      let earliest = calendar.dates[terms.pause + terms.interestOnly]
      guard tranche.date > terms.disbursed, tranche.date < earliest else {
        throw .invalid(
          member, "\(tranche.date) is not between \(terms.disbursed) and the first repayment of principal, \(earliest)")
      }
    }
  }

  func schedule() throws(CalculationError) -> Schedule {
    let grace = terms.pause + terms.interestOnly
    let level = try levelAmount(of: calendar.fractions[grace...])
    var parts: [(due: CivilDate, principal: Money, interest: Money)] = []
    try checkCoarseness(level: level, from: grace)
    var balance = terms.principal
    var carried = Money.zero
    for (index, due) in calendar.dates.enumerated() {
      let interest = try interest(index, on: terms.method == .flat ? terms.principal : balance)
      guard index >= terms.pause else {
        carried += interest
        parts.append((due, .zero, .zero))
        continue
      }
      var principal = Money.zero
      if index == calendar.dates.count - 1 {
        principal = balance
      } else if index >= grace {
        principal = min(balance, max(.zero, share(level: level, interest: interest)))
      }
      balance -= principal
      parts.append((due, principal, interest + carried))
      carried = .zero
    }
    let schedule = Schedule(parts)
    if let fault = schedule.fault { throw .impossible("principal", fault) }
    return schedule
  }

  /// Rounding to a coarse multiple must not turn a loan into one that is repaid by its last instalment alone.
  private func checkCoarseness(level: Int128, from grace: Int) throws(CalculationError) {
    guard let multiple = terms.roundInstalmentTo, grace < calendar.dates.count - 1 else { return }
    let interest = try interest(grace, on: terms.principal)
    if share(level: level, interest: interest).isPositive { return }
    let exact = Money(cents: Int(terms.rounding.divide(level, by: 1_000_000)))
    throw .impossible("roundInstalmentTo", "\(exact) rounded to a multiple of \(multiple) repays no principal")
  }

  /// round(balance · i_k), less what tranches paid out only later in the period, or after it, do not owe yet.
  private func interest(_ index: Int, on balance: Money) throws(CalculationError) -> Money {
    let start = index == 0 ? terms.disbursed : calendar.dates[index - 1]
    let fraction = calendar.fractions[index]
    let year = AnnualRate.wholeMillionths * Int128(fraction.denominator)
    var owed = Int128(balance.cents) * Int128(fraction.numerator)
    for tranche in tranches where tranche.date > start {
      let until = min(tranche.date, calendar.dates[index])
      let missing = until == calendar.dates[index] ? fraction : terms.dayCount.fraction(from: start, to: until)
      owed -= Int128(tranche.amount.cents) * Int128(missing.numerator)
    }
    let interest = grid.amount(max(0, owed) * Int128(terms.annualRatePercent.millionths), dividedBy: year)
    if interest > CalculationLimits.amount {
      throw .impossible(
        "annualRatePercent", "the interest of instalment \(index + 1) is above \(CalculationLimits.amount)")
    }
    return interest
  }

  /// The level instalment of the French method, the level share of principal of the others; in millionths of a cent.
  private func levelAmount(of periods: ArraySlice<YearFraction>) throws(CalculationError) -> Int128 {
    switch terms.method {
    case .french:
      guard let level = Annuity.instalment(of: terms.principal, at: terms.annualRatePercent, over: Array(periods))
      else {
        throw .impossible("principal", "the instalment is too large")
      }
      return level
    case .constantPrincipal, .interestFree, .flat:
      return terms.rounding.divide(Int128(terms.principal.cents) * 1_000_000, by: Int128(periods.count))
    }
  }

  /// The principal of an instalment that is not the last.
  private func share(level: Int128, interest: Money) -> Money {
    switch terms.method {
    case .french: instalmentGrid.amount(level, dividedBy: 1_000_000) - interest
    case .constantPrincipal, .interestFree: instalmentGrid.amount(level, dividedBy: 1_000_000)
    case .flat where terms.roundInstalmentTo == nil: grid.amount(level, dividedBy: 1_000_000)
    case .flat: instalmentGrid.amount(level + Int128(interest.cents) * 1_000_000, dividedBy: 1_000_000) - interest
    }
  }
}
