import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// The rows of the posting table that concern loans, one scenario each.
@Suite struct LoanPostingTests {
  private func table(_ stream: StreamID, _ restriction: String = "rent") -> PostingTable {
    PostingTable(restriction: restriction, id: stream.ulid)
  }

  @Test func `the last approval commits and counts as help of the year; before it nothing is posted`() throws {
    let fund = try given { try $0.receive(120_000) }
    let loan = try fund.books.apply()
    try fund.when { try $0.approveLoan(loan) }.then(.postedNothing)
    try fund.when { try $0.approveLoan(loan, by: .carlo) }.then(
      .posted("memo:commitments / contra, memo:assistance / contra:assistance", 120_000, table(loan)))
    try fund.when { try $0.record(LoanWithdrawn(), loan, by: .olga) }.then(
      .posted("contra / memo:commitments, contra:assistance / memo:assistance", 120_000, table(loan)))
  }

  @Test(arguments: [Restriction.rent, .free])
  func `a tranche is loans against bank, available against lent, and releases the commitment`(
    purse: Restriction
  ) throws {
    var loan = LoanTry()
    loan.purse = purse
    let fund = try given()
    let stream = try fund.books.acceptedLoan(loan)
    try fund.when { try $0.disburse(stream, 50_000) }.then(
      .posted("loans / bank, Av / lent, contra / memo:commitments", 50_000, table(stream, purse.name.text)))
  }

  @Test func `interest and costs accrue against income, and the result against lent`() throws {
    let fund = try given()
    var loan = LoanTry()
    loan.fee = 2_000
    let stream = try fund.books.runningLoan(loan)
    let table = table(stream)
    #expect(try fund.books.newest().posted == table.postings("costs / income:fees, Res / lent", 2_000))
    fund.books.pass(to: "2026-04-02")
    try fund.when { try $0.accrue(stream) }.then(.posted("accrued / income:interest, Res / lent", 1_200, table))
  }

  @Test func `a repayment pays costs, interest and principal of what is due, and holds the rest`() throws {
    let fund = try given()
    var loan = LoanTry()
    loan.fee = 2_000
    let stream = try fund.books.runningLoan(loan)
    fund.books.pass(to: "2026-04-02")
    let repaid = try fund.books.repay(stream, 15_000)
    let table = table(stream)
    var sums = table.postings("bank / costs", 2_000)
    for part in [
      table.postings("bank / accrued", 1_200), table.postings("bank / loans", 9_462),
      table.postings("lent / Av", 2_000 + 1_200 + 9_462), table.postings("bank / unallocated", 2_338),
    ] {
      sums.merge(part) { $0 + $1 }
    }
    #expect(repaid.posted == sums)
    #expect(try fund.books.position(stream).outstanding == Money(cents: 110_538))
  }

  @Test func `money held pays the next instalment once it is due`() throws {
    let fund = try given()
    var loan = LoanTry()
    loan.rate = "0"
    loan.method = .interestFree
    let stream = try fund.books.runningLoan(loan)
    fund.books.pass(to: "2026-04-02")
    try fund.books.repay(stream, 17_000)
    fund.books.pass(to: "2026-05-02")
    let allocation = LoanPayment(costs: .zero, interest: .zero, principal: .eur(70))
    try fund.when { try $0.record(LoanUnallocatedApplied(allocation: allocation), stream, by: .teo) }.then(
      .posted("unallocated / loans, lent / Av", 7_000, table(stream)))
  }

  @Test(arguments: [Restriction.rent, .free])
  func `an impairment lowers what is lent, a write-off uses it first, and a recovery returns to the purse`(
    purse: Restriction
  ) throws {
    let fund = try given()
    var loan = LoanTry()
    loan.purse = purse
    let stream = try fund.books.runningLoan(loan)
    let table = table(stream, purse.name.text)
    try fund.when { try $0.record(LoanImpaired(allowance: .eur(400)), stream, by: .teo) }.then(
      .posted("loan-losses / allowance, lent / S", 40_000, table))
    let loss = LoanWrittenOff(amount: .eur(1_200), reason: .insolvent)
    try fund.when { try $0.record(loss, stream, by: .carla) }.then(.postedNothing)
    try fund.books.record(loss, stream, by: .anna)
    var sums = table.postings("allowance / loans", 40_000)
    sums.merge(table.postings("loan-losses / loans, lent / S", 80_000)) { $0 + $1 }
    sums.merge(table.postings("memo:written-off / contra:written-off", 120_000)) { $0 + $1 }
    #expect(try fund.books.newest().posted == sums)
    try fund.when { try $0.record(LoanRecovered(amount: .eur(100), account: "main"), stream, by: .teo) }.then(
      .posted(
        "bank / income:recoveries, Res / Av, contra:written-off / memo:written-off", 10_000, table))
  }

  @Test func `an allowance never stands above what is owed: a repayment brings the excess back`() throws {
    let fund = try given()
    var loan = LoanTry()
    loan.rate = "0"
    loan.method = .interestFree
    loan.instalments = 1
    let stream = try fund.books.runningLoan(loan)
    try fund.books.record(LoanImpaired(allowance: .eur(400)), stream, by: .teo)
    fund.books.pass(to: "2026-04-02")
    let repaid = try fund.books.repay(stream, 100_000)
    var sums = table(stream).postings("bank / loans, lent / Av", 100_000)
    sums.merge(table(stream).postings("allowance / loan-losses, S / lent", 20_000)) { $0 + $1 }
    #expect(repaid.posted == sums)
  }

  @Test func `surplus goes back to the borrower when two persons have signed`() throws {
    let fund = try given()
    let stream = try fund.books.runningLoan()
    try fund.books.repay(stream, 5_000)
    let back = LoanSurplusReturned(amount: .eur(50), account: "main")
    try fund.when { try $0.record(back, stream, by: .teo) }.then(.postedNothing)
    try fund.when { try $0.record(back, stream, by: .carla) }.then(.posted("unallocated / bank", 5_000, table(stream)))
  }

  @Test func `hours are borne by the restriction that admits service, and what was lent is available again`() throws {
    let books = try Books.fixture(
      rulebook: Rulebook(kinds: Registry.kinds + [EntryKind(HoursWorked.self)], governance: FundGovernance()))
    var policy = PolicyText()
    policy.kinds = (policy.kinds + [HoursWorked.kind.text]).sorted()
    try books.adopt(policy)
    let stream = try books.runningLoan()
    try books.receive(50_000, .free)
    let agreement = books.stream("hours")
    try books.record(HoursWorked(amount: .eur(500), loan: try #require(stream.ulid)), agreement, by: .olga)
    func credit(_ amount: Int) throws -> LoggedEntry {
      try books.record(
        try LoanServiceCredited(
          amount: .eur(amount), agreement: try #require(agreement.ulid), bornBy: .free,
          to: try books.loanState(stream), at: try books.position(stream), on: books.today), stream, by: .olga)
    }
    books.pass(to: "2026-04-02")
    try books.accrue(stream)
    let entry = try credit(100)
    let free = PostingTable(restriction: "free", id: agreement.ulid)
    var sums = free.postings("forgiven / pot, Av / S, contra / memo:commitments", 10_000)
    sums["unknown:pot"] = nil
    let loan = table(stream)
    for part in [
      loan.postings("lent / Av", 10_000),
      ["assets:accrued:casa:rent:\(stream.key)": -1_200, "assets:loans:casa:rent:\(stream.key)": -8_800],
      ["memo:contra:service-credit": 10_000, "memo:service-credit:\(agreement.key):\(stream.key)": -10_000],
    ] {
      sums.merge(part) { $0 + $1 }
    }
    #expect(entry.posted == sums)
    #expect(try books.loanState(stream).version == 1, "what is due was not even paid whole")
    _ = try credit(400)
    let state = try books.loanState(stream)
    #expect(state.version == 2, "the rest went to principal to come")
    #expect(state.schedule?.totals.principal == .eur(1_200 + 12 - 500))
    #expect(throws: Refusal.self) { try credit(1) }
  }

  @Test func `a family's instalment stands in its month from acceptance to the end`() throws {
    let fund = try given()
    let books = fund.books
    let household = try books.register()
    var loan = LoanTry()
    loan.borrower = .household(try #require(household.ulid))
    loan.rate = "0"
    loan.method = .interestFree
    loan.overriding = true
    try books.receive(120_000)
    let stream = try books.apply(loan)
    try books.approveLoan(stream, loan)
    try books.approveLoan(stream, loan, by: .carlo)
    let month = PostingTable(id: stream.ulid, party: try #require(household.ulid))
    try fund.when { try $0.accept(stream) }.then(
      .posted("memo:instalments / contra:instalments", 10_000, month))
    try books.disburse(stream)
    try books.prepay(stream, 120_000)
    try fund.when { try $0.record(LoanClosed(), stream, by: .teo) }.then(
      .posted("contra:instalments / memo:instalments", 10_000, month))
  }

  @Test func `an opening balance waits in the opening account until another person confirms its batch`() throws {
    let fund = try given()
    let batch = try fund.books.movingIn([LoanTry()], on: "2026-03-02")
    let opening = try fund.books.newest()
    let table = table(opening.entry.stream)
    #expect(opening.posted == table.postings("loans / opening", 120_000))
    try fund.when { try $0.record(try $0.confirmation(of: batch), batch, by: .bruno) }.then(
      .posted("opening / lent", 120_000, table))
  }
}

/// Hours that became money for a loan, as a service agreement would post them.
private struct HoursWorked: EntryBody {
  static let kind: Kind = "hours.worked"
  static let roles: Set<Role> = [.operator]
  let amount: Money
  let loan: ULID

  func admit(to state: HoursState, in context: Admission) throws(Refusal) -> Effects {
    guard let id = context.header.stream.ulid else { return .none }
    var journal = Journal()
    journal.post(Chart.serviceCredit(id, for: loan), Chart.serviceCreditContra, amount)
    journal.post(Chart.commitment(.free, id), Chart.commitments(.free), amount)
    return try Effects(journal.lines)
  }

  func apply(to state: inout HoursState, from entry: LoggedEntry) {}
}

private struct HoursState: StreamState {
  static let family = "hours"
  static let keyForm = StreamKeyForm.ulid
}
