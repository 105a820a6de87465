import Funds
import LedgerCore
import Testing

/// Help for somebody who lives in a household is help for the household.
@Suite struct HouseholdHelpTests {
  @Test func `splitting among the members of a family does not help`() throws {
    let fund = try given { try $0.receive(300_000) }
    let family = try fund.books.register()
    try fund.books.grant(60_000, in: family)
    let second = try fund.books.request(60_000, for: Party.otherFamily, household: family)
    try fund.when { try $0.approve(second, 60_000) }.then(.postedNothing)
    #expect(try fund.books.balance(Chart.assistance(family.id, year: 2026)) == 60_000)
    #expect(try fund.books.balance(Chart.assistance(Party.family, year: 2026)) == 0)
    try fund.books.approve(second, 60_000, by: .carlo)
    #expect(try fund.books.balance(Chart.assistance(family.id, year: 2026)) == 120_000)
  }

  @Test func `leaving the household out does not help`() throws {
    let fund = try given { try $0.receive(300_000) }
    try fund.books.register()
    try fund.when { try $0.request(1_000) }.then(.refused("household.not-named"))
  }

  @Test func `what members got before the family was registered counts for it, once`() throws {
    let fund = try given { try $0.receive(300_000) }
    try fund.books.grant(60_000)
    let family = try fund.books.register()
    let second = try fund.books.request(50_000, for: Party.otherFamily, household: family)
    try fund.when { try $0.approve(second, 50_000) }.then(.postedNothing)
    try fund.books.approve(second, 50_000, by: .carlo)
    #expect(try fund.books.balance(Chart.assistance(family.id, year: 2026)) == 50_000)
  }

  @Test func `what a household got that was taken up counts for the one that took it`() throws {
    let fund = try given { try $0.receive(300_000) }
    let family = try fund.books.register([Party.family])
    try fund.books.grant(60_000, in: family)
    let other = try fund.books.register([Party.family, Party.otherFamily])
    try fund.books.merge(family, into: other)
    let second = try fund.books.request(50_000, for: Party.otherFamily, household: other)
    try fund.when { try $0.approve(second, 50_000) }.then(.postedNothing)
  }

  @Test func `a grant is in the family's list of instruments until its request is taken back`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    func count() throws -> Int {
      try books.ledger.store.read { log in
        try log.balances(at: nil).first { $0.key.account.text == "memo:instruments:\(family.id)" }?.amount ?? 0
      }
    }
    try books.request(1_000, household: family)
    let request = try books.newest()
    #expect(try count() == 1)
    try books.reverse(request, by: .olga)
    #expect(try count() == 0)
    try books.request(1_000, household: family)
    #expect(try count() == 1)
  }

  @Test func `vouchers count for the family, too`() throws {
    let fund = try given { try $0.receive(100_000, .food) }
    let family = try fund.books.register()
    func terms(_ party: ULID) -> VoucherTerms {
      VoucherTerms(
        amount: .eur(60), beneficiary: party, purpose: "food", restriction: .food, household: family.id)
    }
    let expires = fund.books.today.adding(days: 5)
    try fund.books.record(
      VoucherIssued(terms(Party.family), expires: expires), fund.books.stream("voucher"), by: .olga)
    try fund.when {
      try $0.record(VoucherIssued(terms(Party.otherFamily), expires: expires), $0.stream("voucher"), by: .olga)
    }.then(.refused("voucher.needs-approval"))
    let voucher = fund.books.stream("voucher")
    try fund.books.record(VoucherApproved(terms(Party.otherFamily)), voucher, by: .carla)
    try fund.books.record(VoucherIssued(terms(Party.otherFamily), expires: expires), voucher, by: .olga)
    #expect(try fund.books.balance(Chart.voucherTotal(family.id, year: 2026)) == 12_000)
    #expect(try fund.books.balance(Chart.assistance(family.id, year: 2026)) == 12_000)
    #expect(
      try fund.books.ledger.store.read {
        try $0.balances(at: nil).first { $0.key.account.text == "memo:instruments:\(family.id)" }?.amount
      } == 2)
  }
}
