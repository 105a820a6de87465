import Bookkeeping
import Funds
import LedgerCore
import Testing

/// Restrictions from donor to use.
@Suite struct MoneyFlowTests {
  @Test func `what came less what was used is what is held`() {
    var movements = Movements()
    movements.gift(1_000_000, "2026-01-01")
    movements.grant(48_000, "arrears", "2026-02-01")
    movements.grant(12_000, "emergency", "2026-02-02")
    movements.lend(300_000, "2026-03-01")
    movements.repay(100_000, "2026-04-01")
    let flows = RestrictionFlows(Movements.rent, purposes: ["arrears"], movements.list)
    #expect(
      flows.flows == [
        .gifts: Money(cents: 1_000_000), .purpose("arrears"): Money(cents: -48_000),
        .purpose("emergency"): Money(cents: -12_000),
      ])
    #expect(flows.came == Money(cents: 1_000_000) && flows.used == Money(cents: 60_000))
    #expect(flows.available == Money(cents: 740_000) && flows.lent == Money(cents: 200_000))
    #expect(flows.held == flows.came - flows.used)
  }

  @Test func `a loss is a use of what was lent`() {
    var movements = Movements()
    movements.gift(500_000, "2026-01-01")
    movements.lend(500_000, "2026-01-02")
    movements.add("loan.written-off", "2026-06-01") {
      $0.post(Chart.loanLosses("casa"), Chart.loan(Movements.rent, Movements.loan), Money(cents: 80_000))
      $0.post(Chart.lent(Movements.rent), Chart.released(Movements.rent), Money(cents: 80_000))
    }
    let flows = RestrictionFlows(Movements.rent, purposes: [], movements.list)
    #expect(flows.flows[.loanLosses] == Money(cents: -80_000))
    #expect(flows.lent == Money(cents: 420_000) && flows.held == Money(cents: 420_000))
  }

  @Test func `a reserve behind guarantees stays with its restriction`() {
    var movements = Movements()
    movements.gift(500_000, "2026-01-01")
    movements.add("reserve.set", "2026-01-02") {
      $0.post(Chart.available(Movements.rent), Chart.guaranteeReserve(Movements.rent), Money(cents: 200_000))
    }
    let flows = RestrictionFlows(Movements.rent, purposes: [], movements.list)
    #expect(flows.flows == [.gifts: Money(cents: 500_000)])
    #expect(flows.guaranteeReserve == Money(cents: 200_000) && flows.held == Money(cents: 500_000))
  }

  @Test func `repayable capital comes and goes as capital`() {
    var movements = Movements()
    for (cents, day) in [(900_000, "2026-01-01"), (-300_000, "2026-05-01")] {
      movements.add(cents > 0 ? "capital.received" : "capital.returned", day) {
        $0.post(Chart.bank("main"), Chart.funders, Money(cents: cents))
        $0.post(Chart.repayable(Movements.rent), Chart.available(Movements.rent), Money(cents: cents))
      }
    }
    #expect(RestrictionFlows(Movements.rent, purposes: [], movements.list).flows == [.capital: Money(cents: 600_000)])
  }
}
