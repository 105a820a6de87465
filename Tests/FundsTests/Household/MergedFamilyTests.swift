import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// A family that was merged into another is the same people: they still speak for what they began, and still decide on
/// nothing that they are given.
@Suite struct MergedFamilyTests {
  private func loan(of household: StreamID) -> LoanTry {
    var loan = LoanTry()
    (loan.amount, loan.instalments, loan.rate, loan.method) = (60_000, 6, "0", .interestFree)
    loan.borrower = .household(household.id)
    loan.overriding = true
    return loan
  }

  /// Their household ends in another one, to which Pia belongs, who holds every role.
  private func merge(_ household: StreamID, _ books: Books) throws {
    let other = try books.register([Party.pia])
    for party in [Party.family, Party.otherFamily] { try books.join(other, party) }
    try books.merge(household, into: other)
  }

  @Test func `somebody of the family accepts its loan after the merger`() throws {
    let books = try Books.fixture()
    let household = try books.register()
    try books.receive(60_000)
    let stream = try books.apply(loan(of: household))
    try books.approveLoan(stream, loan(of: household))
    try books.approveLoan(stream, loan(of: household), by: .carlo)
    try merge(household, books)
    #expect(try books.code { try books.accept(stream, for: Party.donor) } == "voice.other-party")
    try books.accept(stream)
  }

  @Test func `nobody of the family approves, pays out, or writes off its loan after the merger`() throws {
    let books = try Books.fixture()
    let household = try books.register()
    try books.receive(60_000)
    let stream = try books.apply(loan(of: household))
    try merge(household, books)
    #expect(
      try books.code { try books.approveLoan(stream, loan(of: household), by: .pia) } == "approval.same-person")
    try books.approveLoan(stream, loan(of: household))
    try books.approveLoan(stream, loan(of: household), by: .carlo)
    try books.accept(stream)
    #expect(try books.code { try books.disburse(stream, 60_000, by: .pia) } == "approval.same-person")
    try books.disburse(stream, 60_000)
    let written = LoanWrittenOff(amount: .eur(600), reason: .uneconomic)
    #expect(
      try books.code { try books.record(written, stream, by: .pia, as: .committee) } == "approval.same-person")
    for person in [Person.carla, .carlo] { try books.record(written, stream, by: person) }
    try books.record(LoanRecovered(amount: .eur(1), account: "main"), stream, by: .teo)
  }

  @Test func `nobody of the family gives the surplus of its loan back after the merger`() throws {
    let books = try Books.fixture()
    let household = try books.register()
    let stream = try books.runningLoan(overridden(household, books))
    try books.repay(stream, 61_000)
    try merge(household, books)
    let surplus = try books.position(stream).unallocated
    #expect(surplus.isPositive)
    let returned = LoanSurplusReturned(amount: surplus, account: "main")
    #expect(
      try books.code { try books.record(returned, stream, by: .pia, as: .treasurer) } == "approval.same-person")
    for person in [Person.teo, .tina] { try books.record(returned, stream, by: person) }
  }

  /// Two approve where one would do: nobody has assessed the family.
  private func overridden(_ household: StreamID, _ books: Books) throws -> LoanTry {
    var large = loan(of: household)
    large.amount = 120_000
    large.instalments = 12
    return large
  }
}
