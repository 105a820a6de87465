import Funds
import LedgerCore
import Testing

func givenService(_ setup: (Books) throws -> Void = { _ in }) throws -> Given {
  let books = try Books.serviceFixture()
  try setup(books)
  return Given(books: books)
}

/// From the agreement to the hour that counts.
@Suite struct ServiceAgreementTests {
  @Test func `an agreement is in force when household and host have said yes to it`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.agree()
    #expect(try books.service(agreement).status == .agreed)
    try books.accept(.host, agreement)
    try books.set(books.terms(), agreement)
    #expect(try books.service(agreement).missing == [.household])
    try books.accept(.household, agreement)
    #expect(try books.service(agreement).status == .inForce)
  }

  @Test func `what the host signs has no debt and no amount in it`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve()
    let session = try books.perform(agreement)
    try books.confirmHours(session)
    try books.dispute(try books.perform(agreement, "14:00", "15:00"))
    let hosts = try books.ledger.store.read { log in
      try log.positions(of: agreement, after: 0).map { try log.stored(at: $0).logged().entry }
        .filter { $0.header.role == .host }
    }
    #expect(hosts.map(\.kind) == ["service.accepted", "service.confirmed", "service.disputed"])
    for entry in hosts {
      let text = String(decoding: entry.body, as: UTF8.self)
      for word in ["debt", "Rate", "Cap", "fund", "creditor", "terms", "amount", Party.donor.description] {
        #expect(!text.contains(word), "\(entry.kind) tells the host \(word)")
      }
      #expect(entry.postings.lines.allSatisfy { $0.commodity == .minutes }, "\(entry.kind) shows the host money")
    }
  }

  @Test func `who does the hours says yes, and nobody else of the family for them`() throws {
    let fund = try givenService()
    let agreement = try fund.books.agree()
    try fund.books.set(fund.books.terms(), agreement)
    try fund.when { try $0.accept(.household, agreement, attesting: $0.paper(Party.otherFamily)) }
      .then(.refused("voice.other-party"))
  }

  @Test func `whoever acts for the host neither sets nor accepts the terms`() throws {
    let both = Person(62, "both", .committee, .host, .operator)
    let fund = try givenService { try $0.enrol(both, bodies: ["emporio"]) }
    let agreement = try fund.books.agree()
    try fund.when { try $0.set($0.terms(), agreement, by: both) }.then(.refused("service.hidden-from-host"))
    try fund.books.set(fund.books.terms(), agreement)
    try fund.when { try $0.accept(.household, agreement, by: both) }.then(.refused("service.hidden-from-host"))
    try fund.when {
      try $0.accept(.host, agreement, terms: try $0.service(agreement).termsEntry)
    }.then(.refused("service.hidden-from-host"))
  }

  @Test func `who has set the terms does not speak for the host later`() throws {
    let both = Person(62, "both", .committee, .host)
    let fund = try givenService { try $0.enrol(both) }
    let agreement = try fund.books.agree()
    try fund.books.set(fund.books.terms(), agreement, by: both)
    let change = try fund.books.changeRoles(both, [.committee, .host], bodies: ["emporio"])
    try fund.books.confirm(change)
    try fund.when { try $0.accept(.host, agreement, by: both) }.then(.refused("approval.same-person"))
  }

  @Test func `nobody attests both household and host`() throws {
    let fund = try givenService()
    let agreement = try fund.books.agree()
    try fund.books.set(fund.books.terms(), agreement)
    try fund.books.accept(.household, agreement, by: .olga)
    try fund.when { try $0.accept(.host, agreement, by: .olga, attesting: $0.paper(Party.landlord)) }
      .then(.refused("attestation.both-sides"))
    try fund.books.accept(.host, agreement, by: .omar, attesting: fund.books.paper(Party.landlord))
    try fund.books.insure(agreement)
    let session = try fund.books.perform(agreement)
    try fund.when { try $0.confirmHours(session, by: .olga, attesting: $0.paper(Party.landlord)) }
      .then(.refused("attestation.both-sides"))
  }

  @Test func `who has attested for the worker speaks for no host, and confirms nothing in its stead`() throws {
    let all = Person(65, "all", .committee, .host, .operator)
    let fund = try givenService { try $0.enrol(all) }
    let agreement = try fund.books.agree()
    try fund.books.set(fund.books.terms(), agreement)
    try fund.books.accept(.household, agreement, by: all)
    try fund.books.accept(.host, agreement)
    try fund.books.insure(agreement)
    let change = try fund.books.changeRoles(all, all.roles, bodies: ["emporio"])
    try fund.books.confirm(change)
    let session = try fund.books.perform(agreement)
    try fund.when { try $0.confirmHours(session, by: all, as: .host) }.then(.refused("attestation.both-sides"))
    fund.books.pass(days: 15)
    try fund.when { try $0.confirmHours(session, by: all, as: .committee) }.then(.refused("attestation.both-sides"))
    try fund.books.confirmHours(session, by: .carlo, as: .committee)
  }

  @Test func `several persons set large terms, and the last of them commits the cap`() throws {
    let fund = try givenService { try $0.receive(200_000, .free) }
    let agreement = try fund.books.agree()
    let large = fund.books.terms(total: 100_001)
    try fund.when { try $0.set(large, agreement) }.then(.postedNothing)
    try fund.when { try $0.accept(.household, agreement) }.then(.refused("service.wrong-state"))
    try fund.when { try $0.set($0.terms(total: 100_000), agreement, by: .carlo) }
      .then(.refused("service.terms-differ"))
    try fund.when { try $0.set(large, agreement) }.then(.refused("approval.same-person"))
    try fund.books.set(large, agreement, by: .carlo)
    #expect(try fund.books.balance(Chart.commitment(.free, agreement.id)) == 100_001)
    try fund.when { try $0.set(large, agreement, by: .pia) }.then(.refused("service.wrong-state"))
  }

  @Test func `an agreement that nobody has accepted is withdrawn without a trace in the balances`() throws {
    let books = try Books.serviceFixture()
    let before = try books.balances().filter { $0.amount != 0 }.count
    let agreement = try books.agree()
    try books.set(books.terms(), agreement)
    try books.end(agreement)
    let after = try books.balances().filter { $0.amount != 0 && $0.key.commodity != "instrument" }
    #expect(after.count == before)
    #expect(try books.service(agreement).obligation == .none)
  }

  @Test func `a tax is repaid under a council's regulation alone, at its rate`() throws {
    let fund = try givenService()
    let tax = ServiceDebt.claim(creditor: Party.donor, nature: .tax)
    let agreement = try fund.books.agree()
    try fund.when { try $0.set($0.terms(tax, from: nil), agreement) }.then(.refused("service.regulation-missing"))
    try fund.when { try $0.set($0.terms(tax, from: nil, regulation: "lodi-2025"), agreement) }
      .then(.refused("service.regulation-unknown"))
    try fund.when { try $0.set($0.terms(tax, from: nil, regulation: "lodi-2026"), agreement) }
      .then(.refused("service.other-rate"))
    try fund.books.set(fund.books.terms(tax, from: nil, rate: 750, regulation: "lodi-2026"), agreement)
  }

  @Test func `the rate is frozen with the terms`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve()
    try books.confirmHours(try books.perform(agreement))
    var policy = PolicyText.service
    policy.version = "2026-cheap"
    policy.sections["service"] = [
      "confirmWithinDays": 14, "hourlyRate": 100, "monthlyCap": 1_000, "mostMinutesPerDay": 720, "regulations": [],
      "source": "another board", "totalCap": 1_000,
    ]
    try books.adopt(policy)
    #expect(try books.credit(agreement, 240).posted["memo:contra:debts"] == 2_800)
  }
}

/// Hours: where and when they count, and who says so.
@Suite struct ServiceHoursTests {
  @Test func `a worker confirms no hours of their own, nor does who recorded them, nor the family`() throws {
    let fund = try givenService { try $0.enrol(.zoe, bodies: ["emporio"], party: Party.family) }
    let agreement = try fund.books.serve()
    let session = try fund.books.perform(agreement)
    try fund.when { try $0.confirmHours(session, by: .zoe, as: .host) }.then(.refused("approval.same-person"))
    let own = try fund.books.perform(agreement, "14:00", "15:00", by: .hugo)
    try fund.when { try $0.confirmHours(own) }.then(.refused("approval.same-person"))
    try fund.books.confirmHours(own, by: .ines)
    let told = try fund.books.perform(agreement, "16:00", "17:00", by: .zoe, as: .household)
    try fund.when { try $0.confirmHours(told, by: .zoe, as: .host) }.then(.refused("approval.same-person"))
    try fund.books.confirmHours(told)
    #expect(try fund.books.minutes(agreement) == 120)
  }

  @Test func `a second membership of the worker is the worker`() throws {
    let fund = try givenService { try $0.enrol(.zoe, bodies: ["emporio"], party: Party.otherFamily) }
    let agreement = try fund.books.serve()
    let session = try fund.books.perform(agreement)
    try fund.when { try $0.confirmHours(session, by: .zoe, as: .host) }.then(.refused("approval.same-person"))
  }

  @Test(arguments: [
    ("08:00", "09:05"), ("08:55", "09:05"), ("12:55", "14:00"), ("10:00", "11:00"), ("08:00", "14:00"),
    ("09:00", "13:00"),
  ])
  func `overlapping hours of a person are refused, in whatever agreement`(from: String, to: String) throws {
    let fund = try givenService()
    let first = try fund.books.serve()
    let second = try fund.books.serve(fund.books.terms(.claim(creditor: Party.pia, nature: .rent)))
    try fund.books.perform(first)
    try fund.when { try $0.perform(first, from, to) }.then(.refused("service.overlap"))
    try fund.when { try $0.perform(second, from, to) }.then(.refused("service.overlap"))
  }

  @Test func `hours that touch do not overlap, nor do those of another person or day`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve()
    try books.perform(agreement)
    try books.perform(agreement, "13:00", "14:00")
    try books.perform(agreement, "08:00", "09:00")
    books.pass(days: 1)
    try books.perform(agreement)
    let other = try books.agree(try books.work(worker: Party.otherFamily))
    try books.set(books.terms(.claim(creditor: Party.pia, nature: .rent)), other)
    try books.accept(.household, other, attesting: books.paper(Party.otherFamily))
    try books.accept(.host, other)
    try books.insure(other)
    try books.perform(other)
  }

  @Test func `hours that were not done leave their time free, and hours that were do not`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    for _ in 1...2 {
      let wrong = try fund.books.perform(agreement)
      try fund.books.dispute(wrong)
      try fund.when { try $0.perform(agreement) }.then(.refused("service.overlap"))
      try fund.books.resolve(wrong, 0)
    }
    let right = try fund.books.perform(agreement)
    try fund.books.dispute(right)
    try fund.books.resolve(right, 60)
    try fund.when { try $0.perform(agreement, "12:00", "13:00") }.then(.refused("service.overlap"))
    #expect(try fund.books.minutes(agreement) == 60)
  }

  @Test func `a mistaken session that is reversed gives its time back`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    let wrong = try fund.books.perform(agreement)
    try fund.books.reverse(wrong, by: .olga)
    try fund.books.perform(agreement, "09:00", "12:00")
  }

  @Test func `a day has at most twelve hours, over all agreements, whatever the policy says`() throws {
    let fund = try givenService()
    let first = try fund.books.serve()
    let second = try fund.books.serve(fund.books.terms(.claim(creditor: Party.pia, nature: .rent)))
    try fund.books.perform(first, "00:00", "08:00")
    try fund.when { try $0.perform(second, "20:00", "24:00") }.then(.postedNothing)
    try fund.when { try $0.perform(second, "19:55", "20:00") }.then(.refused("service.day-full"))
  }

  @Test func `hours before, after or without insurance are not recorded`() throws {
    let fund = try givenService()
    let agreement = try fund.books.agree()
    try fund.books.set(fund.books.terms(), agreement)
    try fund.books.accept(.household, agreement)
    try fund.books.accept(.host, agreement)
    try fund.when { try $0.perform(agreement) }.then(.refused("service.not-insured"))
    try fund.books.insure(agreement, days: 2...4)
    fund.books.pass(days: 5)
    let start = Books.start.date
    try fund.when { try $0.perform(agreement, on: start.adding(days: 1)) }.then(.refused("service.not-insured"))
    try fund.when { try $0.perform(agreement, on: start.adding(days: 5)) }.then(.refused("service.not-insured"))
    try fund.books.perform(agreement, on: start.adding(days: 2))
    try fund.books.perform(agreement, on: start.adding(days: 4))
  }

  @Test func `an unanswered session is the committee's to confirm, after the host's time and not before`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    let session = try fund.books.perform(agreement)
    fund.books.pass(days: 14)
    try fund.when { try $0.confirmHours(session, by: .carlo, as: .committee) }.then(.refused("service.not-overdue"))
    fund.books.pass(days: 1)
    try fund.when { try $0.confirmHours(session, by: .olga, as: .operator) }.then(.refused("voice.not-theirs"))
    try fund.books.confirmHours(session, by: .carlo, as: .committee)
    #expect(try fund.books.minutes(agreement) == 240)
  }

  @Test func `who disputes or recorded hours does not resolve the dispute`() throws {
    let busy = Person(63, "busy", .committee, .operator)
    let fund = try givenService { try $0.enrol(busy) }
    let agreement = try fund.books.serve()
    let session = try fund.books.perform(agreement, by: busy, as: .operator)
    try fund.books.dispute(session)
    try fund.when { try $0.resolve(session, 60, by: busy) }.then(.refused("approval.same-person"))
    try fund.when { try $0.resolve(session, 241) }.then(.refused("service.resolved-minutes"))
    try fund.books.resolve(session, 240)
    #expect(try fund.books.minutes(agreement) == 240)
  }
}
