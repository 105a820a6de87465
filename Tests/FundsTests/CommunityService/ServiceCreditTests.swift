import Funds
import LedgerCore
import Testing

/// Hours become euros: conversion, caps, and the rows of the posting table.
@Suite struct ServiceCreditTests {
  private var free: PostingTable {
    PostingTable(restriction: "free", purpose: "service", party: Party.donor)
  }

  /// Postings in cents alone.
  private func money(_ entry: LoggedEntry) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: entry.entry.postings.lines.filter { $0.commodity == .euro }.map {
        ($0.account.text, $0.amount)
      })
  }

  private func words(_ row: String, _ amount: Int, _ books: Books, _ agreement: StreamID) throws -> [String: Int] {
    let row = row.replacing("memo:debts", with: "memo:debts:\(try books.family):\(Party.donor)")
      .replacing("contra:debts", with: "memo:contra:debts")
    var sums: [String: Int] = [:]
    var table = free
    table.id = agreement.id
    for pair in row.split(separator: ", ") {
      let sides = pair.split(separator: " / ").map(String.init)
      for (side, sign) in [(sides[0], 1), (sides[1], -1)] {
        let account =
          side.hasPrefix("memo:debts") || side == "memo:contra:debts"
          ? side : try #require(table.postings("\(side) / nowhere", 1).first { $0.value == 1 }?.key)
        sums[account, default: 0] += sign * amount
      }
    }
    return sums
  }

  @Test func `a creditor's waiver touches the memorandum alone`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve(books.terms(from: nil))
    #expect(try books.balance(Chart.debts(books.family, to: Party.donor)) == 50_000)
    try books.confirmHours(try books.perform(agreement))
    let credited = try books.credit(agreement, 240)
    #expect(money(credited) == (try words("contra:debts / memo:debts", 2_800, books, agreement)))
    #expect(!credited.entry.postings.movesMoney)
    #expect(try books.balance(Chart.debts(books.family, to: Party.donor)) == 47_200)
  }

  @Test func `the fund pays a third party's claim: expense against payable, then payable against bank`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve()
    try books.confirmHours(try books.perform(agreement))
    let credited = try books.credit(agreement, 240)
    #expect(
      money(credited)
        == (try words(
          "expenses / payable, Av / S, contra:debts / memo:debts, contra / memo:commitments", 2_800, books, agreement)))
    let settled = try books.settle(service: agreement, 2_800)
    #expect(money(settled) == (try words("payable / bank", 2_800, books, agreement)))
    #expect(try books.balance(Chart.commitment(.free, agreement.id)) == 47_200)
  }

  @Test func `hours for a loan wait in the memorandum until the loan's own entry takes them`() throws {
    let fund = try givenService()
    let loan = try fund.books.standInLoan()
    let agreement = try fund.books.serve(fund.books.terms(.loan(loan.id)))
    try fund.books.confirmHours(try fund.books.perform(agreement))
    let credited = try fund.books.credit(agreement, 120)
    let waiting = Chart.serviceCredit(agreement.id, for: loan.id)
    #expect(money(credited) == [waiting.text: 1_400, "memo:contra:service-credit": -1_400])
    try fund.when { try $0.credit(agreement, 60) }.then(.refused("service.credit-open"))
    try fund.books.record(
      StandInLoan(agreement: agreement.id, amount: 1_400, restriction: "free"), loan, by: .teo)
    try fund.books.credit(agreement, 60)
    #expect(try fund.books.balance(waiting) == 700)
    #expect(try fund.books.minutes(agreement) == 60)
    try fund.when { try $0.settle(service: agreement, 1) }.then(.refused("service.exceeds-owed"))
  }

  @Test func `a loan of another household, or none, is no debt of this one`() throws {
    let fund = try givenService()
    let loan = try fund.books.standInLoan()
    let agreement = try fund.books.agree()
    try fund.when { try $0.set($0.terms(.loan($0.id())), agreement) }.then(.refused("service.debt-unknown"))
    try fund.books.register([Party.pia])
    let other = try fund.books.agree(try fund.books.work(worker: Party.pia))
    try fund.when { try $0.set($0.terms(.loan(loan.id)), other) }.then(.refused("service.debt-unknown"))
  }

  @Test func `hours above the monthly cap are carried over: 22 and then 10 at 7 euros, cap 140, make 224`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    for day in 0..<2 {
      try fund.books.confirmHours(try fund.books.perform(agreement, "08:00", "19:00"))
      fund.books.pass(days: day + 1)
    }
    try fund.when { try $0.credit(agreement, 22 * 60) }.then(.refused("service.above-monthly-cap"))
    try fund.books.credit(agreement, 20 * 60)
    try fund.when { try $0.credit(agreement, 5) }.then(.refused("service.above-monthly-cap"))
    fund.books.pass(days: 31)
    try fund.books.confirmHours(try fund.books.perform(agreement, "08:00", "18:00"))
    try fund.books.credit(agreement, 12 * 60)
    #expect(try fund.books.service(agreement).credited == .eur(224))
    #expect(try fund.books.minutes(agreement) == 0)
  }

  @Test func `a month that was not credited in time is credited later, under its own cap`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    for _ in 0..<2 {
      try fund.books.confirmHours(try fund.books.perform(agreement, "08:00", "19:00"))
      fund.books.pass(days: 1)
    }
    fund.books.pass(days: 70)
    let march = fund.books.day("2026-03-31")
    try fund.books.credit(agreement, 20 * 60, through: march)
    try fund.when { try $0.credit(agreement, 2 * 60, through: march) }.then(.refused("service.above-monthly-cap"))
    try fund.books.credit(agreement, 2 * 60, through: fund.books.day("2026-04-30"))
    #expect(try fund.books.service(agreement).credited == .eur(154))
  }

  @Test func `minutes convert without drift: twelve times five minutes are one hour`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve(books.terms(month: 14_000))
    try books.confirmHours(try books.perform(agreement, "08:00", "09:00"))
    var amounts: [Int] = []
    for _ in 1...12 { amounts.append(try books.credit(agreement, 5).posted["memo:contra:debts"] ?? 0) }
    #expect(amounts.reduce(0, +) == 700)
    #expect(Set(amounts) == [58, 59])
  }

  @Test func `only confirmed hours are credited, each once, and for what they are worth`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    let session = try fund.books.perform(agreement)
    try fund.when { try $0.credit(agreement, 240) }.then(.refused("service.minutes-exceed"))
    try fund.books.confirmHours(session)
    try fund.when { try $0.credit(agreement, 240, 2_801) }.then(.refused("service.credit-differs"))
    try fund.when { try $0.credit(agreement, 241) }.then(.refused("service.minutes-exceed"))
    try fund.when { try $0.credit(agreement, 240, through: $0.today.adding(days: -1)) }
      .then(.refused("service.minutes-exceed"))
    try fund.when { try $0.credit(agreement, 240, through: $0.today.adding(days: 1)) }
      .then(.refused("service.day-ahead"))
    try fund.books.credit(agreement, 240)
    try fund.when { try $0.credit(agreement, 240) }.then(.refused("service.minutes-exceed"))
    try fund.when { try $0.confirmHours(session, by: .ines) }.then(.refused("service.session-answered"))
  }

  @Test func `nothing is credited above the agreement's cap`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve(fund.books.terms(total: 2_000))
    try fund.books.confirmHours(try fund.books.perform(agreement))
    try fund.when { try $0.credit(agreement, 175) }.then(.refused("service.above-total-cap"))
    try fund.books.credit(agreement, 170)
    #expect(try fund.books.balance(Chart.commitment(.free, agreement.id)) == 17)
  }

  @Test func `the payer is none of those who set the terms or credited the hours, and pays the creditor`() throws {
    let fund = try givenService()
    let agreement = try fund.books.agree()
    try fund.books.set(fund.books.terms(), agreement, by: .pia)
    try fund.books.accept(.household, agreement)
    try fund.books.accept(.host, agreement)
    try fund.books.insure(agreement)
    try fund.books.confirmHours(try fund.books.perform(agreement))
    try fund.books.credit(agreement, 240)
    try fund.when { try $0.settle(service: agreement, 2_801) }.then(.refused("service.exceeds-owed"))
    try fund.when { try $0.settle(service: agreement, 2_800, by: .teo) }.then(.refused("approval.same-person"))
    try fund.when { try $0.settle(service: agreement, 2_800, by: .pia) }.then(.refused("approval.same-person"))
    try fund.when { try $0.settle(service: agreement, 2_800, payee: Party.landlord) }
      .then(.refused("chain.payee-differs"))
    try fund.books.settle(service: agreement, 2_800)
    try fund.when { try $0.settle(service: agreement, 1) }.then(.refused("service.exceeds-owed"))
  }

  @Test func `ending keeps what was worked, and frees the rest`() throws {
    let fund = try givenService()
    let agreement = try fund.books.serve()
    let year = try fund.books.balance(Chart.assistance(fund.books.family, year: 2026))
    #expect(year == 50_000)
    try fund.books.confirmHours(try fund.books.perform(agreement))
    let disputed = try fund.books.perform(agreement, "14:00", "16:00")
    try fund.books.dispute(disputed)
    try fund.books.end(agreement)
    func committed() throws -> Int { try fund.books.balance(Chart.commitment(.free, agreement.id)) }
    #expect(try committed() == 4_200)
    try fund.when { try $0.perform(agreement, "17:00", "18:00") }.then(.refused("service.wrong-state"))
    try fund.when { try $0.end(agreement) }.then(.refused("service.wrong-state"))
    try fund.books.resolve(disputed, 60)
    #expect(try committed() == 3_500)
    #expect(try fund.books.service(agreement).obligation == .running(until: nil))
    try fund.books.credit(agreement, 300)
    #expect(try committed() == 0)
    #expect(try fund.books.service(agreement).obligation == .running(until: nil))
    try fund.books.settle(service: agreement, 3_500)
    #expect(try fund.books.service(agreement).obligation == .ended(fund.books.today))
    #expect(try fund.books.balance(Chart.assistance(fund.books.family, year: 2026)) == 3_500)
    #expect(try fund.books.balance(Chart.debts(fund.books.family, to: Party.donor)) == 0)
  }

  @Test func `a credit that was a mistake is taken back by two persons, and the hours wait again`() throws {
    let books = try Books.serviceFixture()
    let agreement = try books.serve()
    try books.confirmHours(try books.perform(agreement))
    let wrong = try books.credit(agreement, 120)
    try books.proposeReversal(of: wrong, by: .teo)
    try books.reverse(wrong, by: .tina)
    #expect(try books.minutes(agreement) == 240)
    #expect(try books.balance(Chart.commitment(.free, agreement.id)) == 50_000)
    try books.credit(agreement, 240)
  }
}
