import Funds
import LedgerCore
import Testing

/// What a landlord is owed, when, and who must stand behind it.
@Suite struct GuaranteeTests {
  /// The domain's worked example, and what each term does alone. Amounts are cents.
  @Test(arguments: [
    // coverage, deposit, cap, admitted, recovered, paid, payable
    (8_000, 100_000, 600_000, 150_000, 0, 0, 40_000),
    (8_000, 100_000, 600_000, 300_000, 0, 40_000, 120_000),
    (8_000, 100_000, 600_000, 100_000, 0, 0, 0),
    (8_000, 100_000, 600_000, 99_999, 0, 0, 0),
    (8_000, 0, 100_000, 150_000, 0, 0, 100_000),
    (8_000, 0, 100_000, 450_000, 0, 100_000, 0),
    (8_000, 100_000, 600_000, 300_000, 150_000, 40_000, 0),
    (8_000, 100_000, 600_000, 300_000, 150_001, 40_000, 0),
    (10_000, 0, 600_000, 12_345, 0, 0, 12_345),
    (5_000, 0, 600_000, 1, 0, 0, 1),
    (4_999, 0, 600_000, 1, 0, 0, 0),
    (3_333, 0, 600_000, 50, 0, 0, 17),
    (3_350, 0, 600_000, 10, 0, 0, 3),
  ])
  func `the formula, term by term`(
    coverage: Int, deposit: Int, cap: Int, admitted: Int, recovered: Int, paid: Int, payable: Int
  ) {
    let amounts = GuaranteeAmounts(
      cap: Money(cents: cap), coverageBasisPoints: coverage, admitted: Money(cents: admitted),
      recovered: Money(cents: recovered), deposit: Money(cents: deposit), paid: Money(cents: paid))
    #expect(amounts.payable == Money(cents: payable))
  }

  @Test func `two claims of 1500 at 80 % with a deposit of 1000 pay 400, then 1200`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    #expect(try books.guarantee(guarantee).unpaid == .eur(400))
    try books.payGuarantee(guarantee)
    books.pass(days: 40)
    try books.acceptedClaim(guarantee, ["2026-03", "2026-04"])
    #expect(try books.guarantee(guarantee).unpaid == .eur(1_200))
    try books.payGuarantee(guarantee)
    #expect(try books.balance(Chart.guarantee(.rent, guarantee.id)) == 440_000)
    #expect(try books.balance(Chart.recourse(guarantee.id)) == 160_000)
    #expect(try books.guarantee(guarantee).claims.map(\.status) == [.settled, .settled])
  }

  @Test func `what was accepted counts as paid for the next claim, and one payment settles both`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    books.pass(days: 40)
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    let second = try books.acceptedClaim(guarantee, ["2026-03", "2026-04"])
    #expect(second.posted["liabilities:payable"] == -120_000)
    #expect(try books.payGuarantee(guarantee).posted["assets:bank:main"] == -160_000)
    let again = #expect(throws: Refusal.self) { try books.payGuarantee(guarantee, 160_000) }
    #expect(again?.code.id == "guarantee.nothing-owed")
  }

  @Test func `the cap ends all payment, and the rest of a claim is not owed`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee(books.terms(deposit: 0, cap: 100_000))
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    #expect(try books.guarantee(guarantee).unpaid == .eur(1_000))
    let more = try books.acceptedClaim(guarantee, ["2026-03"])
    #expect(more.posted == [:])
    #expect(try books.balance(Chart.guarantee(.rent, guarantee.id)) == 0)
    try books.payGuarantee(guarantee)
    #expect(try books.guarantee(guarantee).claims.map(\.status) == [.settled, .settled])
  }

  @Test func `a tenant who pays afterwards lessens the next claim, and the landlord gets no more than the loss`() throws
  {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try books.payGuarantee(guarantee)
    #expect(try books.tenantPays(guarantee, 50_000).posted == [:])
    books.pass(days: 40)
    try books.acceptedClaim(guarantee, ["2026-03", "2026-04"])
    // 3000 less 500 from the tenant less 1000 of deposit, of which 80 %, less 400.
    #expect(try books.guarantee(guarantee).unpaid == .eur(800))
  }

  @Test func `the fund's recourse is no income of the landlord's`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try books.payGuarantee(guarantee)
    try books.recover(guarantee, 40_000)
    books.pass(days: 40)
    try books.acceptedClaim(guarantee, ["2026-03", "2026-04"])
    #expect(try books.guarantee(guarantee).unpaid == .eur(1_200))
  }

  @Test func `Milano: the deposit is netted, and the landlord paid, only after the dwelling is released`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(fund.books.terms(scheme: "milano"))
    try fund.books.acceptedClaim(guarantee, ["2026-01", "2026-02"], costs: 10_000)
    #expect(try fund.books.guarantee(guarantee).unpaid == .eur(1_280))
    try fund.when { try $0.payGuarantee(guarantee) }.then(.refused("guarantee.dwelling-not-released"))
    // 1600 less the deposit of 1000, of which 80 %: 800 are not owed after all.
    try fund.when { try $0.releaseDwelling(guarantee) }.then(
      .posted(
        "payable / guarantee-losses, S / Rsv, memo:guarantees / contra:guarantees", 80_000,
        PostingTable(id: guarantee.ulid)))
    #expect(try fund.books.payGuarantee(guarantee).posted["assets:bank:main"] == -48_000)
  }

  @Test func `Liguria: from the third unpaid month, after formal notice, and no legal costs`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(fund.books.terms(scheme: "liguria"))
    func claim(_ months: [String], costs: Int = 0, notice: String? = "2026-03-01") throws -> Outcome {
      try fund.when { try $0.claim(guarantee, months, costs: costs, notice: notice) }
    }
    try claim(["2026-01", "2026-02"]).then(.refused("guarantee.too-few-months"))
    try claim(["2026-01", "2026-02", "2026-03"], notice: nil).then(.refused("guarantee.formal-notice-missing"))
    try claim(["2026-01", "2026-02", "2026-03"], notice: "2026-03-03")
      .then(.refused("guarantee.formal-notice-missing"))
    try claim(["2026-01", "2026-02", "2026-03"], costs: 1).then(.refused("guarantee.costs-not-covered"))
    try claim(["2026-01", "2026-02", "2026-03"]).then(.postedNothing)
    fund.books.pass(days: 31)
    try claim(["2026-04"]).then(.postedNothing)
  }

  @Test func `the tenant has the policy's days to reply, unless the reply has come`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee()
    let claim = try fund.books.claim(guarantee, ["2026-01", "2026-02"])
    try fund.when { try $0.accept(guarantee, claim) }.then(.refused("guarantee.tenant-not-notified"))
    try fund.books.notify(guarantee, claim)
    fund.books.pass(days: 15)
    try fund.when { try $0.accept(guarantee, claim) }.then(.refused("guarantee.reply-pending"))
    fund.books.pass(days: 1)
    try fund.books.accept(guarantee, claim)
  }

  @Test func `a landlord is not paid twice for a month: not again, not on a second guarantee, not after payment`()
    throws
  {
    let fund = try given()
    let family = try fund.books.register()
    let first = try fund.books.guarantee(fund.books.terms(cap: 300_000), for: family)
    let second = try fund.books.guarantee(fund.books.terms(cap: 300_000), from: .free, for: family)
    try fund.books.acceptedClaim(first, ["2026-01", "2026-02"])
    func again(_ guarantee: StreamID) throws {
      try fund.when { try $0.claim(guarantee, ["2026-02", "2026-03"]) }
        .then(.refused("guarantee.month-claimed-twice"))
    }
    try again(first)
    try again(second)
    try fund.books.payGuarantee(first)
    try again(first)
    try again(second)
    try fund.when { try $0.claim(first, ["2026-03", "2026-03"]) }.then(.refused("guarantee.months-invalid"))
  }

  @Test func `a refused claim gives its months free, a reversed one too`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    for _ in 1...3 {
      let claim = try books.claim(guarantee, ["2026-01", "2026-02"])
      try books.record(ClaimRefused(claim: claim, reason: .incomplete), guarantee, by: .carlo)
    }
    try books.claim(guarantee, ["2026-01", "2026-02"])
    try books.reverse(try books.newest(), by: .omar)
    let claim = try books.claim(guarantee, ["2026-01", "2026-02"])
    let refused = #expect(throws: Refusal.self) { try books.claim(guarantee, ["2026-01"]) }
    #expect(refused?.code.id == "guarantee.month-claimed-twice")
    try books.notify(guarantee, claim)
    try books.reply(guarantee, claim)
    try books.accept(guarantee, claim)
  }

  @Test func `a landlord with a key, or who acts for the landlord's body, claims without attestation`() throws {
    let books = try Books.fixture()
    let owner = Person(40, "owner", .creditor)
    let clerk = Person(41, "clerk", .creditor)
    let stranger = Person(42, "stranger", .creditor)
    try books.enrol(owner, party: Party.landlord)
    try books.enrol(clerk, bodies: ["banca"])
    try books.enrol(stranger)
    try books.receive(500_000)
    try books.reserve(200_000)
    let guarantee = try books.requestGuarantee(body: "banca")
    try books.issueGuarantee(guarantee)
    try books.claim(guarantee, ["2026-01"], by: owner, attesting: nil)
    let unpaid = GuaranteeClaimed.UnpaidMonth(CivilMonth(books.day("2026-02-01")), .eur(750))
    let body = GuaranteeClaimed([unpaid], document: Books.fingerprint(30))
    try books.record(body, guarantee, by: clerk, onBehalfOf: "banca")
    for person in [stranger, Person.omar] {
      let refused = #expect(throws: Refusal.self) {
        try books.claim(guarantee, ["2026-03"], by: person, attesting: nil)
      }
      #expect(refused?.code.id == "voice.not-theirs")
    }
  }

  @Test func `the policy's persons count all caps of the year for the family, so that splitting does not help`() throws
  {
    let fund = try given()
    let family = try fund.books.register()
    _ = try fund.books.guarantee(fund.books.terms(cap: 500_000), for: family)
    let second = try fund.books.requestGuarantee(fund.books.terms(cap: 200_000), for: family)
    try fund.when { try $0.issueGuarantee(second) }.then(.refused("guarantee.approvals-missing"))
    try fund.books.approveGuarantee(second, by: .carlo)
    fund.books.pass(days: 31)
    try fund.when { try $0.issueGuarantee(second) }.then(.refused("guarantee.approval-expired"))
    fund.books.pass(days: -1)
    try fund.books.issueGuarantee(second)
  }

  @Test func `whoever asked, approved, claimed or accepted does not take the next step`() throws {
    let fund = try given()
    try fund.books.receive(500_000)
    try fund.books.reserve(200_000)
    let asked = try fund.books.requestGuarantee(by: .pia)
    try fund.when { try $0.issueGuarantee(asked, by: .pia) }.then(.refused("approval.same-person"))
    try fund.books.issueGuarantee(asked)
    let claim = try fund.books.claim(asked, ["2026-01", "2026-02"])
    try fund.books.notify(asked, claim)
    try fund.books.reply(asked, claim)
    for person in [Person.pia, .carla] {
      try fund.when { try $0.accept(asked, claim, by: person) }.then(.refused("approval.same-person"))
    }
    try fund.books.accept(asked, claim)
    try fund.when { try $0.payGuarantee(asked, by: .pia) }.then(.refused("approval.same-person"))
    let other = try fund.books.guarantee(fund.books.terms(cap: 100_000), from: .free)
    try fund.books.claim(other, ["2026-01", "2026-02"])
    let second = try fund.books.newest().id
    try fund.books.notify(other, second)
    try fund.books.reply(other, second)
    try fund.books.accept(other, second, by: .pia)
    try fund.when { try $0.payGuarantee(other, by: .pia) }.then(.refused("approval.same-person"))
  }

  @Test func `nobody attests the landlord and the tenant`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee()
    let claim = try fund.books.claim(guarantee, ["2026-01"])
    try fund.books.notify(guarantee, claim)
    try fund.when { try $0.reply(guarantee, claim, by: .omar) }.then(.refused("attestation.both-sides"))
    try fund.when { try $0.reply(guarantee, claim, attesting: Party.donor) }.then(.refused("voice.other-party"))
    try fund.books.reply(guarantee, claim)
    try fund.when { try $0.claim(guarantee, ["2026-03"], by: .olga) }.then(.refused("attestation.both-sides"))
    let family = try fund.books.register()
    let attested = try fund.books.requestGuarantee(
      fund.books.terms(cap: 100_000), for: family, attestation: fund.books.paper(Party.family))
    try fund.books.issueGuarantee(attested)
    try fund.when { try $0.claim(attested, ["2026-03"], by: .olga) }.then(.refused("attestation.both-sides"))
  }
}

extension Restriction {
  /// The two sorts of purses that a loss is borne by.
  static let guarantors: [Restriction] = [.rent, .free]
}
