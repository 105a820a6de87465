import Funds
import LedgerCore
import Testing

/// A family is forgotten by two persons, when nothing binds it any more.
@Suite struct ErasureTests {
  private func household(_ books: Books) throws -> StreamID {
    try books.receive(200_000)
    return try books.register()
  }

  @Test func `two persons erase a family that was only registered`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    try books.propose(books.erasure(), of: family)
    let erased = try books.erase(books.erasure(), of: family)
    #expect(
      erased.posted == [
        "memo:erasures:households": 1, "memo:contra:erasures": -1, "memo:residence:\(Party.family)": -1,
        "memo:residence:\(Party.otherFamily)": -1, "memo:contra:residence": 2,
      ])
    #expect(try books.household(family).isErased)
    let again = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: family) }
    #expect(again?.code.id == "household.erased")
    let back = #expect(throws: Refusal.self) { try books.register([Party.family]) }
    #expect(back?.code.id == "household.party-erased")
    let undone = #expect(throws: Refusal.self) { try books.reverse(erased, by: .anna) }
    #expect(undone?.code.id == "reversal.not-reversible")
  }

  @Test func `neither one person, nor one with two keys, nor one of the family erases it`() throws {
    let son = Person(30, "son", .administrator)
    let books = try Books.fixture()
    try books.enrol(son, party: Party.otherFamily)
    let family = try books.register()
    try books.propose(books.erasure(), of: family)
    for person in [Person.anna, son] {
      let refused = #expect(throws: Refusal.self) { try books.erase(books.erasure(), of: family, by: person) }
      #expect(refused?.code.id == "approval.same-person")
    }
    try books.leave(family, Party.otherFamily)
    let left = #expect(throws: Refusal.self) { try books.erase(books.erasure(), of: family, by: son) }
    #expect(left?.code.id == "approval.same-person", "who left it is still one of them")
  }

  @Test func `an open request, an approval and an urgent payment bind the family, with no day set`() throws {
    let books = try Books.fixture()
    let family = try household(books)
    func expectBound(_ comment: Comment) throws {
      let refused = #expect(throws: Refusal.self, comment) { try books.propose(books.erasure(), of: family) }
      #expect(refused?.code.id == "erasure.obligation-runs", comment)
      #expect(refused?.message.contains("no day set") == true)
    }
    let grant = try books.request(10_000, household: family)
    try expectBound("requested")
    try books.approve(grant, 10_000)
    try expectBound("approved")
    try books.record(GrantWithdrawn(), grant, by: .olga)
    try books.propose(books.erasure(), of: family)
  }

  @Test func `a voucher binds until its last day, and retention is counted from the day of the last payment`() throws {
    let books = try Books.fixture()
    try books.receive(100_000, .food)
    let family = try household(books)
    try books.grant(10_000, in: family)
    let paidOn = books.today
    let expires = paidOn.adding(days: 40)
    let terms = VoucherTerms(
      amount: .eur(10), beneficiary: Party.family, purpose: "food", restriction: .food, household: family.id)
    let voucher = try books.record(VoucherIssued(terms, expires: expires), books.stream("voucher"), by: .olga)
    let bound = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: family) }
    #expect(bound?.code.id == "erasure.obligation-runs")
    #expect(bound?.message.contains("through \(expires)") == true)
    books.pass(days: 41)
    try books.record(VoucherExpired(), voucher.entry.stream, by: .olga)
    let kept = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: family) }
    #expect(kept?.code.id == "erasure.retention-runs")
    #expect(kept?.message.contains("through \(expires.adding(days: 3_653))") == true)
    books.pass(days: 3_653)
    #expect(books.today == expires.adding(days: 3_654))
    try books.propose(books.erasure(), of: family)
    try books.erase(books.erasure(), of: family)
  }

  @Test func `what was asked of an absorbed household binds the one that took it up`() throws {
    let books = try Books.fixture()
    try books.receive(50_000)
    let family = try books.register([Party.family])
    let grant = try books.request(10_000, household: family)
    let other = try books.register()
    try books.merge(family, into: other)
    let refused = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: other) }
    #expect(refused?.code.id == "erasure.obligation-runs")
    #expect(refused?.message.contains(grant.text) == true)
    try books.record(GrantRefused(reason: .noNeed), grant, by: .carla)
    try books.propose(books.erasure(), of: other)
    try books.erase(books.erasure(), of: other)
  }

  @Test func `who lives elsewhere is not forgotten, and who left long ago may be`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    let other = try books.register([Party.otherFamily])
    let refused = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: family) }
    #expect(refused?.code.id == "erasure.parties-invalid")
    #expect(refused?.message.contains("another household") == true)
    try books.leave(family, Party.otherFamily)
    let still = #expect(throws: Refusal.self) { try books.propose(books.erasure(), of: family) }
    #expect(still?.code.id == "erasure.parties-invalid")
    try books.join(other, Party.donor)
    try books.leave(other, Party.otherFamily)
    try books.propose(books.erasure(), of: family)
    try books.erase(books.erasure(), of: family)
    let unsorted = Erasure(basis: .objection, parties: [Party.landlord])
    let stranger = #expect(throws: Refusal.self) { try books.propose(unsorted, of: other) }
    #expect(stranger?.code.id == "erasure.parties-invalid")
    let forgotten = #expect(throws: Refusal.self) {
      try books.propose(books.erasure([Party.otherFamily]), of: other)
    }
    #expect(forgotten?.message.contains("forgotten already") == true)
  }

  @Test func `nothing new is done for a family that was forgotten`() throws {
    let fund = try given { try $0.receive(50_000) }
    let family = try fund.books.register()
    let grant = try fund.books.request(1_000, household: family)
    let no = try fund.books.record(GrantRefused(reason: .noNeed), grant, by: .carla)
    try fund.books.propose(fund.books.erasure(), of: family)
    try fund.books.erase(fund.books.erasure(), of: family)
    try fund.books.reverse(no, by: .carla)
    try fund.when { try $0.approve(grant, 1_000) }.then(.refused("household.erased"))
    try fund.when { try $0.request(1_000, household: family) }.then(.refused("household.erased"))
  }
}
