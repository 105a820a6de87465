import Funds
import LedgerCore
import Testing

/// Money leaves only through different persons, whatever keys, memberships and dates they use.
@Suite struct FourEyesTests {
  @Test func `a second key of the same member is the same person`() throws {
    let fund = try given { try $0.receive(10_000) }
    try fund.books.addKey(.pia, device: 2)
    let grant = try fund.books.request(10_000, by: .pia)
    try fund.when { try $0.approve(grant, 10_000, by: .pia, device: 2) }.then(.refused("approval.same-person"))
  }

  @Test func `a second membership with the same party is the same person`() throws {
    let double = Person(21, "pia again", .committee)
    let fund = try given {
      try $0.receive(10_000)
      try $0.enrol(double, party: Party.pia)
    }
    let grant = try fund.books.request(10_000, by: .pia)
    try fund.when { try $0.approve(grant, 10_000, by: double) }.then(.refused("approval.same-person"))
  }

  @Test func `a second membership cannot confirm what the first proposed`() throws {
    let first = Person(22, "first", .administrator)
    let second = Person(23, "second", .administrator)
    let fund = try given {
      try $0.enrol(first, party: Party.pia)
      try $0.enrol(second, party: Party.pia)
    }
    let proposal = try fund.books.record(PolicyAdopted(policy: try PolicyText().policy()), .ledger, by: first)
    try fund.when { try $0.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: second) }
      .then(.refused("approval.same-person"))
  }

  @Test func `an administrator does not confirm their own enrolment under another id`() throws {
    let first = Person(22, "first", .administrator)
    let second = Person(23, "second", .administrator)
    let fund = try given { try $0.enrol(first, party: Party.pia) }
    let proposal = try fund.books.record(
      MemberEnrolled(
        try fund.books.proof(second), roles: [.administrator], bodies: [], party: Party.pia, record: nil), .ledger,
      by: .anna)
    try fund.when { try $0.confirm(proposal, by: first) }.then(.refused("approval.same-person"))
  }

  @Test(arguments: [(Party.pia, Party.landlord), (Party.family, Party.pia)])
  func `nobody approves or pays what is for themselves`(beneficiary: ULID, payee: ULID) throws {
    let fund = try given { try $0.receive(10_000) }
    let grant = try fund.books.request(10_000, for: beneficiary, payee: payee)
    try fund.when { try $0.approve(grant, 10_000, payee: payee, by: .pia) }.then(.refused("approval.same-person"))
    try fund.books.approve(grant, 10_000, payee: payee)
    try fund.when { try $0.pay(grant, 10_000, payee: payee, by: .pia) }.then(.refused("approval.same-person"))
    #expect(try fund.when { try $0.pay(grant, 10_000, payee: payee) }.refusal == nil)
  }

  @Test func `nobody issues or redeems a voucher that is for themselves`() throws {
    let fund = try given { try $0.receive(10_000, .food) }
    func issue(by person: Person, _ books: Books) throws -> StreamID {
      try books.record(
        VoucherIssued(books.terms(1_000, for: Party.pia), expires: books.today), books.stream("voucher"), by: person,
        as: .operator
      ).entry.stream
    }
    try fund.when { _ = try issue(by: .pia, $0) }.then(.refused("approval.same-person"))
    let voucher = try issue(by: .olga, fund.books)
    try fund.when { try $0.record(VoucherRedeemed(shop: "emporio", attestation: nil), voucher, by: .pia) }
      .then(.refused("approval.same-person"))
  }

  @Test func `the person for whom an operator attests is a person of the chain`() throws {
    let fund = try given { try $0.receive(10_000) }
    let grant = try fund.books.request(10_000, attestation: fund.books.paper(Party.pia))
    try fund.when { try $0.approve(grant, 10_000, by: .pia) }.then(.refused("approval.same-person"))
  }

  @Test func `splitting does not help, since the year is counted`() throws {
    let fund = try given { try $0.receive(500_000) }
    try fund.books.grant(60_000)
    let second = try fund.books.request(60_000)
    try fund.when { try $0.approve(second, 60_000) }.then(.postedNothing)
    try fund.when { try $0.pay(second, 60_000) }.then(.refused("grant.wrong-state"))
    try fund.books.approve(second, 60_000, by: .carlo)
    try fund.books.pay(second, 60_000)
    #expect(try fund.books.ledger.state(of: second, as: GrantState.self).approvers.signers.count == 2)
    let third = try fund.books.request(380_001)
    try fund.when { try $0.approve(third, 380_001) }.then(.refused("approval.above-policy"))
    let other = try fund.books.request(60_000, for: Party.otherFamily)
    try fund.books.approve(other, 60_000)
    try fund.books.pay(other, 60_000)
  }

  @Test func `an approval dated into another year counts in the year in which it is signed`() throws {
    let fund = try given { try $0.receive(500_000) }
    try fund.books.grant(60_000)
    let second = try fund.books.request(60_000, on: fund.books.day("2025-12-30"))
    try fund.when { try $0.approve(second, 60_000, on: $0.day("2025-12-31")) }.then(.postedNothing)
  }

  @Test func `vouchers count with grants, and grants with vouchers`() throws {
    let fund = try given {
      try $0.receive(500_000)
      try $0.receive(500_000, .food)
    }
    try fund.books.grant(95_000)
    let voucher = fund.books.stream("voucher")
    try fund.when { try $0.record(VoucherApproved($0.terms(20_000)), voucher, by: .carla) }.then(.postedNothing)
    try fund.books.record(VoucherApproved(fund.books.terms(20_000)), voucher, by: .carlo)
    try fund.books.issue(20_000, in: voucher)
    #expect(try fund.books.balance(Chart.assistance(Party.family, year: 2026)) == 115_000)
  }

  @Test func `money that came back is not counted as help any more`() throws {
    let fund = try given { try $0.receive(500_000) }
    let paid = try fund.books.grant(90_000)
    try fund.books.record(GrantReturned(amount: .eur(800), account: "main"), paid.entry.stream, by: .teo)
    try fund.books.grant(90_000)
  }

  @Test func `two persons pay what is urgent, and a third ratifies`() throws {
    let fund = try given { try $0.receive(50_000) }
    let grant = try fund.books.request(30_000)
    try fund.books.approve(grant, 30_000, by: .pia)
    try fund.when { try $0.pay(grant, 30_000, by: .pia) }.then(.refused("approval.same-person"))
    try fund.books.pay(grant, 30_000, by: .pia, urgent: true)
    #expect(try fund.books.ledger.state(of: grant, as: GrantState.self).awaitsRatification)
    try fund.when { try $0.record(GrantRatified(), grant, by: .pia, as: .committee) }
      .then(.refused("approval.same-person"))
    try fund.books.record(GrantRatified(), grant, by: .carla)
    #expect(try !fund.books.ledger.state(of: grant, as: GrantState.self).awaitsRatification)
    try fund.when { try $0.record(GrantRatified(), grant, by: .carlo) }.then(.refused("grant.nothing-to-ratify"))
  }

  @Test func `two urgent grants of one person are one sum`() throws {
    let fund = try given { try $0.receive(50_000) }
    let first = try fund.books.request(20_000)
    try fund.books.approve(first, 20_000, by: .pia)
    try fund.books.pay(first, 20_000, by: .pia, urgent: true)
    let second = try fund.books.request(10_001)
    try fund.books.approve(second, 10_001, by: .pia)
    try fund.when { try $0.pay(second, 10_001, by: .pia, urgent: true) }.then(.refused("grant.not-urgent"))
  }

  @Test func `a grant goes through different persons at every step`() throws {
    let fund = try given { try $0.receive(300_000) }
    let grant = try fund.books.request(200_000, by: .olga)
    try fund.books.approve(grant, 200_000, by: .carla)
    try fund.when { try $0.approve(grant, 200_000, by: .carla) }.then(.refused("approval.same-person"))
    try fund.books.approve(grant, 200_000, by: .pia)
    try fund.when { try $0.pay(grant, 200_000, by: .pia) }.then(.refused("approval.same-person"))
    try fund.books.pay(grant, 200_000, by: .teo)
  }

  @Test func `nobody attests two sides of a chain`() throws {
    let fund = try given { try $0.receive(10_000) }
    let grant = try fund.books.request(10_000, attestation: fund.books.paper(Party.family))
    try fund.books.approve(grant, 10_000)
    try fund.books.pay(grant, 10_000)
    func evidence(_ books: Books, by person: Person, for party: ULID) throws {
      try books.record(
        GrantEvidenced(document: Books.fingerprint(3), attestation: books.paper(party)), grant, by: person,
        as: .operator)
    }
    try fund.when { try evidence($0, by: .olga, for: Party.landlord) }.then(.refused("attestation.both-sides"))
    #expect(try fund.when { try evidence($0, by: .olga, for: Party.family) }.refusal == nil, "the same side again")
    #expect(try fund.when { try evidence($0, by: .omar, for: Party.landlord) }.refusal == nil)
  }

  @Test func `nobody attests for themselves, or for a party that nobody knows`() throws {
    let fund = try given()
    try fund.when { try $0.request(1, by: .pia, attestation: $0.paper(Party.pia)) }
      .then(.refused("approval.same-person"))
    try fund.when { try $0.request(1, attestation: $0.paper(Party.unknown)) }.then(.refused("party.unknown"))
  }

  @Test func `only kinds of the policy can be attested`() throws {
    let fund = try given { try $0.adopt(PolicyText(attestable: [])) }
    try fund.when { try $0.request(1, attestation: $0.paper(Party.family)) }.then(.refused("attestation.not-allowed"))
  }
}
