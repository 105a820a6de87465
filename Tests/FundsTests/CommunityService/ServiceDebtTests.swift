import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// Hours against real loans and plans: the credit and the debt's own entry are one submission, both or neither.
@Suite struct ServiceDebtTests {
  private func books() throws -> Books {
    let books = try Books.fixture()
    var policy = PolicyText.service
    policy.kinds.removeAll { $0 == StandInLoan.kind.text }
    try books.openService(policy)
    return books
  }

  /// A loan of 600 euros in six instalments to the household.
  private func loan(_ books: Books) throws -> StreamID {
    var loan = LoanTry()
    loan.amount = 60_000
    loan.instalments = 6
    loan.borrower = .household(try books.family)
    loan.rate = "0"
    loan.method = .interestFree
    loan.overriding = true
    try books.receive(60_000)
    let stream = try books.apply(loan)
    try books.approveLoan(stream, loan)
    try books.approveLoan(stream, loan, by: .carlo)
    try books.accept(stream)
    try books.disburse(stream, 60_000)
    return stream
  }

  private func serve(_ debt: ServiceDebt, from purse: Restriction?, _ books: Books) throws -> StreamID {
    try books.receive(100_000, .free)
    let agreement = try books.agree()
    let terms = books.terms(debt, from: purse, total: 20_000)
    try books.set(terms, agreement)
    if try books.service(agreement).termsEntry == nil { try books.set(terms, agreement, by: .carlo) }
    try books.accept(.household, agreement)
    try books.accept(.host, agreement)
    if purse == nil, let creditor = debt.creditor {
      try books.accept(.creditor, agreement, attesting: books.paper(creditor))
    }
    try books.insure(agreement)
    try books.confirmHours(try books.perform(agreement))
    return agreement
  }

  private func submit<Debt: EntryBody>(_ agreement: StreamID, _ debt: Debt, _ stream: StreamID, _ books: Books) throws {
    let credited = ServiceCredited(minutes: 120, amount: .eur(14), through: books.today)
    let requests = [
      try EntryRequest(
        credited, stream: agreement, actor: Person.teo.id, role: .treasurer, effective: books.today, id: books.id()),
      try EntryRequest(
        debt, stream: stream, actor: Person.teo.id, role: .treasurer, effective: books.today, id: books.id()),
    ]
    let key = try Person.teo.key()
    let signed = try books.ledger.prepare(requests, recorded: books.clock) { SignedEntry($0.entry, with: key) }
    _ = try books.ledger.submit(signed, now: books.clock)
    #expect(Equations.violations(in: try books.balances()) == [])
  }

  private func loanEntry(
    _ cents: Int, _ agreement: StreamID, _ loan: StreamID, _ books: Books
  ) throws -> LoanServiceCredited {
    try LoanServiceCredited(
      amount: Money(cents: cents), agreement: agreement.id, bornBy: .free, to: try books.loanState(loan),
      at: try books.position(loan), on: books.today)
  }

  @Test func `hours are taken off a loan, borne by the restriction that admits service`() throws {
    let books = try books()
    let loan = try loan(books)
    let agreement = try serve(.loan(loan.id), from: .free, books)
    try submit(agreement, try loanEntry(1_400, agreement, loan, books), loan, books)
    #expect(try books.position(loan).owed == .eur(586))
    #expect(try books.balance(Chart.serviceCredit(agreement.id, for: loan.id)) == 0)
    #expect(try books.balance(Chart.commitment(.free, agreement.id)) == 18_600)
    #expect(try books.balance(Chart.available(.rent)) == -1_400)
    #expect(try books.balance("expenses:forgiven:casa") == 1_400)
    try books.credit(agreement, 60)
  }

  @Test func `where the loan takes another amount, neither entry is written`() throws {
    let books = try books()
    let loan = try loan(books)
    let agreement = try serve(.loan(loan.id), from: .free, books)
    let (size, balances) = (books.size, try books.balances())
    let refused = #expect(throws: Refusal.self) {
      try submit(agreement, try loanEntry(1_401, agreement, loan, books), loan, books)
    }
    #expect(refused?.code.id == "account.overdrawn")
    #expect(books.size == size)
    #expect(try books.balances() == balances)
  }

  @Test(arguments: [Restriction.free, nil])
  func `hours are taken off a plan's claim, paid by the fund or waived`(purse: Restriction?) throws {
    let books = try books()
    let plan = try books.openPlan(of: StreamID("household", try books.family))
    let debt = ServiceDebt.plan(plan.id, creditor: Creditor.utility, nature: .utility)
    let agreement = try serve(debt, from: purse, books)
    let owed = try books.debt(plan, to: Creditor.utility)
    let entry = PlanServiceCredited(
      .eur(14), parts: [PlanPart(.eur(14), off: 3)], agreement: agreement.id, from: purse)
    try submit(agreement, entry, plan, books)
    #expect(try books.debt(plan, to: Creditor.utility) == owed - 1_400)
    #expect(try books.balance(Chart.payable) == (purse == nil ? 0 : -1_400))
    guard purse != nil else { return }
    try books.settle(service: agreement, 1_400, payee: Creditor.utility)
    #expect(try books.balance(Chart.payable) == 0)
  }

  @Test func `a plan takes hours off the claim that they were agreed for, and from whoever promised to bear them`()
    throws
  {
    let books = try books()
    let plan = try books.openPlan(of: StreamID("household", try books.family))
    let debt = ServiceDebt.plan(plan.id, creditor: Creditor.utility, nature: .utility)
    let agreement = try serve(debt, from: .free, books)
    let size = books.size
    for (number, purse) in [(3, nil), (2, Restriction.free), (1, .free)] as [(Int, Restriction?)] {
      let entry = PlanServiceCredited(
        .eur(14), parts: [PlanPart(.eur(14), off: number)], agreement: agreement.id, from: purse)
      let refused = #expect(throws: Refusal.self) { try submit(agreement, entry, plan, books) }
      #expect(refused?.code.id == "plan.parts-invalid", "debt \(number)")
    }
    #expect(books.size == size)
  }

  @Test func `the nature of a plan's claim is the plan's, so a tax stays a tax`() throws {
    let books = try books()
    let tax = PlanDebt(amount: .eur(500), creditor: Party.donor, nature: .tax)
    let plan = try books.openPlan([tax], of: StreamID("household", try books.family))
    let agreement = try books.agree()
    for nature in [DebtNature.rent, .tax] {
      let refused = #expect(throws: Refusal.self) {
        try books.set(
          books.terms(.plan(plan.id, creditor: Party.donor, nature: nature), from: nil), agreement)
      }
      #expect(refused?.code.id == (nature == .tax ? "service.regulation-missing" : "service.debt-unknown"))
    }
  }
}
