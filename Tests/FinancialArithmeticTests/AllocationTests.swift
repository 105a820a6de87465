import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

/// Which debts a payment reaches.
struct AllocationTests {
  private let dues = [
    OpenDue(due: day("2026-03-01"), interest: cents(500), principal: cents(10_000)),
    OpenDue(due: day("2026-02-01"), expenses: cents(200), interest: cents(300), principal: cents(10_000)),
  ]

  @Test func `the oldest due is paid whole before the next, and in it expenses, interest, principal`() throws {
    let paid = try Allocation(of: cents(10_800), over: dues)
    #expect(paid.parts.map(\.index) == [1, 0])
    #expect(paid.parts[0].total == cents(10_500))
    #expect(paid.parts[1].interest == cents(300) && paid.parts[1].principal == .zero)
    #expect(paid.expenses == cents(200) && paid.interest == cents(600) && paid.principal == cents(10_000))
    #expect(paid.unallocated == .zero)
  }

  @Test func `a small payment does not reach the principal unless the creditor consents`() throws {
    let lawful = try Allocation(of: cents(400), over: dues)
    #expect(lawful.expenses == cents(200) && lawful.interest == cents(200) && lawful.principal == .zero)
    let consented = try Allocation(of: cents(400), over: dues, order: .principalFirst)
    #expect(consented.principal == cents(400) && consented.parts.count == 1)
  }

  @Test func `what nobody needs stays unallocated`() throws {
    let paid = try Allocation(of: cents(30_000), over: dues)
    #expect(paid.unallocated == cents(9_000))
    #expect(try Allocation(of: cents(5), over: []).unallocated == cents(5))
    #expect(try Allocation(of: .zero, over: dues).parts.isEmpty)
  }

  @Test func `amounts that cannot be are refused by name`() throws {
    #expect(throws: CalculationError.self) { try Allocation(of: cents(-1), over: dues) }
    #expect(throws: CalculationError.self) { try Allocation(of: cents(.max), over: dues) }
    let negative = OpenDue(due: day("2026-01-01"), interest: cents(-1), principal: .zero)
    #expect(throws: CalculationError.invalid("dues[0]", "-0.01 is below 0.00")) {
      try Allocation(of: cents(1), over: [negative])
    }
  }

  @Test func `nothing is lost and nothing is paid twice`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<2_000 {
      let dues = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        OpenDue(
          due: CivilDate(dayNumber: Int.random(in: 0...5, using: &random)),
          expenses: cents(Int.random(in: 0...50, using: &random)),
          interest: cents(Int.random(in: 0...50, using: &random)),
          principal: cents(Int.random(in: 0...500, using: &random)))
      }
      let amount = cents(Int.random(in: 0...3_000, using: &random))
      let paid = try Allocation(of: amount, over: dues, order: random.pick(AllocationOrder.allCases))
      #expect(paid.expenses + paid.interest + paid.principal + paid.unallocated == amount)
      for part in paid.parts {
        let due = dues[part.index]
        #expect(part.expenses <= due.expenses && part.interest <= due.interest && part.principal <= due.principal)
      }
      let owed = dues.reduce(Money.zero) { $0 + $1.total }
      #expect(paid.unallocated == max(.zero, amount - owed))
      #expect(Set(paid.parts.map(\.index)).count == paid.parts.count)
    }
  }
}
