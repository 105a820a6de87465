import FinancialArithmetic
import LedgerCore
import Testing

/// Short ways to write terms and dates.
func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: .min) }
func cents(_ cents: Int) -> Money { Money(cents: cents) }
func percent(_ text: String) throws -> AnnualRate { try AnnualRate(parsing: text) }

func terms(
  _ method: RepaymentMethod = .french, _ principal: Int = 120_000, at rate: String = "12",
  counting dayCount: DayCount = .thirty360, from disbursed: String = "2026-01-15", first: String? = nil,
  every period: Period = .monthly, times count: Int = 12, pause: Int = 0, interestOnly: Int = 0,
  rounding: Rounding = .halfUp, decimals: Int = 2, to multiple: Int? = nil, tranches: [ScheduleTerms.Tranche]? = nil
) throws -> ScheduleTerms {
  ScheduleTerms(
    method: method, principal: cents(principal), annualRatePercent: try percent(rate), dayCount: dayCount,
    disbursed: day(disbursed), due: .every(period, first: first.map(day), count: count), pause: pause,
    interestOnly: interestOnly, rounding: rounding, decimals: decimals,
    roundInstalmentTo: multiple.map(Money.init(cents:)), tranches: tranches)
}

/// Figures worked out by hand, and those of the domain.
struct ScheduleTests {
  @Test func `a level instalment is rounded to the cent and the last one closes`() throws {
    let rows = try terms(.french, 100_000, at: "6", times: 3).schedule().rows
    #expect(rows.map(\.instalment.cents) == [33667, 33667, 33668])
    #expect(rows.map(\.interest.cents) == [500, 334, 168])
    #expect(rows.map(\.balance.cents) == [66833, 33500, 0])
    #expect(rows.map(\.due.description) == ["2026-02-15", "2026-03-15", "2026-04-15"])
  }

  @Test func `a pause carries its interest to the first instalment and never capitalises it`() throws {
    let schedule = try terms(.french, 120_000, times: 14, pause: 2).schedule()
    let usual = try terms(.french, 120_000, from: "2026-03-15", times: 12).schedule()
    #expect(schedule.rows[0...1].allSatisfy { $0.instalment == .zero && $0.balance == cents(120_000) })
    #expect(schedule.rows[2].interest == usual.rows[0].interest + cents(2_400))
    #expect(schedule.rows[2].principal == usual.rows[0].principal)
    #expect(schedule.rows[3...].map(\.instalment) == usual.rows[1...].map(\.instalment))
    #expect(schedule.totals.interest == usual.totals.interest + cents(2_400))
  }

  @Test func `while only interest is paid, nothing is repaid`() throws {
    let rows = try terms(.constantPrincipal, 120_000, times: 6, interestOnly: 3).schedule().rows
    #expect(rows.map(\.principal.cents) == [0, 0, 0, 40_000, 40_000, 40_000])
    #expect(rows.map(\.interest.cents) == [1_200, 1_200, 1_200, 1_200, 800, 400])
  }

  @Test func `after a pause, instalments of interest only come first`() throws {
    let rows = try terms(.french, 120_000, times: 5, pause: 1, interestOnly: 2).schedule().rows
    #expect(rows.map(\.interest.cents).prefix(3) == [0, 2_400, 1_200])
    #expect(rows.map { $0.principal.isPositive } == [false, false, false, true, true])
  }

  @Test func `flat interest is always on the whole principal`() throws {
    let schedule = try terms(.flat, 100_000, times: 3).schedule()
    #expect(schedule.rows.map(\.interest.cents) == [1_000, 1_000, 1_000])
    #expect(schedule.rows.map(\.principal.cents) == [33_333, 33_333, 33_334])
    let whole = try terms(.flat, 125_000, times: 3, to: 100).schedule()
    #expect(whole.rows.map(\.instalment.cents) == [42_900, 42_900, 42_950])
  }

  @Test func `without interest the shares are equal and the last takes the cents`() throws {
    let schedule = try terms(.interestFree, 100_000, at: "0", times: 7).schedule()
    #expect(schedule.rows.map(\.instalment.cents) == Array(repeating: 14_286, count: 6) + [14_284])
    #expect(schedule.totals.interest == .zero)
    #expect(try terms(.french, 100_000, at: "0", times: 7).schedule().rows == schedule.rows)
  }

  @Test func `one instalment repays all, with its interest`() throws {
    let rows = try terms(.french, 100_001, at: "0.5", times: 1).schedule().rows
    #expect(rows.count == 1 && rows[0].principal == cents(100_001) && rows[0].interest == cents(42))
  }

  @Test(arguments: ["0.001", "4.5", "99", "1000"], RepaymentMethod.allCases)
  func `six hundred months close at any rate`(rate: String, method: RepaymentMethod) throws {
    let rate = method == .interestFree ? "0" : rate
    let schedule = try terms(method, 10_000_000, at: rate, times: 600).schedule()
    #expect(schedule.rows.count == 600 && schedule.rows[599].balance == .zero)
    #expect(schedule.totals.principal == cents(10_000_000))
    #expect(schedule.fault == nil)
  }

  @Test func `a long first period is paid for, and principal is never negative`() throws {
    let long = try terms(.french, 2_000_000, at: "60", first: "2028-01-15", times: 4).schedule()
    #expect(long.rows[0].principal == .zero && long.rows[0].interest == cents(2_400_000))
    #expect(long.rows.allSatisfy { $0.principal >= .zero } && long.totals.principal == cents(2_000_000))
  }

  @Test func `given days are discounted each with its own stretch`() throws {
    let dates = ["2026-02-14", "2026-05-15", "2026-12-31"].map(day)
    let given = ScheduleTerms(
      method: .french, principal: cents(100_000), annualRatePercent: try percent("10"), dayCount: .actual365,
      disbursed: day("2026-01-15"), due: .given(dates))
    let rows = try given.schedule().rows
    #expect(rows.map(\.due) == dates)
    // 30, 90 and 230 days: 1/1.00821917… + 1/(1.00821917…·1.02465753…) + … = 2.87042723…, and 1,000 over that 348.38.
    #expect(rows.map(\.interest.cents) == [822, 1_627, 2_065])
    #expect(rows.map(\.principal.cents) == [34_016, 33_211, 32_773])
  }

  @Test func `instalments rounded to whole units leave the rest to the last`() throws {
    let rows = try terms(.french, 500_000, times: 18, to: 100).schedule().rows
    #expect(rows.dropLast().allSatisfy { $0.instalment == cents(30_500) })
    #expect(rows[17].balance == .zero)
  }

  @Test func `principal that is repaid early leaves rows of nothing`() throws {
    let rows = try terms(.interestFree, 100_000, at: "0", times: 12, to: 10_000).schedule().rows
    #expect(rows.map(\.instalment.cents) == Array(repeating: 10_000, count: 10) + [0, 0])
  }

  @Test func `half-even and half-up part where the half is exact`() throws {
    // 1,250.00 at 15 % for a month: 15.625.
    #expect(try terms(.french, 125_000, at: "15", times: 4).schedule().rows[0].interest.cents == 1_563)
    let even = try terms(.french, 125_000, at: "15", times: 4, rounding: .halfEven).schedule()
    #expect(even.rows[0].interest.cents == 1_562)
  }

  @Test func `whole units have no cents`() throws {
    let schedule = try terms(.french, 1_000_000, times: 7, decimals: 0).schedule()
    #expect(schedule.rows.allSatisfy { $0.principal.cents % 100 == 0 && $0.interest.cents % 100 == 0 })
  }

  @Test func `a tranche bears interest from the day it is paid out`() throws {
    let tranche = ScheduleTerms.Tranche(date: day("2026-03-01"), amount: cents(60_000))
    let schedule = try terms(.french, 120_000, times: 6, interestOnly: 2, tranches: [tranche]).schedule()
    // 600.00 for a month; then 600.00 for a month and 600.00 for the 14 days of 30 from 1 to 15 March.
    #expect(schedule.rows.map(\.interest.cents).prefix(3) == [600, 600 + 280, 1_200])
    #expect(schedule.totals.principal == cents(120_000))
  }
}
