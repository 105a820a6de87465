import Funds
import LedgerCore
import Testing

/// The rows of the domain's posting table that guarantees make, one row, one scenario.
@Suite struct GuaranteePostingTests {
  private func table(_ guarantee: StreamID, _ purse: Restriction = .rent) -> PostingTable {
    PostingTable(restriction: purse.name.text, id: guarantee.ulid)
  }

  @Test(arguments: Restriction.guarantors)
  func `a guarantee issued raises its residual cap, and ended lowers it`(purse: Restriction) throws {
    let fund = try given {
      try $0.receive(500_000, purse)
      try $0.reserve(200_000, purse)
    }
    let household = try fund.books.register()
    let guarantee = try fund.books.requestGuarantee(from: purse, for: household)
    var table = table(guarantee, purse)
    table.party = household.id
    try fund.when { try $0.issueGuarantee(guarantee) }.then(
      .posted("memo:guarantees / contra:guarantees, memo:guaranteed / contra:guaranteed", 600_000, table))
    try fund.when { try $0.release(guarantee) }.then(
      .posted("contra:guarantees / memo:guarantees", 600_000, table))
  }

  @Test func `expiry lowers what is left of the cap`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee()
    try fund.books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try fund.books.payGuarantee(guarantee)
    fund.books.pass(days: 366)
    try fund.when { try $0.record(GuaranteeExpired(), guarantee, by: .olga) }.then(
      .posted("contra:guarantees / memo:guarantees", 560_000, table(guarantee)))
  }

  @Test(arguments: Restriction.guarantors)
  func `a provision is a loss that the reserve bears, and what is not needed is its mirror`(purse: Restriction) throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(from: purse)
    _ = try fund.books.claim(guarantee, ["2026-01", "2026-02"])
    let up = "guarantee-losses / provision, Rsv / S"
    try fund.when { try $0.provision(guarantee, 30_000) }.then(.posted(up, 30_000, table(guarantee, purse)))
    try fund.when { try $0.provision(guarantee, 40_000) }.then(.posted(up, 10_000, table(guarantee, purse)))
    let down = "provision / guarantee-losses, S / Rsv"
    try fund.when { try $0.provision(guarantee, 5_000) }.then(.posted(down, 35_000, table(guarantee, purse)))
    try fund.when { try $0.provision(guarantee, 5_000) }.then(.postedNothing)
  }

  @Test func `a provision that is not needed after its year was closed is a recovery`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(fund.books.terms(end: "2027-12-31"))
    _ = try fund.books.claim(guarantee, ["2026-01", "2026-02"])
    try fund.books.provision(guarantee, 30_000)
    fund.books.pass(days: 310)
    try fund.books.close(fund.books.day("2026-12-31"))
    try fund.when { try $0.provision(guarantee, 0) }.then(
      .posted("provision / income:recoveries, S / Rsv", 30_000, table(guarantee)))
  }

  @Test(arguments: Restriction.guarantors)
  func `a claim accepted without provision is a loss that is payable`(purse: Restriction) throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(from: purse)
    try fund.when { try $0.acceptedClaim(guarantee, ["2026-01", "2026-02"]) }.then(
      .posted(
        "guarantee-losses / payable, Rsv / S, contra:guarantees / memo:guarantees", 40_000, table(guarantee, purse)))
  }

  @Test func `a claim accepted uses its provision first, and the reserve for the rest`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee()
    let claim = try fund.books.claim(guarantee, ["2026-01", "2026-02"])
    try fund.books.provision(guarantee, 30_000)
    try fund.books.notify(guarantee, claim)
    try fund.books.reply(guarantee, claim)
    let accepted = try fund.books.accept(guarantee, claim)
    let table = table(guarantee)
    let rows = [
      table.postings("provision / payable", 30_000), table.postings("guarantee-losses / payable, Rsv / S", 10_000),
      table.postings("contra:guarantees / memo:guarantees", 40_000),
    ]
    #expect(accepted.posted == rows.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) })
    // The mirror, as far as the tenant has paid: first what the reserve bore, then the provision.
    let back = try fund.books.tenantPays(guarantee, 37_500)
    let mirror = [
      table.postings("payable / guarantee-losses, S / Rsv", 10_000), table.postings("payable / provision", 20_000),
      table.postings("memo:guarantees / contra:guarantees", 30_000),
    ]
    #expect(back.posted == mirror.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) })
    // What is left of the provision ends with the guarantee.
    try fund.books.payGuarantee(guarantee)
    let end = [
      table.postings("provision / guarantee-losses, S / Rsv", 20_000),
      table.postings("contra:guarantees / memo:guarantees", 590_000),
    ]
    #expect(
      try fund.books.release(guarantee).posted == end.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) })
  }

  @Test func `payment leaves the bank, and the tenant owes it to the fund`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee()
    try fund.books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try fund.when { try $0.payGuarantee(guarantee) }.then(
      .posted("payable / bank, memo:recourse / contra:recourse", 40_000, table(guarantee)))
  }

  @Test(arguments: Restriction.guarantors)
  func `the tenant pays the landlord before payment: the mirror, and the cap is restored`(purse: Restriction) throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(from: purse)
    try fund.books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try fund.when { try $0.tenantPays(guarantee, 150_000) }.then(
      .posted(
        "payable / guarantee-losses, S / Rsv, memo:guarantees / contra:guarantees", 40_000, table(guarantee, purse)))
    #expect(try fund.books.balance(Chart.exposure(purse)) == -600_000)
  }

  @Test func `the mirror of a year that was closed is a recovery`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(fund.books.terms(end: "2027-12-31"))
    try fund.books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    fund.books.pass(days: 310)
    try fund.books.close(fund.books.day("2026-12-31"))
    try fund.when { try $0.tenantPays(guarantee, 150_000) }.then(
      .posted(
        "payable / income:recoveries, S / Rsv, memo:guarantees / contra:guarantees", 40_000, table(guarantee)))
  }

  @Test(arguments: Restriction.guarantors)
  func `recourse recovered strengthens the reserve; waived or lost it is memorandum only`(purse: Restriction) throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(from: purse)
    try fund.books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try fund.books.payGuarantee(guarantee)
    try fund.when { try $0.recover(guarantee, 25_000) }.then(
      .posted("bank / income:recoveries, Res / Rsv, contra:recourse / memo:recourse", 25_000, table(guarantee, purse)))
    try fund.when { try $0.record(RecourseWaived(amount: .eur(50)), guarantee, by: .carla) }.then(
      .posted("contra:recourse / memo:recourse", 5_000, table(guarantee, purse)))
    try fund.when { try $0.record(RecourseLost(amount: .eur(100)), guarantee, by: .carlo) }.then(
      .posted("contra:recourse / memo:recourse", 10_000, table(guarantee, purse)))
    #expect(try fund.books.balance(Chart.recourse(guarantee.id)) == 0)
  }

  @Test func `the steps on the way post nothing`() throws {
    let fund = try given { try $0.receive(500_000) }
    let withdrawn = try fund.books.requestGuarantee()
    try fund.when { try $0.approveGuarantee(withdrawn) }.then(.postedNothing)
    try fund.when { try $0.record(GuaranteeWithdrawn(), withdrawn, by: .olga) }.then(.postedNothing)
    let guarantee = try fund.books.guarantee(for: fund.books.register())
    try fund.when { _ = try $0.claim(guarantee, ["2026-01"]) }.then(.postedNothing)
    let claim = try fund.books.newest().id
    try fund.when { try $0.notify(guarantee, claim) }.then(.postedNothing)
    try fund.when { try $0.reply(guarantee, claim, .disputes) }.then(.postedNothing)
    try fund.when { try $0.record(ClaimRefused(claim: claim, reason: .disputed), guarantee, by: .carlo) }
      .then(.postedNothing)
    try fund.when { try $0.releaseDwelling(guarantee) }.then(.postedNothing)
  }
}
