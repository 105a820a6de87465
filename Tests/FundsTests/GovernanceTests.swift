import Funds
import LedgerCore
import Sodium
import Testing

/// Who may sign is decided by log positions and two administrators, never by claimed times.
@Suite struct GovernanceTests {
  private func request(_ books: Books, device: UInt8, by person: Person = .olga) throws {
    try books.record(
      GrantRequested(
        amount: .eur(1), from: .rent, purpose: "arrears", beneficiary: Party.family, payee: Party.landlord),
      books.stream("grant"), by: person, as: .operator, device: device)
  }

  @Test func `a key is valid for the entries after the one that adds it, and up to the one that removes it`() throws {
    let fund = try given()
    try fund.when { try request($0, device: 2) }.then(.refused("key.not-valid"))
    try fund.books.addKey(.olga, device: 2)
    #expect(try fund.when { try request($0, device: 2) }.refusal == nil)
    _ = try fund.books.removeKey(.olga, device: 1)
    try fund.when { try request($0, device: 1) }.then(.refused("key.not-valid"))
    #expect(try fund.when { try request($0, device: 2) }.refusal == nil)
  }

  @Test func `a key can remove itself, since it is still valid at that position`() throws {
    let fund = try given { try $0.addKey(.olga, device: 2) }
    try fund.books.record(
      MemberKeyRemoved(member: Person.olga.id, key: try Person.olga.key(device: 2).publicKey.keyID), .ledger, by: .olga,
      device: 2)
    try fund.when { try request($0, device: 2) }.then(.refused("key.not-valid"))
  }

  @Test func `a key that was removed never comes back`() throws {
    let fund = try given { try $0.addKey(.olga, device: 2) }
    _ = try fund.books.removeKey(.olga, device: 2)
    try fund.when { try $0.addKey(.olga, device: 2) }.then(.refused("key.already-enrolled"))
    try fund.when { try $0.propose(.nino, try Person.nino.stolen(.olga, 2, $0)) }
      .then(.refused("key.already-enrolled"))
  }

  @Test func `an entry drafted before its key was removed is refused when it comes after`() throws {
    let fund = try given { try $0.addKey(.olga, device: 2) }
    let books = fund.books
    let request = try EntryRequest(
      GrantRequested(
        amount: .eur(1), from: .rent, purpose: "arrears", beneficiary: Party.family, payee: Party.landlord),
      stream: books.stream("grant"), actor: Person.olga.id, role: .operator, effective: books.today, id: books.id())
    let key = try Person.olga.key(device: 2)
    let drafted = try books.ledger.prepare([request], recorded: books.clock) { SignedEntry($0.entry, with: key) }
    _ = try books.removeKey(.olga, device: 2)
    let refusal = #expect(throws: Refusal.self) { try books.ledger.submit(drafted, now: books.clock) }
    #expect(refusal?.code.id == "key.not-valid")
  }

  @Test func `nobody signs with another member's key`() throws {
    let fund = try given()
    let request = try EntryRequest(
      GrantApproved(amount: .eur(1), payee: Party.landlord), stream: try fund.books.request(100),
      actor: Person.carla.id, role: .committee, effective: fund.books.today, id: fund.books.id())
    try fund.books.receive(100)
    try fund.when { try $0.submit(request, with: try Person.olga.key()) }.then(.refused("key.not-valid"))
  }

  @Test func `another person's key needs a second administrator who is not that person`() throws {
    let fund = try given()
    let added = try fund.books.addKey(.olga, device: 2, by: .anna)
    try fund.when { try request($0, device: 2) }.then(.refused("key.not-valid"))
    try fund.when { try $0.confirm(added, by: .anna) }.then(.refused("approval.same-person"))
    try fund.books.confirm(added)
    #expect(try fund.when { try request($0, device: 2) }.refusal == nil)
    let removed = try fund.books.removeKey(.olga, device: 1, by: .anna)
    #expect(try fund.when { try request($0, device: 1) }.refusal == nil)
    try fund.books.confirm(removed)
    try fund.when { try request($0, device: 1) }.then(.refused("key.not-valid"))
  }

  @Test func `an enrolment is nothing until a second administrator confirms it`() throws {
    let fund = try given()
    let proposal = try fund.books.propose()
    try fund.when { try request($0, device: 1, by: .nino) }.then(.refused("member.unknown"))
    try fund.when { try $0.record(MemberConfirmed(confirms: proposal.id), .ledger, by: .olga, as: .administrator) }
      .then(.refused("role.not-held"))
    try fund.books.confirm(proposal)
    #expect(try fund.when { try request($0, device: 1, by: .nino) }.refusal == nil)
  }

  @Test func `new roles replace the old ones once they are confirmed`() throws {
    let fund = try given()
    let change = try fund.books.changeRoles(.olga, [.treasurer])
    #expect(try fund.when { try request($0, device: 1) }.refusal == nil)
    try fund.books.confirm(change)
    try fund.when { try request($0, device: 1) }.then(.refused("role.not-held"))
    try fund.books.receive(100, by: Person(3, "olga", .treasurer))
  }

  @Test func `a revoked member signs nothing from that position on, with no key`() throws {
    let fund = try given { try $0.addKey(.olga, device: 2) }
    try fund.books.record(MemberRevoked(member: Person.olga.id, compromisedSince: 3), .ledger, by: .anna)
    for device: UInt8 in [1, 2] {
      try fund.when { try request($0, device: device) }.then(.refused("member.revoked"))
    }
    let state = try fund.books.ledger.state(of: .ledger, as: LedgerState.self)
    #expect(state.members[Person.olga.id]?.compromisedSince == 3)
  }

  @Test func `of the last two administrators none goes, by any way`() throws {
    let fund = try given()
    try fund.when { try $0.record(MemberRevoked(member: Person.anna.id, compromisedSince: nil), .ledger, by: .anna) }
      .then(.refused("member.last-administrators"))
    try fund.when { _ = try $0.changeRoles(.bruno, [.treasurer]) }.then(.refused("member.last-administrators"))
    try fund.when { _ = try $0.removeKey(.bruno, device: 1, by: .anna) }.then(.refused("key.last"))
    try fund.books.enrol(Person(30, "third", .administrator))
    #expect(
      try fund.when { try $0.record(MemberRevoked(member: Person.bruno.id, compromisedSince: nil), .ledger, by: .anna) }
        .refusal == nil)
  }

  @Test func `who acts for a body must be let`() throws {
    let fund = try given { try $0.receive(5_000, .food) }
    let voucher = try fund.books.issue(1_000)
    func redeem(_ books: Books, for body: Slug) throws {
      try books.record(VoucherRedeemed(shop: "emporio", attestation: nil), voucher, by: .hugo, onBehalfOf: body)
    }
    try fund.when { try redeem($0, for: "comune") }.then(.refused("body.not-represented"))
    #expect(try fund.when { try redeem($0, for: "emporio") }.refusal == nil)
  }

  @Test func `a policy is in force only when a second administrator has confirmed it`() throws {
    let fund = try given()
    var text = PolicyText()
    text.kinds.removeAll { $0 == "grant.requested" }
    let proposal = try fund.books.record(PolicyAdopted(policy: try text.policy()), .ledger, by: .anna)
    #expect(try fund.when { try request($0, device: 1) }.refusal == nil)
    try fund.books.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .bruno)
    try fund.when { try request($0, device: 1) }.then(.refused("policy.kind-not-admitted"))
  }

  @Test func `an entry drafted under another policy is refused`() throws {
    let fund = try given()
    let books = fund.books
    let request = try EntryRequest(
      GrantRequested(
        amount: .eur(1), from: .rent, purpose: "arrears", beneficiary: Party.family, payee: Party.landlord),
      stream: books.stream("grant"), actor: Person.olga.id, role: .operator, effective: books.today, id: books.id())
    let key = try Person.olga.key()
    let drafted = try books.ledger.prepare([request], recorded: books.clock) { SignedEntry($0.entry, with: key) }
    try books.adopt(PolicyText(version: "2026-2"))
    let refusal = #expect(throws: Refusal.self) { try books.ledger.submit(drafted, now: books.clock) }
    #expect(refusal?.code.id == "policy.changed")
  }

  @Test func `nothing takes effect in a closed period, and closings only go forward`() throws {
    let fund = try given { try $0.close($0.day("2026-02-28")) }
    try fund.when { try $0.receive(1, on: $0.day("2026-02-28")) }.then(.refused("period.closed"))
    #expect(try fund.when { try $0.receive(1, on: $0.day("2026-03-01")) }.refusal == nil)
    try fund.when { try $0.close($0.day("2026-02-27")) }.then(.refused("period.already-closed"))
  }

  @Test func `a restore and a new log key are declared by two administrators`() throws {
    let books = try Books.fixture()
    let restore = try books.record(LedgerRestored(size: 500, lostRoot: Books.fingerprint(8)), .ledger, by: .anna)
    #expect(try books.ledger.state(of: .ledger, as: LedgerState.self).restorations == [:])
    try books.record(RestoreConfirmed(confirms: restore.id), .ledger, by: .bruno)
    let rotation = try books.record(LogKeyRotated(logKey: try Books.vkey(201)), .ledger, by: .anna)
    try books.record(LogKeyConfirmed(confirms: rotation.id), .ledger, by: .bruno)
    let state = try books.ledger.state(of: .ledger, as: LedgerState.self)
    #expect(state.restorations == [500: Books.fingerprint(8).digest])
    #expect(state.logKey == (try Books.vkey(201)))
  }

  @Test(arguments: [
    PolicyText(version: ""), PolicyText(bankAccounts: []), PolicyText(approvals: []),
    PolicyText(approvals: [(100, 2), (200, 1)]), PolicyText(approvals: [(200, 1), (100, 2)]),
    PolicyText(approvals: [(100, 0)]), PolicyText(approvals: [(100, 10)]), PolicyText(approvalValidDays: 0),
    PolicyText(reserves: [("rent", -1)]), PolicyText(urgentUpTo: 0), PolicyText(ratifyWithinDays: 0),
    PolicyText(voucherApprovalAbove: -1), PolicyText(kinds: ["grant.paid", "grant.paid"]),
  ])
  func `a policy that nobody could work under is refused`(text: PolicyText) throws {
    try given().when { try $0.record(PolicyAdopted(policy: try text.policy()), .ledger, by: .anna) }
      .then(.refused("policy.invalid"))
  }

  @Test func `sending an entry again gives the first receipt, and writes nothing`() throws {
    let books = try Books.fixture()
    let request = try EntryRequest(
      ContributionReceived(amount: .eur(1), to: .rent, account: "main", donor: nil),
      stream: books.stream("contribution"), actor: Person.teo.id, role: .treasurer, effective: books.today,
      id: books.id())
    let key = try Person.teo.key()
    let signed = try books.ledger.prepare([request], recorded: books.clock) { SignedEntry($0.entry, with: key) }
    let first = try books.ledger.submit(signed, now: books.clock)
    #expect(try books.ledger.submit(signed, now: books.clock) == first)
    #expect(try books.balance("assets:bank:main") == 100)
  }

  @Test func `a submission is all or nothing`() throws {
    let books = try Books.fixture()
    let size = books.size
    let stream = books.stream("contribution")
    let requests = try [100, 1_000_000_000_001].map { cents in
      try EntryRequest(
        ContributionReceived(amount: Money(cents: cents), to: .rent, account: "main", donor: nil), stream: stream,
        actor: Person.teo.id, role: .treasurer, effective: books.today, id: books.id())
    }
    let key = try Person.teo.key()
    #expect(throws: Refusal.self) {
      try books.ledger.prepare(requests, recorded: books.clock) { SignedEntry($0.entry, with: key) }
    }
    let good = try books.ledger.prepare([requests[0]], recorded: books.clock) { SignedEntry($0.entry, with: key) }
    let bad = try books.forged(requests[0], with: key) { $0.id = books.id() }
    #expect(throws: Refusal.self) { try books.ledger.submit(good + [bad], now: books.clock) }
    #expect(books.size == size)
    #expect(try books.balance("assets:bank:main") == 0)
  }
}

extension Person {
  /// A proof by somebody who has got hold of another person's key.
  fileprivate func stolen(_ victim: Person, _ device: UInt8, _ books: Books) throws -> EnrolmentProof {
    EnrolmentProof(
      signing: try victim.key(device: device), member: id, ledger: try books.ledgerID(), origin: Books.origin,
      nonce: [UInt8](repeating: 7, count: 16), expires: books.clock.adding(seconds: 3_600))
  }
}
