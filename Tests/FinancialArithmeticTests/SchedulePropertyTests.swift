import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

/// What holds for any terms whatever.
struct SchedulePropertyTests {
  private struct Maker {
    var random: SeededGenerator

    mutating func terms() throws -> ScheduleTerms {
      let method = random.pick(RepaymentMethod.allCases)
      let period = Period(every: Int.random(in: 1...4, using: &random), unit: random.pick(Period.Unit.allCases))
      let count = Int.random(in: 1...(Bool.random(using: &random) ? 24 : 250), using: &random)
      let disbursed = CivilDate(dayNumber: Int.random(in: 10_000...40_000, using: &random))
      let first = Bool.random(using: &random) ? nil : disbursed.adding(days: Int.random(in: 0...400, using: &random))
      let grace = Int.random(in: 0..<count, using: &random)
      let pause = Int.random(in: 0...grace, using: &random)
      let decimals = random.pick([2, 2, 2, 1, 0])
      let step = [2: 1, 1: 10, 0: 100][decimals] ?? 1
      let cents = max(step, random.cents(upTo: CalculationLimits.amount.cents / 1_000_000) / step * step)
      return ScheduleTerms(
        method: method, principal: Money(cents: cents), annualRatePercent: try rate(method),
        dayCount: random.pick(DayCount.allCases), disbursed: disbursed,
        due: try due(period, disbursed, first, count), pause: pause, interestOnly: grace - pause,
        rounding: random.pick(Rounding.allCases), decimals: decimals,
        roundInstalmentTo: random.pick([nil, nil, Money(cents: step), Money(cents: step * 100)]))
    }

    private mutating func rate(_ method: RepaymentMethod) throws -> AnnualRate {
      if method == .interestFree { return .zero }
      let millionths = random.pick([0, 1_000, 4_500_000, 99_000_000, random.cents(upTo: 1_000_000_000)])
      return try AnnualRate(millionthsOfPercent: millionths)
    }

    private mutating func due(
      _ period: Period, _ disbursed: CivilDate, _ first: CivilDate?, _ count: Int
    ) throws -> DueDates {
      if Int.random(in: 0..<4, using: &random) > 0 { return .every(period, first: first, count: count) }
      var date = disbursed
      return .given(
        (0..<count).map { _ in
          date = date.adding(days: Int.random(in: 1...90, using: &random))
          return date
        })
    }
  }

  @Test func `any schedule closes to zero, and its instalments are principal and interest`() throws {
    var maker = Maker(random: .printing())
    var computed = 0
    for _ in 0..<4_000 {
      let terms = try maker.terms()
      let schedule: Schedule
      do throws(CalculationError) {
        schedule = try terms.schedule()
      } catch {
        #expect(error.cause == .noAnswer, "\(error): \(terms)")
        continue
      }
      computed += 1
      try check(schedule, of: terms)
      guard schedule.fault(for: terms) == nil else { return }
    }
    #expect(computed > 3_000, "only \(computed) of the terms have a schedule")
  }

  private func check(_ schedule: Schedule, of terms: ScheduleTerms) throws {
    let rows = schedule.rows
    #expect(schedule.fault(for: terms) == nil, "\(terms)")
    #expect(rows.count == terms.due.count && rows.last?.balance == .zero, "\(terms)")
    #expect(rows.reduce(.zero) { $0 + $1.instalment } == schedule.totals.instalment, "\(terms)")
    #expect(schedule.totals.instalment == terms.principal + schedule.totals.interest, "\(terms)")
    var balance = terms.principal
    for row in rows {
      balance -= row.principal
      try #require(row.balance == balance && row.principal >= .zero && row.interest >= .zero, "\(terms)")
      if row.number <= terms.pause { try #require(row.instalment == .zero, "\(terms)") }
      if row.number <= terms.pause + terms.interestOnly { try #require(row.principal == .zero, "\(terms)") }
    }
    #expect(terms.annualRatePercent > .zero || schedule.totals.interest == .zero, "\(terms)")
  }

  @Test func `equal terms give level instalments, and the rate of the payments is that of the loan`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<30 {
      let count = Int.random(in: 2...120, using: &random)
      let rate = try AnnualRate(millionthsOfPercent: Int.random(in: 100_000...30_000_000, using: &random))
      let principal = Money(cents: Int.random(in: 50_000_000...900_000_000, using: &random))
      let terms = ScheduleTerms(
        method: .french, principal: principal, annualRatePercent: rate, disbursed: day("2026-01-15"),
        due: .every(.monthly, first: nil, count: count))
      let rows = try terms.schedule().rows
      #expect(Set(rows.dropLast().map(\.instalment)).count == 1)
      let residue = (rows[0].instalment - rows[count - 1].instalment).magnitude
      #expect(residue <= Money(cents: 20 * count), "\(terms): \(residue)")
      let annual = try AnnualPercentageRate(
        advances: [DatedAmount(date: terms.disbursed, amount: principal)],
        payments: rows.map { DatedAmount(date: $0.due, amount: $0.instalment) })
      #expect(abs(annual.billionths - effective(rate)) < 100_000, "\(terms): \(annual.percent(decimals: 6))")
    }
  }

  /// (1 + r/12)^12 − 1 in billionths of a percent, by the binomial theorem in integers.
  private func effective(_ rate: AnnualRate) -> Int {
    let one: Int128 = 1_000_000_000_000
    let factor = one + Int128(rate.millionths) * 10_000 / 12
    let grown = (0..<12).reduce(one) { product, _ in product * factor / one }
    return Int((grown - one) / 10)
  }

  @Test func `extreme terms are computed or refused, never worse`() throws {
    var random = SeededGenerator.printing()
    let numbers = [Int.min, -1, 0, 1, 2, 599, 600, 1_200, 1_201, 36_525, 1 << 40, Int.max - 1, Int.max]
    for _ in 0..<20_000 {
      let terms = ScheduleTerms(
        method: random.pick(RepaymentMethod.allCases),
        principal: Money(cents: random.pick(numbers + [CalculationLimits.amount.cents])),
        annualRatePercent: random.pick([.zero, .maximum, try percent("0.000001")]),
        dayCount: random.pick(DayCount.allCases),
        disbursed: CivilDate(dayNumber: random.pick([-719_162, 0, 20_000, 2_932_896])),
        due: .every(
          Period(every: random.pick(numbers), unit: random.pick(Period.Unit.allCases)),
          first: random.pick([nil, CivilDate(dayNumber: 20_000), CivilDate(dayNumber: 2_932_896)]),
          count: random.pick(numbers)),
        pause: random.pick(numbers), interestOnly: random.pick(numbers), decimals: random.pick(numbers + [2, 2, 2]),
        roundInstalmentTo: random.pick([nil, Money(cents: random.pick(numbers))]))
      do throws(CalculationError) {
        let schedule = try terms.schedule()
        #expect(schedule.fault(for: terms) == nil, "\(terms)")
      } catch {
        #expect(!error.reason.isEmpty)
      }
    }
  }
}
