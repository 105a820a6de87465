import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Testing

/// What was told in confidence is forgotten with the family, and the log alone says how much.
@Suite struct ForgottenBudgetTests {
  @Test func `every sealed sheet of a budget is counted, and counted as erased once the family is`() throws {
    let books = try Books.coaching()
    let before = try LedgerVerifier(workers: 1).verify(books.ledger.store)
    let budget = try books.assessedBudget()
    try books.setGoal(budget)
    try books.agreeMonths(try books.proposeMonths(0, budget).id, budget)
    try books.checkMonth(books.thisMonth, budget)
    let after = try LedgerVerifier(workers: 1).verify(books.ledger.store)
    #expect(after.findings.isEmpty)
    // Snapshot, working, goal, plan, month; and the record of the household.
    #expect(after.sealedRecords - before.sealedRecords == 6)
    #expect(after.erasedRecords == before.erasedRecords)
    for person in [Person.flora, .sara] {
      try books.record(MemberRevoked(member: person.id, compromisedSince: nil), .ledger, by: .anna)
    }
    let everybody = books.erasure([Party.family, Party.otherFamily, Party.donor])
    try books.propose(everybody, of: StreamID("household", budget.id))
    try books.erase(everybody, of: StreamID("household", budget.id))
    let erased = try LedgerVerifier(workers: 1).verify(books.ledger.store)
    // With those of the three parties.
    #expect(erased.erasedRecords - after.erasedRecords == 9)
  }

  @Test func `the whole of a coaching is admitted again`() throws {
    let books = try Books.coaching()
    let budget = try books.assessedBudget()
    let reservation = try books.reserveCapacity(10_000, budget)
    try books.promisedPlan(5_000, of: budget, reservation: reservation.id)
    try books.change(budget)
    try books.confirmSnapshot(try books.takeSnapshot(budget).id, budget)
    try books.assess(budget, 2_000)
    try books.closeBudget(budget)
    #expect(try LedgerVerifier(workers: 1).verify(books.ledger.store).findings.isEmpty)
    #expect(try Rebuilt(books).differences(from: books) == [])
  }
}
