import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

/// Hours become money without drift.
struct ServiceCreditTests {
  @Test func `minutes are worth their part of the hourly rate, a half cent upwards`() throws {
    #expect(try ServiceCredit.worth(minutes: 22 * 60, hourlyRate: cents(700)) == cents(15_400))
    #expect(try ServiceCredit.worth(minutes: 1, hourlyRate: cents(700)) == cents(12))
    #expect(try ServiceCredit.worth(minutes: 3, hourlyRate: cents(10)) == cents(1))
    #expect(try ServiceCredit.worth(minutes: 0, hourlyRate: cents(700)) == .zero)
  }

  @Test func `hours above the monthly cap are carried over`() throws {
    let first = try ServiceCredit.step(credited: 0, waiting: 22 * 60, hourlyRate: cents(700), cap: cents(14_000))
    #expect(first.amount == cents(14_000) && first.creditedMinutes == 1_200 && first.carriedMinutes == 120)
    let second = try ServiceCredit.step(
      credited: first.creditedMinutes, waiting: first.carriedMinutes + 600, hourlyRate: cents(700), cap: cents(14_000))
    #expect(second.amount == cents(8_400) && second.carriedMinutes == 0)
    #expect(first.amount + second.amount == cents(22_400))
  }

  @Test func `however the minutes are cut, the credits sum to the worth of all of them`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<500 {
      let rate = cents(Int.random(in: 0...5_000, using: &random))
      let cap = random.pick([nil, cents(Int.random(in: 0...20_000, using: &random))])
      var (credited, waiting, total, all) = (0, 0, Money.zero, 0)
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let minutes = Int.random(in: 0...2_000, using: &random)
        all += minutes
        let step = try ServiceCredit.step(
          credited: credited, waiting: waiting + minutes, hourlyRate: rate, cap: cap)
        credited += step.creditedMinutes
        waiting = step.carriedMinutes
        total += step.amount
        #expect(step.amount <= cap ?? step.amount && credited + waiting == all)
      }
      #expect(total == (try ServiceCredit.worth(minutes: credited, hourlyRate: rate)))
    }
  }

  @Test(arguments: [(-1, 1, 0), (Int.max, 1, 0), (1, -1, 0), (1, .max, 0), (1, 1, -1), (1, 1, Int.max)])
  func `what cannot be is refused`(credited: Int, waiting: Int, rate: Int) {
    #expect(throws: CalculationError.self) {
      try ServiceCredit.step(credited: credited, waiting: waiting, hourlyRate: cents(rate))
    }
  }
}
