import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// Rotation is loans paid out over the average daily capital.
@Suite struct RotationTests {
  private func rotation(_ movements: Movements, _ from: String, _ to: String) -> Rotation {
    Rotation([Movements.rent], movements.list, from: Movements.day(from), to: Movements.day(to))
  }

  @Test func `10,000, another 10,000 on 1 July and 30,000 lent are 1.99 for the year`() {
    var movements = Movements()
    movements.gift(1_000_000, "2026-01-01")
    for month in 1...6 {
      movements.lend(250_000, "2026-0\(month)-10")
      movements.repay(250_000, "2026-0\(month)-20")
    }
    movements.gift(1_000_000, "2026-07-01")
    movements.lend(1_500_000, "2026-08-01")
    let year = rotation(movements, "2026-01-01", "2026-12-31")
    #expect(year.lent == Money(cents: 3_000_000))
    #expect(year.capital.mean == Money(cents: 1_504_110))
    #expect(year.ratio.description == "1.99")
  }

  @Test func `lending and being repaid change no capital`() {
    var movements = Movements()
    movements.gift(1_000_000, "2026-01-01")
    let quiet = rotation(movements, "2026-01-01", "2026-03-31").capital
    movements.lend(600_000, "2026-02-01")
    movements.repay(200_000, "2026-03-01")
    #expect(rotation(movements, "2026-01-01", "2026-03-31").capital == quiet)
  }

  @Test func `what was there before the first day is capital, and what was lent before it is not lent again`() {
    var movements = Movements()
    movements.gift(1_000_000, "2025-05-01")
    movements.lend(400_000, "2025-06-01")
    movements.lend(100_000, "2026-06-01")
    let year = rotation(movements, "2026-01-01", "2026-12-31")
    #expect(year.lent == Money(cents: 100_000))
    #expect(year.ratio.description == "0.10")
  }

  @Test func `a disbursement that was reversed was never lent`() {
    var movements = Movements()
    movements.gift(1_000_000, "2026-01-01")
    movements.lend(400_000, "2026-02-01")
    movements.lend(-400_000, "2026-02-03")
    #expect(rotation(movements, "2026-01-01", "2026-12-31").lent == .zero)
  }

  @Test func `without capital rotation is not defined`() {
    let year = rotation(Movements(), "2026-01-01", "2026-12-31")
    #expect(year.ratio == .notDefined)
    #expect(year.ratio.description == "not defined")
  }
}
