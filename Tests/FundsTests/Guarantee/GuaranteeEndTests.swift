import Funds
import LedgerCore
import Testing

/// How guarantees end, what they bind until then, and what may be promised on a reserve.
@Suite struct GuaranteeEndTests {
  @Test func `nothing ends while a landlord waits for an answer or for money`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee()
    let claim = try fund.books.claim(guarantee, ["2026-01", "2026-02"])
    func expectOpen() throws {
      try fund.when { try $0.release(guarantee) }.then(.refused("guarantee.claim-open"))
    }
    try expectOpen()
    try fund.books.notify(guarantee, claim)
    try fund.books.reply(guarantee, claim)
    try fund.books.accept(guarantee, claim)
    try expectOpen()
    fund.books.pass(days: 400)
    try fund.when { try $0.record(GuaranteeExpired(), guarantee, by: .olga) }
      .then(.refused("guarantee.claim-open"))
    try fund.books.payGuarantee(guarantee)
    try fund.books.record(GuaranteeExpired(), guarantee, by: .olga)
    try fund.when { try $0.claim(guarantee, ["2026-03"]) }.then(.refused("guarantee.wrong-state"))
    try fund.books.recover(guarantee, 40_000)
  }

  @Test func `months can be claimed for the scheme's days after the end, and then it expires`() throws {
    let fund = try given()
    let guarantee = try fund.books.guarantee(fund.books.terms(end: "2026-03-31"))
    fund.books.pass(days: fund.books.day("2026-05-30").dayNumber - fund.books.today.dayNumber)
    try fund.when { try $0.record(GuaranteeExpired(), guarantee, by: .olga) }
      .then(.refused("guarantee.not-expired"))
    let claim = try fund.books.claim(guarantee, ["2026-03"])
    try fund.books.record(ClaimRefused(claim: claim, reason: .notDue), guarantee, by: .carlo)
    fund.books.pass(days: 1)
    try fund.when { try $0.claim(guarantee, ["2026-03"]) }.then(.refused("guarantee.claim-too-late"))
    try fund.books.record(GuaranteeExpired(), guarantee, by: .olga)
  }

  @Test func `a guarantee binds its household until its last claims, and while the tenant owes the fund`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    func obligation(_ stream: StreamID) throws -> Obligation { try books.guarantee(stream).obligation }
    let refused = try books.requestGuarantee(for: family)
    #expect(try obligation(refused) == .running(until: nil))
    try books.record(GuaranteeRefused(reason: .noReserve), refused, by: .carla)
    #expect(try obligation(refused) == .none)
    let guarantee = try books.guarantee(for: family)
    #expect(try obligation(guarantee) == .running(until: books.day("2027-03-01")))
    let help = try #require(try books.guarantee(guarantee).help)
    #expect(help.household == family.id)
    #expect(help.need == "arrears")
    #expect(help.amount == .eur(6_000))
    #expect(help.until == books.day("2026-12-31"))
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    #expect(try obligation(guarantee) == .running(until: nil))
    try books.payGuarantee(guarantee)
    #expect(try obligation(guarantee) == .running(until: nil))
    try books.release(guarantee)
    #expect(try obligation(guarantee) == .running(until: nil))
    try books.recover(guarantee, 30_000)
    books.pass(days: 9)
    try books.record(RecourseLost(amount: .eur(100)), guarantee, by: .carla)
    #expect(try obligation(guarantee) == .ended(books.today))
    let bound = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: family) }
    #expect(bound?.code.id == "erasure.retention-runs")
  }

  @Test func `guarantees of a restriction are promised up to the multiplier of its reserve, exactly`() throws {
    let fund = try given {
      try $0.receive(500_000)
      try $0.receive(500_000, .free)
      try $0.reserve(200_000)
      try $0.reserve(500_000, .free)
    }
    func request(_ cap: Int, rent: Int = 75_000) throws -> StreamID {
      try fund.books.requestGuarantee(fund.books.terms(rent: rent, cap: cap))
    }
    try fund.books.issueGuarantee(try request(600_000))
    let tooMuch = try request(400_001)
    try fund.when { try $0.issueGuarantee(tooMuch) }.then(.refused("guarantee.over-multiplier"))
    try fund.books.issueGuarantee(try request(400_000))
    #expect(try fund.books.balance(Chart.exposure(.rent)) == -1_000_000)
    // The reserve may not be lowered by a cent now, whatever other restrictions have set aside.
    try fund.when { try $0.reserve(199_999) }.then(.refused("reserve.below-exposure"))
    try fund.when { try $0.reserve(200_001) }.then(.posted("Av / Rsv", 1, PostingTable()))
    try fund.when { try $0.reserve(200_000) }.then(.posted("Rsv / Av", 1, PostingTable()))
  }

  @Test func `an excess that came later blocks new guarantees, and a policy without guarantees frees no reserve`()
    throws
  {
    let fund = try given()
    _ = try fund.books.guarantee()
    let next = try fund.books.requestGuarantee(fund.books.terms(rent: 10_000, deposit: 0, cap: 1))
    var stricter = PolicyText()
    stricter.sections["guarantees"] = Books.guaranteeSection(multiplierPercent: 299)
    try fund.books.adopt(stricter)
    try fund.when { try $0.issueGuarantee(next) }.then(.refused("guarantee.over-multiplier"))
    stricter.sections["guarantees"] = nil
    try fund.books.adopt(stricter)
    try fund.when { try $0.reserve(100_000) }.then(.refused("reserve.below-exposure"))
  }

  @Test func `a scheme that has changed since the request needs a new one, and issued conditions stay`() throws {
    let fund = try given { try $0.receive(500_000) }
    try fund.books.reserve(200_000)
    let old = try fund.books.requestGuarantee()
    let issued = try fund.books.requestGuarantee(fund.books.terms(cap: 100_000))
    try fund.books.issueGuarantee(issued)
    let body = try GuaranteeIssued(
      fund.books.terms(), conditions: #require(try fund.books.guarantee(issued).conditions))
    var changed = PolicyText()
    changed.sections["guarantees"] = Books.guaranteeSection(schemes: [Scheme(name: "casa", unpaidMonths: 2)])
    try fund.books.adopt(changed)
    try fund.when { try $0.record(body, old, by: .carla) }.then(.refused("guarantee.terms-differ"))
    try fund.when { try $0.claim(issued, ["2026-01"]) }.then(.postedNothing)
  }

  @Test func `a payment that bounced is paid anew, and recourse stays what it was`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    let bounce = try books.bounce(try books.payGuarantee(guarantee))
    try books.record(PaymentReissued(amount: .eur(400), account: "main"), bounce.entry.stream, by: .teo)
    #expect(try books.balance(Chart.recourse(guarantee.id)) == 40_000)
  }

  @Test func `an acceptance and a payment are taken back by two persons, newest first`() throws {
    let books = try Books.fixture()
    let guarantee = try books.guarantee()
    let accepted = try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    let paid = try books.payGuarantee(guarantee)
    let notNewest = #expect(throws: Refusal.self) { try books.proposeReversal(of: accepted, by: .carlo) }
    #expect(notNewest?.code.id == "reversal.not-newest")
    for entry in [paid, accepted] {
      try books.proposeReversal(of: entry, by: entry.id == paid.id ? .teo : .carla)
      try books.reverse(entry, by: entry.id == paid.id ? .tina : .carlo)
    }
    let state = try books.guarantee(guarantee)
    #expect(state.accepted == .zero)
    #expect(state.claims.map(\.status) == [.open])
    #expect(try books.balance(Chart.exposure(.rent)) == -600_000)
    try books.accept(guarantee, state.claims[0].id)
  }
}
