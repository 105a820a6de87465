import Funds
import LedgerCore
import Testing

@Suite struct PlanSplitTests {
  private func debts(_ amounts: [(amount: Int, tier: Int, cap: Int?)]) -> [PlanState.Debt] {
    amounts.enumerated().map { index, debt in
      PlanState.Debt(
        PlanDebt(
          amount: .eur(debt.amount), creditor: ULID(high: 1, low: UInt64(index)), nature: .utility, tier: debt.tier,
          cap: debt.cap.map { .eur($0) }))
    }
  }

  private let first = CivilDate(year: 2026, month: 4, day: 5) ?? CivilDate(dayNumber: 0)

  @Test func `the domain's tiers and caps`() throws {
    let split = try PlanSplit.instalments(
      [(first, .eur(100))], among: debts([(1_200, 1, 60), (300, 2, 300), (900, 2, 900)]), minimum: .zero)
    #expect(split.map(\.shares) == [[.eur(60), .eur(10), .eur(30)]])
  }

  @Test func `the domain's minimum raises and never drops`() throws {
    let split = try PlanSplit.instalments(
      [(first, .eur(20))], among: debts([(900, 1, nil), (60, 1, nil), (40, 1, nil)]), minimum: .eur(5))
    #expect(split.map(\.shares) == [[.eur(10), .eur(5), .eur(5)]])
  }

  @Test func `minimums that do not fit are refused`() throws {
    let refusal = #expect(throws: Refusal.self) {
      try PlanSplit.instalments(
        [(self.first, .eur(10))], among: self.debts([(900, 1, nil), (60, 1, nil), (40, 1, nil)]), minimum: .eur(5))
    }
    #expect(refusal?.code.id == "plan.split-invalid")
  }

  @Test func `equal months end with the rest, and pay every debt to the cent`() throws {
    let owed = debts([(1_200, 1, 60), (300, 2, nil), (900, 2, nil)])
    let split = try PlanSplit.monthly(.eur(100), from: first, among: owed, minimum: .eur(5))
    #expect(split.count == 24)
    #expect(split.map(\.due).prefix(2).map(\.description) == ["2026-04-05", "2026-05-05"])
    for index in owed.indices {
      #expect(split.reduce(Money.zero) { $0 + $1.shares[index] } == owed[index].outstanding)
    }
    #expect(split.allSatisfy { $0.amount <= .eur(100) && $0.shares[0] <= .eur(60) })
  }

  @Test func `a cap makes the months smaller that nobody else can take`() throws {
    let split = try PlanSplit.monthly(.eur(100), from: first, among: debts([(150, 1, 60)]), minimum: .zero)
    #expect(split.map(\.amount) == [.eur(60), .eur(60), .eur(30)])
  }

  @Test func `a month that never ends is refused`() throws {
    let refusal = #expect(throws: Refusal.self) {
      try PlanSplit.monthly(.eur(1), from: self.first, among: self.debts([(1_200, 1, nil)]), minimum: .zero)
    }
    #expect(refusal?.code.id == "plan.instalments-invalid")
  }
}
