import Bookkeeping
import Funds
import LedgerCore
import Testing

/// A mistake is answered by its mirror, and the story goes on as if neither were there.
@Suite struct ReversalTests {
  private func undo(_ entry: LoggedEntry, in books: Books, by people: (Person, Person) = (.teo, .tina)) throws {
    try books.proposeReversal(of: entry, by: people.0)
    try books.reverse(entry, by: people.1)
  }

  @Test func `all balances are what they were`() throws {
    let books = try Books.fixture()
    try books.receive(50_000)
    let grant = try books.request(10_000)
    try books.approve(grant, 10_000)
    let before = try books.balances()
    let paid = try books.pay(grant, 10_000)
    try undo(paid, in: books)
    #expect(try books.balances() == before)
    let state = try books.ledger.state(of: grant, as: GrantState.self)
    #expect(state.status == .approved)
    #expect(state.paid == .zero)
    #expect(state.payers.everyone == [])
  }

  @Test func `the state is the fold without both, so the step can be taken again`() throws {
    let books = try Books.fixture()
    try books.receive(50_000)
    let grant = try books.request(10_000)
    let approval = try books.approve(grant, 10_000)
    try books.reverse(approval, by: .carlo)
    #expect(try books.ledger.state(of: grant, as: GrantState.self).approvers.everyone == [])
    try books.approve(grant, 10_000)
    try undo(try books.pay(grant, 10_000), in: books)
    try books.pay(grant, 10_000)
    #expect(try books.ledger.state(of: grant, as: GrantState.self).status == .paid)
  }

  @Test func `a chain is taken back newest first`() throws {
    let fund = try given { try $0.receive(50_000) }
    let paid = try fund.books.grant(10_000)
    let grant = paid.entry.stream
    let approval = try fund.books.entry(at: paid.position - 1)
    let request = try fund.books.entry(at: paid.position - 2)
    try fund.when { try $0.reverse(approval, by: .carla) }.then(.refused("reversal.not-newest"))
    try undo(paid, in: fund.books)
    try fund.when { try $0.reverse(request, by: .olga) }.then(.refused("reversal.not-newest"))
    try fund.books.reverse(approval, by: .carla)
    try fund.books.reverse(request, by: .olga)
    #expect(try fund.books.ledger.state(of: grant, as: GrantState.self).status == .new)
    try fund.when { try $0.reverse(request, by: .olga) }.then(.refused("reversal.target-unknown"))
    try fund.books.request(7_000, in: grant)
  }

  @Test func `what moved no money is taken back by one person, what did by two`() throws {
    let fund = try given { try $0.receive(50_000) }
    let pledge = try fund.books.pledge(10_000, conditional: true)
    #expect(try fund.when { try $0.reverse(pledge, by: .olga) }.refusal == nil)
    let promise = try fund.books.pledge(10_000)
    try fund.when { try $0.reverse(promise, by: .olga) }.then(.refused("reversal.not-proposed"))
    try fund.books.proposeReversal(of: promise, by: .olga)
    try fund.when { try $0.reverse(promise, by: .olga) }.then(.refused("approval.same-person"))
    #expect(try fund.when { try $0.reverse(promise, by: .omar) }.refusal == nil)
  }

  @Test func `a proposal falls when the story goes on`() throws {
    let fund = try given()
    let gift = try fund.books.receive(1_000)
    try fund.books.proposeReversal(of: gift, by: .teo)
    let second = try fund.books.receive(1_000, in: gift.entry.stream)
    try fund.when { try $0.reverse(gift, by: .tina) }.then(.refused("reversal.not-newest"))
    try undo(second, in: fund.books)
    try fund.when { try $0.reverse(gift, by: .tina) }.then(.refused("reversal.not-proposed"))
  }

  @Test func `only the roles of the kind take it back`() throws {
    let fund = try given()
    let gift = try fund.books.receive(1_000)
    try fund.when { try $0.proposeReversal(of: gift, by: .carla) }.then(.refused("role.not-allowed"))
    try fund.when { try $0.proposeReversal(of: gift, by: .nino) }.then(.refused("member.unknown"))
  }

  @Test func `a matched entry is taken back after its match, and the bank line is free again`() throws {
    let fund = try given()
    let gift = try fund.books.receive(1_000)
    func match(_ books: Books, _ entry: LoggedEntry) throws -> LoggedEntry {
      try books.record(
        BankMatched(
          account: "main", entries: [entry.id],
          lines: [.init(amount: Money(cents: 1_000), line: Books.fingerprint(1))]), books.stream("match"), by: .teo)
    }
    let matched = try match(fund.books, gift)
    try fund.when { try $0.proposeReversal(of: gift, by: .teo) }.then(.refused("reversal.pinned"))
    try fund.books.reverse(matched, by: .teo)
    try undo(gift, in: fund.books)
    let other = try fund.books.receive(1_000)
    #expect(try fund.when { _ = try match($0, other) }.refusal == nil)
  }

  @Test func `a payment that bounced is taken back after its return`() throws {
    let fund = try given { try $0.receive(50_000) }
    let paid = try fund.books.grant(10_000)
    let bounce = try fund.books.bounce(paid)
    try fund.when { try $0.proposeReversal(of: paid, by: .teo) }.then(.refused("reversal.pinned"))
    try undo(bounce, in: fund.books)
    try fund.books.bounce(paid)
    #expect(try fund.books.balance("liabilities:payable") == -10_000)
  }

  @Test func `a return that was paid again is not taken back under the new payment`() throws {
    let fund = try given { try $0.receive(50_000) }
    let bounce = try fund.books.bounce(try fund.books.grant(10_000))
    try fund.books.record(PaymentReissued(amount: .eur(100), account: "main"), bounce.entry.stream, by: .teo)
    try fund.when { try $0.proposeReversal(of: bounce, by: .teo) }.then(.refused("reversal.not-newest"))
  }

  @Test func `a gift whose money is spent cannot be taken back`() throws {
    let fund = try given()
    let gift = try fund.books.receive(10_000)
    try fund.books.grant(4_000)
    try fund.books.receive(10_000, .food)
    try fund.books.proposeReversal(of: gift, by: .teo)
    try fund.when { try $0.reverse(gift, by: .tina) }.then(.refused("account.overdrawn"))
  }

  @Test func `a reversal is dated in the open period`() throws {
    let fund = try given()
    let gift = try fund.books.receive(10_000)
    fund.books.pass(days: 40)
    try fund.books.close(fund.books.day("2026-03-31"))
    try undo(gift, in: fund.books)
    #expect(try fund.books.newest().header.effective == fund.books.today)
    #expect(try fund.books.balance("assets:bank:main") == 0)
  }

  @Test func `a reversal stays possible when the policy no longer admits the kind`() throws {
    let fund = try given()
    let gift = try fund.books.receive(10_000)
    var text = PolicyText()
    text.kinds.removeAll { $0 == "contribution.received" }
    try fund.books.adopt(text)
    try fund.when { try $0.receive(1) }.then(.refused("policy.kind-not-admitted"))
    try undo(gift, in: fund.books)
  }

  @Test func `members, policies, closings and parties are never taken back`() throws {
    let fund = try given()
    try fund.books.close(fund.books.day("2026-01-31"))
    for position in 0..<fund.books.size {
      let entry = try fund.books.entry(at: position)
      let kind = try #require(Rulebook.mastro.kinds[entry.entry.kind])
      if kind.family == "ledger" || kind.family == "party" { #expect(!kind.isReversible) }
    }
    try fund.when { try $0.proposeReversal(of: $0.newest(), by: .anna) }.then(.refused("reversal.not-reversible"))
  }

  @Test func `a fund opened by mistake is taken back only while nothing else has happened in it`() throws {
    let books = try Books.fixture()
    let opened = try books.record(
      FundOpened(
        title: "Fondo lavoro", restrictions: [],
        openings: [.init(account: "main", amount: .eur(100), restriction: "free")]), "fund/lavoro", by: .anna)
    let pledge = try books.pledge(5_000, Restriction(fund: "lavoro", name: "free"), conditional: true)
    try books.proposeReversal(of: opened, by: .anna)
    try Given(books: books).when { try $0.reverse(opened, by: .bruno) }.then(.refused("fund.in-use"))
    try books.reverse(pledge, by: .olga)
    try books.reverse(opened, by: .bruno)
    #expect(try books.balance("assets:bank:main") == 0)
    try books.record(FundOpened(title: "Again", restrictions: [], openings: []), "fund/lavoro", by: .anna)
  }
}
