import Coaching
import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

@Suite struct PayDayTests {
  @Test(arguments: [
    (Frequency.monthly, "2027-01-31", "01-31 02-28 03-31 04-30"), (.twoMonthly, "2027-02-10", "02-10 04-10"),
    (.quarterly, "2027-01-05", "01-05 04-05"), (.fourWeekly, "2027-01-20", "01-20 02-17 03-17 04-14"),
    (.fortnightly, "2027-03-01", "03-01 03-15 03-29 04-12 04-26"), (.once, "2027-03-09", "03-09"),
    (.months([2, 4, 11]), "2027-02-15", "02-15 04-15"), (.yearly, "2027-04-30", "04-30"),
    (.halfYearly, "2027-06-01", ""), (.once, "2027-05-01", ""),
  ])
  func `days are counted from the next one`(frequency: Frequency, next: String, days: String) {
    let found = frequency.payDays(from: month("2027-01"), months: 4, next: day(next))
    #expect(found.map { String($0.description.dropFirst(5)) }.joined(separator: " ") == days)
  }

  @Test func `a thirteenth salary comes in December, a fourteenth in June too`() {
    func months(_ frequency: Frequency) -> [Int] {
      let days = frequency.payDays(from: month("2027-01"), months: 12, next: day("2027-01-27"))
      return (1...12).map { number in days.count { $0.month == number } }
    }
    #expect(months(.thirteenSalaries) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    #expect(months(.fourteenSalaries) == [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2])
  }

  @Test func `without a next day the first month in which it can be is the first`() {
    let first = month("2027-03")
    #expect(Frequency.quarterly.payDays(from: first, months: 4) == [day("2027-03-01"), day("2027-06-01")])
    #expect(Frequency.months([1, 6]).payDays(from: first, months: 12) == [day("2027-06-01"), day("2028-01-01")])
    #expect(Frequency.once.payDays(from: first, months: 12) == [day("2027-03-01")])
    #expect(Frequency.weekly.payDays(from: first, months: 1).count == 5)
  }

  @Test func `a window that begins later keeps the phase`() {
    let all = Frequency.fortnightly.payDays(from: month("2027-01"), months: 24, next: day("2027-01-08"))
    let later = Frequency.fortnightly.payDays(from: month("2028-02"), months: 6, next: day("2027-01-08"))
    #expect(later == all.filter { CivilMonth($0) >= month("2028-02") && CivilMonth($0) < month("2028-08") })
  }

  @Test(arguments: [
    (Frequency.weekly, "100.00", "433.33"), (.fortnightly, "100.00", "216.67"), (.fourWeekly, "100.00", "108.33"),
    (.monthly, "0.01", "0.01"), (.twoMonthly, "75.01", "37.51"), (.quarterly, "100.00", "33.33"),
    (.halfYearly, "100.00", "16.67"), (.yearly, "480.00", "40.00"), (.months([6, 7, 12]), "400.00", "100.00"),
    (.thirteenSalaries, "1200.00", "1300.00"), (.fourteenSalaries, "1200.00", "1400.00"), (.once, "900.00", "0.00"),
  ])
  func `a monthly equivalent is exact and rounded when it is shown`(
    frequency: Frequency, amount: String, shown: String
  ) throws {
    let equivalent = frequency.monthly(euros(amount))
    #expect(try equivalent.rounded() == euros(shown))
    let year = try equivalent.times(12)
    #expect(year.denominator == 1 && year.numerator == Int128(euros(amount).cents * frequency.perYear))
  }

  /// A window of twelve months has 365 or 366 days: one day, or two, more than 52 weeks.
  @Test func `the monthly equivalents of a line over twelve months are the calendar's sum`() throws {
    var random = SeededGenerator.printing()
    var extra = 0
    for _ in 0..<4_000 {
      let first = month("2024-01").advanced(by: Int.random(in: 0..<200, using: &random))
      let frequency = PayDayTests.frequency(&random)
      let amount = Money(cents: random.cents(upTo: 10_000_000))
      let next = PayDayTests.next(frequency, from: first, &random)
      let sheet = BudgetSheet.sample(
        month: first.description,
        income: [
          IncomeLine(name: "L", source: .other, amount: .amount(amount), frequency: frequency, next: next)
        ])
      #expect(sheet.fault == nil)
      let sum = BudgetCalendar(of: sheet).total(.income)
      let difference = sum - (try frequency.monthly(amount).times(12).rounded())
      let days = frequency.payDays(from: first, months: 12, next: next).count
      switch frequency {
      case .weekly, .fortnightly, .fourWeekly:
        let more = days - frequency.perYear
        #expect(more == 0 || more == 1, "\(frequency) from \(next.map(\.description) ?? "nowhere")")
        #expect(difference == Money(cents: amount.cents * more))
        extra += more
      case .once: #expect(sum == amount && difference == amount)
      default: #expect(difference == .zero && days == frequency.perYear, "\(frequency), \(first)")
      }
    }
    #expect(extra > 0)
  }

  private static func frequency(_ random: inout SeededGenerator) -> Frequency {
    let some = (1...12).filter { _ in Bool.random(using: &random) }
    return random.pick([
      .weekly, .fortnightly, .fourWeekly, .monthly, .twoMonthly, .quarterly, .halfYearly, .yearly, .thirteenSalaries,
      .fourteenSalaries, .once, .months(some.isEmpty ? [12] : some),
    ])
  }

  /// Nothing, or a day of the first period: a line that begins later has no whole year in the window.
  private static func next(
    _ frequency: Frequency, from first: CivilMonth, _ random: inout SeededGenerator
  ) -> CivilDate? {
    guard Bool.random(using: &random) else { return nil }
    let start = first.firstDay
    let days: Int
    switch frequency {
    case .weekly: days = 7
    case .fortnightly: days = 14
    case .fourWeekly: days = 28
    case .months(let months):
      let waiting = (0..<12).first { months.contains(first.advanced(by: $0).number) } ?? 0
      return first.advanced(by: waiting).firstDay.adding(days: Int.random(in: 0..<28, using: &random))
    case .twoMonthly: days = 59
    case .quarterly: days = 89
    case .halfYearly: days = 181
    case .yearly, .once: days = 365
    case .monthly, .thirteenSalaries, .fourteenSalaries: days = 28
    }
    return start.adding(days: Int.random(in: 0..<days, using: &random))
  }
}
