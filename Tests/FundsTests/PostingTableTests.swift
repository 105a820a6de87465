import Funds
import LedgerCore
import Testing

/// One row of the domain's posting table, one scenario; the equations are checked after every entry besides.
@Suite struct PostingTableTests {
  private let rent = PostingTable()
  private let free = PostingTable(restriction: "free")
  private let food = PostingTable(restriction: "food", purpose: "food")

  @Test func `a pledge is receivable against pledged`() throws {
    try given().when { try $0.pledge(50_000) }.then(.posted("receivable / pledged", 50_000, rent))
  }

  @Test func `a pledge received is bank against receivable, pledged against available`() throws {
    try given().when {
      let pledge = try $0.pledge(50_000)
      try $0.receive(20_000, in: pledge.entry.stream)
    }.then(.posted("bank / receivable, pledged / Av", 20_000, rent))
  }

  @Test func `the rest of a pledge is cancelled by its mirror`() throws {
    try given().when {
      let pledge = try $0.pledge(50_000)
      try $0.receive(20_000, in: pledge.entry.stream)
      try $0.record(
        PledgeCancelled(amount: Money(cents: 30_000), reason: .donorWithdrew), pledge.entry.stream, by: .teo)
    }.then(.posted("pledged / receivable", 30_000, rent))
  }

  @Test func `a conditional pledge stays in the memorandum until it is received`() throws {
    try given().when { try $0.pledge(50_000, conditional: true) }
      .then(.posted("memo:pledges / contra:pledges", 50_000, rent))
    try given().when {
      let pledge = try $0.pledge(50_000, conditional: true)
      try $0.receive(50_000, in: pledge.entry.stream)
    }.then(.posted("bank / Av, contra:pledges / memo:pledges", 50_000, rent))
    try given().when {
      let pledge = try $0.pledge(50_000, conditional: true)
      try $0.record(
        PledgeCancelled(amount: Money(cents: 50_000), reason: .conditionFailed), pledge.entry.stream, by: .teo)
    }.then(.posted("contra:pledges / memo:pledges", 50_000, rent))
  }

  @Test func `a conditional pledge of free money becomes a donation when it is received`() throws {
    try given().when {
      let pledge = try $0.pledge(50_000, .free, conditional: true)
      try $0.receive(50_000, .free, in: pledge.entry.stream)
    }.then(.posted("bank / income:donations, Res / Av, contra:pledges / memo:pledges", 50_000, free))
  }

  @Test func `a restricted gift is bank against available`() throws {
    try given().when { try $0.receive(50_000) }.then(.posted("bank / Av", 50_000, rent))
  }

  @Test func `a free gift is income`() throws {
    try given().when { try $0.receive(50_000, .free) }
      .then(.posted("bank / income:donations, Res / Av", 50_000, free))
  }

  @Test func `repayable capital comes in and goes back by its mirror`() throws {
    try given().when { try $0.capital(50_000) }
      .then(.posted("bank / liabilities:funders, repayable / Av", 50_000, rent))
    try given().when {
      let stream = try $0.capital(50_000).entry.stream
      try $0.record(CapitalReturnApproved(amount: Money(cents: 20_000)), stream, by: .carla)
      try $0.record(CapitalReturned(amount: Money(cents: 20_000), account: "main"), stream, by: .teo)
    }.then(.posted("liabilities:funders / bank, Av / repayable", 20_000, rent))
  }

  @Test func `the approval to return capital or to refund posts nothing`() throws {
    try given().when {
      try $0.record(CapitalReturnApproved(amount: Money(cents: 1)), try $0.capital(50_000).entry.stream, by: .carla)
    }.then(.postedNothing)
    try given().when {
      try $0.record(RefundApproved(amount: Money(cents: 1)), try $0.receive(50_000).entry.stream, by: .carla)
    }.then(.postedNothing)
  }

  @Test(arguments: [Restriction.rent, .free])
  func `a refund is available against bank`(purse: Restriction) throws {
    try given().when {
      let stream = try $0.receive(50_000, purse).entry.stream
      try $0.record(RefundApproved(amount: Money(cents: 10_000)), stream, by: .carla)
      try $0.record(ContributionRefunded(amount: Money(cents: 10_000), account: "main"), stream, by: .teo)
    }.then(.posted("Av / bank", 10_000, PostingTable(restriction: purse.name.text)))
  }

  @Test func `a transfer is available against available`() throws {
    let books = try Books.fixture()
    try books.receive(50_000, .free)
    let stream = books.stream("transfer")
    try books.record(
      TransferProposed(amount: Money(cents: 9_000), from: .free, to: .food, donorConsent: nil), stream, by: .teo)
    let made = try books.record(TransferMade(amount: Money(cents: 9_000)), stream, by: .anna)
    #expect(
      made.posted == ["equity:fund:casa:free:available": 9_000, "equity:fund:casa:food:available": -9_000])
  }

  @Test func `a reserve is available against reserve, and its entry posts the difference`() throws {
    func reserve(_ books: Books, _ amount: Int) throws {
      try books.record(ReserveSet(amount: Money(cents: amount), restriction: "rent"), "fund/casa", by: .anna)
    }
    let fund = try given { try $0.receive(50_000) }
    try fund.when { try reserve($0, 20_000) }.then(.posted("Av / Rsv", 20_000, rent))
    try fund.when { try reserve($0, 25_000) }.then(.posted("Av / Rsv", 5_000, rent))
    try fund.when { try reserve($0, 10_000) }.then(.posted("Rsv / Av", 15_000, rent))
    try fund.when { try reserve($0, 10_000) }.then(.postedNothing)
  }

  @Test func `an approval is a commitment, and withdrawal and lapse undo it`() throws {
    let fund = try given { try $0.receive(50_000) }
    func table(_ stream: StreamID) -> PostingTable { PostingTable(id: stream.ulid) }
    let approved = "memo:commitments / contra, memo:assistance / contra:assistance"
    let released = "contra / memo:commitments, contra:assistance / memo:assistance"
    let first = try fund.books.request(10_000)
    try fund.when { try $0.approve(first, 10_000) }.then(.posted(approved, 10_000, table(first)))
    try fund.when { try $0.record(GrantWithdrawn(), first, by: .olga) }.then(.posted(released, 10_000, table(first)))
    let second = try fund.books.request(10_000)
    try fund.books.approve(second, 10_000)
    fund.books.pass(days: 31)
    try fund.when { try $0.record(GrantApprovalLapsed(), second, by: .tina) }
      .then(.posted(released, 10_000, table(second)))
  }

  @Test func `only the last approval that is needed commits`() throws {
    let fund = try given { try $0.receive(300_000) }
    let grant = try fund.books.request(200_000)
    try fund.when { try $0.approve(grant, 200_000) }.then(.postedNothing)
    try fund.when { try $0.approve(grant, 200_000, by: .carlo) }.then(
      .posted(
        "memo:commitments / contra, memo:assistance / contra:assistance", 200_000, PostingTable(id: grant.ulid)))
  }

  @Test(arguments: [Restriction.rent, .free])
  func `a grant paid is an expense, and the restriction releases what it spent`(purse: Restriction) throws {
    let fund = try given { try $0.receive(50_000, purse) }
    let grant = try fund.books.request(10_000, purse)
    try fund.books.approve(grant, 10_000)
    try fund.when { try $0.pay(grant, 10_000) }.then(
      .posted(
        "expenses / bank, Av / S, contra / memo:commitments", 10_000,
        PostingTable(restriction: purse.name.text, id: grant.ulid)))
  }

  @Test(arguments: [Restriction.rent, .free])
  func `a grant returned takes the expense back`(purse: Restriction) throws {
    let fund = try given { try $0.receive(50_000, purse) }
    let paid = try fund.books.grant(10_000, purse)
    try fund.when {
      try $0.record(GrantReturned(amount: Money(cents: 4_000), account: "main"), paid.entry.stream, by: .teo)
    }.then(
      .posted(
        "bank / expenses, S / Av, contra:assistance / memo:assistance", 4_000,
        PostingTable(restriction: purse.name.text)))
  }

  @Test func `a grant returned after its year was closed is a recovery`() throws {
    let fund = try given { try $0.receive(50_000) }
    let paid = try fund.books.grant(10_000)
    fund.books.pass(days: 400)
    func back(_ books: Books) throws {
      try books.record(GrantReturned(amount: Money(cents: 4_000), account: "main"), paid.entry.stream, by: .teo)
    }
    try fund.books.close(fund.books.day("2026-12-30"))
    let open = "bank / expenses, S / Av, contra:assistance / memo:assistance"
    try fund.when(back).then(.posted(open, 4_000, rent))
    try fund.books.close(fund.books.day("2026-12-31"))
    let closed = "bank / income:recoveries, S / Av, contra:assistance / memo:assistance"
    try fund.when(back).then(.posted(closed, 4_000, rent))
  }

  @Test func `a voucher is issued, redeemed and settled`() throws {
    let fund = try given { try $0.receive(50_000, .food) }
    let voucher = fund.books.stream("voucher")
    try fund.when { try $0.issue(5_000, in: voucher) }.then(
      .posted(
        "expenses / vouchers, Av / S, memo:assistance / contra:assistance, memo:vouchers / contra:vouchers", 5_000,
        food))
    try fund.when { try $0.redeem(voucher) }.then(.posted("vouchers / payable", 5_000, food))
    try fund.when { try $0.settle(voucher, 5_000) }.then(.posted("payable / bank", 5_000, food))
  }

  @Test func `an approved voucher commits, and its issue spends the commitment`() throws {
    let fund = try given { try $0.receive(50_000, .food) }
    let voucher = fund.books.stream("voucher")
    var table = food
    table.id = voucher.ulid
    try fund.when { try $0.record(VoucherApproved($0.terms(20_000)), voucher, by: .carla) }.then(
      .posted("memo:commitments / contra, memo:assistance / contra:assistance", 20_000, table))
    try fund.when { try $0.issue(20_000, in: voucher) }.then(
      .posted("expenses / vouchers, Av / S, contra / memo:commitments, memo:vouchers / contra:vouchers", 20_000, table))
  }

  @Test func `an expired voucher makes its money available again`() throws {
    let fund = try given { try $0.receive(50_000, .food) }
    let voucher = try fund.books.issue(5_000, validDays: 10)
    fund.books.pass(days: 11)
    try fund.when { try $0.record(VoucherExpired(), voucher, by: .olga) }.then(
      .posted(
        "vouchers / expenses, S / Av, contra:assistance / memo:assistance, contra:vouchers / memo:vouchers", 5_000,
        food))
  }

  @Test func `a voucher that expires after its year was closed is a recovery`() throws {
    let fund = try given { try $0.receive(50_000, .food) }
    let voucher = try fund.books.issue(5_000, validDays: 10)
    fund.books.pass(days: 400)
    try fund.books.close(fund.books.day("2026-12-31"))
    try fund.when { try $0.record(VoucherExpired(), voucher, by: .olga) }.then(
      .posted(
        "vouchers / income:recoveries, S / Av, contra:assistance / memo:assistance, contra:vouchers / memo:vouchers",
        5_000, food))
  }

  @Test func `a bank cost is borne by free money`() throws {
    try given { try $0.receive(50_000, .free) }.when { try $0.cost(1_000) }
      .then(.posted("expenses:operating / bank, Av / Res", 1_000, free))
  }

  @Test func `cash moves between own accounts`() throws {
    try given { try $0.receive(50_000) }.when {
      try $0.record(CashMoved(amount: Money(cents: 7_000), from: "main", to: "till"), $0.stream("cash"), by: .teo)
    }.then(.posted("bank:B / bank:A", 7_000, rent))
  }

  @Test func `a fund opens with the balances that it brings`() throws {
    let books = try Books.fixture()
    let opened = try books.record(
      FundOpened(
        title: "Fondo lavoro", restrictions: [RestrictionTerms(name: "start", purposes: ["emergency"])],
        openings: [
          .init(account: "main", amount: Money(cents: 70_000), restriction: "start"),
          .init(account: "main", amount: Money(cents: 20_000), restriction: "free"),
          .init(account: "till", amount: Money(cents: 1_000), restriction: "free"),
        ]), "fund/lavoro", by: .anna)
    #expect(
      opened.posted == [
        "assets:bank:main": 90_000, "assets:bank:till": 1_000, "equity:fund:lavoro:start:available": -70_000,
        "equity:fund:lavoro:free:available": -21_000,
      ])
  }

  @Test func `a reversal is the exact mirror`() throws {
    let fund = try given { try $0.receive(50_000) }
    let paid = try fund.books.grant(10_000)
    try fund.when {
      try $0.proposeReversal(of: paid, by: .teo)
    }.then(.postedNothing)
    try fund.when { try $0.reverse(paid, by: .tina) }.then(
      .posted("bank / expenses, S / Av, memo:commitments / contra", 10_000, PostingTable(id: paid.entry.stream.ulid)))
  }

  @Test func `closing a period posts nothing`() throws {
    try given().when { try $0.close($0.day("2026-02-28")) }.then(.postedNothing)
  }

  @Test func `a payment of ours that bounces is owed until it is paid again`() throws {
    let fund = try given { try $0.receive(50_000) }
    let paid = try fund.books.grant(10_000)
    var bounce: LoggedEntry?
    try fund.when { bounce = try $0.bounce(paid) }.then(.posted("bank / payable", 10_000, rent))
    let stream = try #require(bounce).entry.stream
    try fund.when {
      try $0.record(PaymentReissued(amount: Money(cents: 10_000), account: "main"), stream, by: .teo)
    }.then(.posted("payable / bank", 10_000, rent))
  }

  @Test func `a payment to us that bounces is taken back exactly`() throws {
    let fund = try given { try $0.receive(50_000, .free) }
    let gift = try fund.books.receive(10_000, .free)
    try fund.when { try $0.bounce(gift) }.then(.posted("income:donations / bank, Av / Res", 10_000, free))
    let pledge = try fund.books.pledge(10_000)
    let received = try fund.books.receive(10_000, in: pledge.entry.stream)
    try fund.when { try $0.bounce(received) }.then(.posted("receivable / bank, Av / pledged", 10_000, rent))
  }

  @Test func `requests, refusals, evidence and ratification post nothing`() throws {
    let fund = try given { try $0.receive(50_000) }
    try fund.when { try $0.request(10_000) }.then(.postedNothing)
    let refused = try fund.books.request(10_000)
    try fund.when { try $0.record(GrantRefused(reason: .noNeed), refused, by: .carla) }.then(.postedNothing)
    let paid = try fund.books.grant(10_000)
    try fund.when {
      try $0.record(GrantEvidenced(document: Books.fingerprint(3), attestation: nil), paid.entry.stream, by: .omar)
    }.then(.postedNothing)
  }
}
