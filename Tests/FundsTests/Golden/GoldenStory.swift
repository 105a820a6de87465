import Funds
import LedgerCore
import Sodium

/// The story that the golden files are taken from: the first entry of each kind in it.
///
/// A new kind is told at the end, under a policy of its own, so that the bytes of the others stay as they are.
struct GoldenStory {
  let books = Books()

  static func tell() throws -> [StoredEntry] {
    let story = GoldenStory()
    try story.openTheLedger()
    try story.changeMembers()
    try story.openTheFund()
    try story.receive()
    try story.move()
    try story.grant()
    try story.endGrants()
    try story.handOutVouchers()
    try story.watchTheBank()
    try story.closeTheBooks()
    try story.adoptInstruments()
    try story.tellHouseholds()
    try story.tellLoans()
    try story.tellGuarantees()
    try story.tellPlans()
    try story.tellService()
    try story.tellBudgets()
    try story.tellLabs()
    return try story.books.ledger.store.read { log in
      var seen: Set<Kind> = []
      var first: [StoredEntry] = []
      try log.scan(0..<log.size) { stored in
        if seen.insert(try stored.logged().entry.kind).inserted { first.append(stored) }
      }
      return first
    }
  }

  /// What the first policy admits; frozen, because it is signed.
  static let kinds = [
    "bank.matched", "capital.received", "capital.return-approved", "capital.returned", "cash.moved",
    "contribution.pledge-cancelled", "contribution.pledged", "contribution.received", "contribution.refund-approved",
    "contribution.refunded", "cost.paid", "fund.opened", "fund.restriction-added", "grant.approval-lapsed",
    "grant.approved", "grant.evidenced", "grant.paid", "grant.ratified", "grant.refused", "grant.requested",
    "grant.returned", "grant.withdrawn", "party.registered", "payment.reissued", "payment.returned", "reserve.set",
    "transfer.made", "transfer.proposed", "voucher.approved", "voucher.expired", "voucher.issued", "voucher.redeemed",
    "voucher.settled",
  ]

  private func openTheLedger() throws {
    try books.record(try Books.opening(), .ledger, by: .anna)
    try books.registerBody("comune", .municipality)
    try books.registerBody("emporio", .association)
    try books.registerBody("banca", .bank)
    for person in [Person.olga, .omar, .carla, .carlo, .teo, .tina] { try books.enrol(person) }
    try books.enrol(.hugo, bodies: ["emporio"])
    var policy = PolicyText()
    policy.kinds = Self.kinds
    policy.attestable = ["grant.evidenced", "grant.requested", "voucher.redeemed"]
    policy.sections = [:]
    try books.adopt(policy)
    for party in Party.registered {
      try books.record(
        PartyRegistered(record: Books.fingerprint(1), sort: .person), StreamID("party", party), by: .olga)
    }
  }

  private func changeMembers() throws {
    try books.enrol(.nino)
    let roles = try books.changeRoles(.nino, [.educator, .operator], bodies: ["comune"])
    try books.confirm(roles)
    try books.addKey(.nino, device: 2)
    _ = try books.removeKey(.nino, device: 1, by: .anna)
    try books.record(MemberRevoked(member: Person.nino.id, compromisedSince: 20), .ledger, by: .anna)
    let rotation = try books.record(LogKeyRotated(logKey: try Books.vkey(201)), .ledger, by: .anna)
    try books.record(LogKeyConfirmed(confirms: rotation.id), .ledger, by: .bruno)
    let restore = try books.record(
      LedgerRestored(size: 1_000, lostRoot: Books.fingerprint(8)), .ledger, by: .anna)
    try books.record(RestoreConfirmed(confirms: restore.id), .ledger, by: .bruno)
  }

  private func openTheFund() throws {
    try books.record(
      FundOpened(
        title: "Fondo casa", restrictions: [RestrictionTerms(name: "rent", purposes: ["arrears", "rent-deposit"])],
        openings: [.init(account: "main", amount: .eur(500), restriction: "free")]), "fund/casa", by: .anna)
    try books.record(RestrictionAdded(RestrictionTerms(name: "food", purposes: ["food"])), "fund/casa", by: .anna)
  }

  private func receive() throws {
    let pledge = try books.pledge(80_000).entry.stream
    try books.receive(50_000, in: pledge)
    try books.record(PledgeCancelled(amount: .eur(300), reason: .donorWithdrew), pledge, by: .olga)
    try books.receive(90_000, .food)
    try books.record(RefundApproved(amount: .eur(20)), pledge, by: .carla)
    try books.record(ContributionRefunded(amount: .eur(20), account: "main"), pledge, by: .teo)
    let capital = books.stream("capital")
    try books.record(
      CapitalReceived(
        amount: .eur(1_000), to: .rent, account: "main", funder: "banca", due: books.day("2031-12-31")), capital,
      by: .teo)
    try books.record(CapitalReturnApproved(amount: .eur(250)), capital, by: .carla)
    try books.record(CapitalReturned(amount: .eur(250), account: "main"), capital, by: .teo)
  }

  private func move() throws {
    let transfer = books.stream("transfer")
    try books.record(
      TransferProposed(amount: .eur(30), from: .rent, to: .food, donorConsent: Books.fingerprint(5)), transfer, by: .teo
    )
    try books.record(TransferMade(amount: .eur(30)), transfer, by: .anna)
    try books.record(ReserveSet(amount: .eur(50), restriction: "rent"), "fund/casa", by: .anna)
    try books.record(CashMoved(amount: .eur(40), from: "main", to: "till"), books.stream("cash"), by: .teo)
    try books.cost(250)
  }

  private func grant() throws {
    let grant = try books.request(10_000, attestation: books.paper(Party.family))
    try books.approve(grant, 10_000)
    try books.pay(grant, 10_000)
    try books.record(
      GrantEvidenced(document: Books.fingerprint(3), attestation: books.paper(Party.landlord)), grant, by: .omar)
    let returned = try books.record(GrantReturned(amount: .eur(25), account: "main"), grant, by: .teo)
    try books.proposeReversal(of: returned, by: .teo)
    try books.reverse(returned, by: .tina)
  }

  private func endGrants() throws {
    try books.record(GrantRefused(reason: .outsidePurpose), try books.request(2_000), by: .carla)
    try books.record(GrantWithdrawn(), try books.request(3_000), by: .olga)
    let lapsing = try books.request(4_000)
    try books.approve(lapsing, 4_000)
    try books.enrol(.pia, party: Party.pia)
    let urgent = try books.request(5_000)
    try books.approve(urgent, 5_000, by: .pia)
    try books.pay(urgent, 5_000, by: .pia, urgent: true)
    try books.record(GrantRatified(), urgent, by: .carlo)
    books.pass(days: 31)
    try books.record(GrantApprovalLapsed(), lapsing, by: .tina)
  }

  private func handOutVouchers() throws {
    let voucher = books.stream("voucher")
    try books.record(VoucherApproved(books.terms(20_000)), voucher, by: .carla)
    try books.issue(20_000, in: voucher)
    try books.redeem(voucher)
    try books.settle(voucher, 20_000)
    let forgotten = books.stream("voucher")
    try books.record(VoucherApproved(books.terms(1_000)), forgotten, by: .carla)
    try books.issue(1_000, in: forgotten, validDays: 2)
    books.pass(days: 3)
    try books.record(VoucherExpired(), forgotten, by: .olga)
  }

  private func watchTheBank() throws {
    let request = try books.request(6_000, for: Party.otherFamily)
    try books.approve(request, 6_000)
    let paid = try books.pay(request, 6_000)
    try books.record(
      BankMatched(
        account: "main", entries: [paid.id],
        lines: [.init(amount: .eur(-60), line: Books.fingerprint(6))]), books.stream("match"), by: .teo)
    let bounce = try books.bounce(paid)
    try books.record(PaymentReissued(amount: .eur(60), account: "main"), bounce.entry.stream, by: .teo)
  }

  private func closeTheBooks() throws { try books.close(books.day("2026-03-31")) }

  /// From here on a second policy is in force, which admits everything; each instrument's part is told in a file of its
  /// own, in the order of the registry.
  private func adoptInstruments() throws {
    var policy = PolicyText()
    policy.version = "2026-2"
    try books.adopt(policy)
    try books.receive(5_000_000)
    try books.receive(5_000_000, .free)
  }
}
