import Funds
import LedgerCore
import Testing

/// What may be promised and spent: the domain's own figures, and facts at the bank that spare nobody.
@Suite struct SpendingTests {
  /// Available 1,000 and committed 400, in one restriction.
  private func thousandLessFourHundred() throws -> Given {
    try given {
      try $0.receive(100_000)
      try $0.approve(try $0.request(40_000), 40_000)
    }
  }

  @Test(arguments: [50_000, 60_000])
  func `of 1,000 with 400 committed, 500 and 600 pass`(amount: Int) throws {
    let fund = try thousandLessFourHundred()
    let grant = try fund.books.request(amount, for: Party.otherFamily)
    try fund.when { try $0.approve(grant, amount) }.then(
      .posted(
        "memo:commitments / contra, memo:assistance / contra:assistance", amount,
        PostingTable(id: grant.ulid, party: Party.otherFamily)))
  }

  @Test(arguments: [60_001, 60_100])
  func `of 1,000 with 400 committed, 600.01 and 601 do not pass`(amount: Int) throws {
    let fund = try thousandLessFourHundred()
    let grant = try fund.books.request(amount, for: Party.otherFamily)
    try fund.when { try $0.approve(grant, amount) }.then(.refused("fund.insufficient"))
  }

  @Test(arguments: [(50_000, true), (50_001, false)])
  func `a minimum reserve of 100 leaves 500`(amount: Int, passes: Bool) throws {
    let fund = try thousandLessFourHundred()
    try fund.books.adopt(PolicyText(reserves: [("rent", 10_000)]))
    let grant = try fund.books.request(amount, for: Party.otherFamily)
    let outcome = try fund.when { try $0.approve(grant, amount) }
    #expect(outcome.refusal?.code.id == (passes ? nil : "fund.insufficient"))
  }

  @Test func `what is approved can be paid although a later reserve leaves nothing for others`() throws {
    let fund = try given { try $0.receive(10_000) }
    let grant = try fund.books.request(10_000)
    try fund.books.approve(grant, 10_000)
    try fund.books.adopt(PolicyText(reserves: [("rent", 10_000)]))
    let outcome = try fund.when { try $0.pay(grant, 10_000) }
    #expect(outcome.refusal == nil)
  }

  @Test func `money of another restriction does not help`() throws {
    let fund = try given {
      try $0.receive(50_000, .food)
      try $0.receive(50_000, .free)
    }
    let grant = try fund.books.request(1)
    try fund.when { try $0.approve(grant, 1) }.then(.refused("fund.insufficient"))
  }

  @Test func `committed money can be neither transferred, reserved, refunded nor returned`() throws {
    let fund = try given {
      try $0.receive(10_000)
      try $0.capital(10_000)
      try $0.approve(try $0.request(15_000), 15_000)
    }
    let gift = try fund.books.entry(at: fund.books.size - 4).entry.stream
    let capital = try fund.books.entry(at: fund.books.size - 3).entry.stream
    let transfer = fund.books.stream("transfer")
    try fund.books.record(
      TransferProposed(amount: .eur(51), from: .rent, to: .food, donorConsent: Books.fingerprint(1)), transfer, by: .teo
    )
    try fund.when { try $0.record(TransferMade(amount: .eur(51)), transfer, by: .tina) }
      .then(.refused("fund.insufficient"))
    try fund.when { try $0.record(ReserveSet(amount: .eur(51), restriction: "rent"), "fund/casa", by: .anna) }
      .then(.refused("fund.insufficient"))
    try fund.when { try $0.record(RefundApproved(amount: .eur(51)), gift, by: .carla) }
      .then(.refused("fund.insufficient"))
    try fund.when { try $0.record(CapitalReturnApproved(amount: .eur(51)), capital, by: .carla) }
      .then(.refused("fund.insufficient"))
  }

  @Test func `a cost is admitted below zero, and approvals wait until it is covered`() throws {
    let fund = try given {
      $0.mayBeBelowZero = true
      try $0.receive(50_000)
    }
    let grant = try fund.books.request(1_000)
    try fund.when { try $0.cost(2_000) }
      .then(.posted("expenses:operating / bank, Av / Res", 2_000, PostingTable(restriction: "free")))
    #expect(try fund.books.balance("equity:fund:casa:free:available") == 2_000)
    try fund.when { try $0.approve(grant, 1_000) }.then(.refused("fund.uncovered"))
    try fund.when { try $0.issue(1_000) }.then(.refused("fund.uncovered"))
    try fund.books.receive(1_999, .free)
    try fund.when { try $0.approve(grant, 1_000) }.then(.refused("fund.uncovered"))
    try fund.books.receive(1, .free)
    fund.books.mayBeBelowZero = false
    #expect(try fund.when { try $0.approve(grant, 1_000) }.refusal == nil)
  }

  @Test func `a bank account below zero blocks approvals too`() throws {
    let fund = try given {
      $0.mayBeBelowZero = true
      try $0.receive(50_000, .free)
      try $0.cost(1, account: "till")
    }
    let grant = try fund.books.request(1_000, .free)
    try fund.when { try $0.approve(grant, 1_000) }.then(.refused("fund.uncovered"))
  }

  @Test func `a gift that bounces after it was spent leaves its restriction below zero until it is covered`() throws {
    let fund = try given { $0.mayBeBelowZero = true }
    let gift = try fund.books.receive(10_000)
    try fund.books.receive(50_000, .food)
    try fund.books.grant(8_000)
    try fund.when { try $0.bounce(gift) }.then(.posted("Av / bank", 10_000, PostingTable()))
    #expect(try fund.books.balance("equity:fund:casa:rent:available") == 8_000)
    let food = try fund.books.request(1_000, .food, purpose: "food")
    try fund.when { try $0.approve(food, 1_000) }.then(.refused("fund.uncovered"))
    try fund.books.receive(8_000)
    #expect(try fund.when { try $0.approve(food, 1_000) }.refusal == nil)
  }

  @Test func `what a cost took cannot be paid to anybody, although it was approved`() throws {
    let fund = try given { try $0.receive(10_000, .free) }
    let grant = try fund.books.request(10_000, .free)
    try fund.books.approve(grant, 10_000)
    try fund.books.cost(1)
    try fund.when { try $0.pay(grant, 10_000) }.then(.refused("account.overdrawn"))
  }

  @Test func `a pledge that bounced can be received again or cancelled, and is not refunded`() throws {
    let fund = try given { try $0.receive(50_000) }
    let pledge = try fund.books.pledge(10_000).entry.stream
    let received = try fund.books.receive(10_000, in: pledge)
    try fund.books.bounce(received)
    try fund.when { try $0.record(RefundApproved(amount: .eur(1)), pledge, by: .carla) }
      .then(.refused("contribution.exceeds-received"))
    try fund.when { try $0.receive(10_001, in: pledge) }.then(.refused("contribution.exceeds-pledge"))
    try fund.when { try $0.receive(4_000, in: pledge) }
      .then(.posted("bank / receivable, pledged / Av", 4_000, PostingTable()))
    try fund.when { try $0.record(PledgeCancelled(amount: .eur(60), reason: .uncollectable), pledge, by: .teo) }
      .then(.posted("pledged / receivable", 6_000, PostingTable()))
  }

  @Test func `money is spent down to the last cent, and not a cent further`() throws {
    let fund = try given { try $0.receive(10_000) }
    try fund.books.grant(9_999)
    let grant = try fund.books.request(2, for: Party.otherFamily)
    try fund.when { try $0.approve(grant, 2) }.then(.refused("fund.insufficient"))
    try fund.books.grant(1, for: Party.otherFamily)
    #expect(try fund.books.balance("equity:fund:casa:rent:available") == 0)
    #expect(try fund.books.balance("assets:bank:main") == 0)
  }
}
