import Funds
import LedgerCore
import Testing

/// The posting table's rows of arrears plans, one scenario each.
@Suite struct PlanPostingTests {
  private func row(_ plan: StreamID, _ books: Books, to creditor: ULID = Party.landlord) throws -> PostingTable {
    PostingTable(
      restriction: "free", purpose: "service", id: plan.ulid, party: try #require(books.plan(plan).household),
      creditor: creditor)
  }

  private func expect(_ entry: LoggedEntry, _ rows: String, _ amount: Int, _ table: PostingTable) {
    #expect(entry.posted == table.postings(rows, amount))
  }

  @Test func `a plan notes what is owed to each creditor, and nothing in the books`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    let entry = try books.newest()
    for (creditor, amount) in [(Party.landlord, 120_000), (Creditor.condominium, 30_000), (Creditor.utility, 90_000)] {
      #expect(try books.debt(plan, to: creditor) == amount)
    }
    #expect(!entry.entry.postings.movesMoney)
  }

  @Test func `a plan in force notes its instalments, and its end takes them back`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    let proposal = try books.proposed(plan)
    try books.agree(proposal)
    expect(try books.activate(proposal), "memo:instalments / contra:instalments", 10_000, try row(plan, books))
    let smaller = try books.propose(try books.planTerms(plan, monthly: 8_000), plan)
    try books.acceptFor(Party.landlord, smaller)
    try books.acceptFor(Creditor.condominium, smaller)
    try books.acceptFor(Creditor.utility, smaller)
    try books.accept(smaller, nil, by: .fina)
    expect(try books.renegotiate(smaller), "contra:instalments / memo:instalments", 2_000, try row(plan, books))
  }

  @Test func `the family pays a creditor directly, a creditor waives: the memorandum alone`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    let table = try row(plan, books)
    expect(try books.payDirectly(6_000, plan), "contra:debts / memo:debts", 6_000, table)
    expect(try books.waive(1_000, plan), "contra:debts / memo:debts", 1_000, table)
    #expect(try books.debt(plan, to: Party.landlord) == 113_000)
  }

  @Test func `the family pays through the fund: held, then passed on`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    let table = try row(plan, books)
    expect(try books.hold(10_000, plan), "bank / held", 10_000, table)
    expect(try books.forward(6_000, plan), "held / bank, contra:debts / memo:debts", 6_000, table)
    let back = try books.record(PlanHeldReturned(amount: .eur(40), account: "main"), plan, by: .tina)
    expect(back, "held / bank", 4_000, table)
  }

  @Test func `the fund pays by a grant, whose own entry alone carries the cash`() throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    try books.receive(10_000)
    let household = try #require(books.plan(plan).household)
    let grant = try books.grant(10_000, in: StreamID("household", household))
    expect(try books.payByGrant(grant, 10_000, plan), "contra:debts / memo:debts", 10_000, try row(plan, books))
  }

  @Test(arguments: [true, false])
  func `hours are taken off a debt: owed by the fund, or waived`(paid: Bool) throws {
    let books = try Books.fixture()
    let plan = try books.activePlan()
    let agreement = try books.serviceAgreement(for: plan, paid: paid)
    try books.workFourHours(agreement)
    let taken = try books.takeOff(2_800, agreement, from: paid ? .free : nil, plan)
    var table = try row(plan, books, to: Creditor.condominium)
    var expected = table.postings("contra:debts / memo:debts", 2_800)
    expected["memo:service-credit:\(agreement.id):\(plan.id)"] = -2_800
    expected["memo:contra:service-credit"] = 2_800
    if paid {
      table.id = agreement.ulid
      expected.merge(table.postings("expenses / payable, Av / S, contra / memo:commitments", 2_800)) { $0 + $1 }
    }
    #expect(taken.posted == expected)
    #expect(try books.debt(plan, to: Creditor.condominium) == 27_200)
    if paid { try books.settle(service: agreement, 2_800, payee: Creditor.condominium) }
  }

  @Test func `what a plan leaves open is forgotten when it ends`() throws {
    let books = try Books.fixture()
    let plan = try books.openPlan()
    try books.withdraw(plan)
    #expect(try books.balance("memo:contra:debts") == 0)
  }
}
