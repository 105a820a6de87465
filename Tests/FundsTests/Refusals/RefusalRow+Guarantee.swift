import Funds
import LedgerCore

extension RefusalRow {
  /// A request that waits for its issue, with a reserve that would bear it.
  private static func requested(
    _ books: Books, _ terms: GuaranteeTerms? = nil, by person: Person = .olga, reserve: Int = 200_000
  ) throws -> StreamID {
    try books.receive(500_000)
    try books.reserve(reserve)
    return try books.requestGuarantee(terms, by: person)
  }

  /// A guarantee with a claim of two months.
  private static func claimed(_ books: Books, by person: Person = .omar) throws -> (StreamID, ULID) {
    let guarantee = try books.guarantee()
    return (guarantee, try books.claim(guarantee, ["2026-01", "2026-02"], by: person))
  }

  /// The same, with the tenant notified and agreeing.
  private static func replied(_ books: Books) throws -> (StreamID, ULID) {
    let (guarantee, claim) = try claimed(books)
    try books.notify(guarantee, claim)
    try books.reply(guarantee, claim)
    return (guarantee, claim)
  }

  private static func accepted(_ books: Books, scheme: Slug = "casa") throws -> StreamID {
    let guarantee = try books.guarantee(books.terms(scheme: scheme))
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    return guarantee
  }

  private static func paid(_ books: Books) throws -> StreamID {
    let guarantee = try accepted(books)
    try books.payGuarantee(guarantee)
    return guarantee
  }

  static let guaranteeRequests: [RefusalRow] = [
    RefusalRow("guarantee.requested", "guarantee.wrong-state") {
      try $0.requestGuarantee(in: try $0.requestGuarantee())
    },
    RefusalRow("guarantee.requested", "guarantee.scheme-unknown") {
      try $0.requestGuarantee($0.terms(scheme: "genova"))
    },
    RefusalRow("guarantee.requested", "guarantee.over-cap") { try $0.requestGuarantee($0.terms(cap: 900_001)) },
    RefusalRow("guarantee.requested", "guarantee.over-coverage") { try $0.requestGuarantee($0.terms(coverage: 9_001)) },
    RefusalRow("guarantee.requested", "guarantee.over-coverage") { try $0.requestGuarantee($0.terms(coverage: 0)) },
    RefusalRow("guarantee.requested", "guarantee.dates-invalid") {
      try $0.requestGuarantee($0.terms(start: "2026-12-31", end: "2026-12-30"))
    },
    RefusalRow("guarantee.requested", "guarantee.dates-invalid") {
      try $0.requestGuarantee($0.terms(start: "2025-01-01", end: "2026-03-01"))
    },
    RefusalRow("guarantee.requested", "restriction.purpose-not-allowed") { try $0.requestGuarantee(from: .food) },
    RefusalRow("guarantee.requested", "restriction.purpose-not-allowed") {
      try $0.requestGuarantee($0.terms(purpose: "food"))
    },
    RefusalRow("guarantee.requested", "amount.not-positive") { try $0.requestGuarantee($0.terms(rent: 0, cap: 1)) },
    RefusalRow("guarantee.requested", "amount.not-positive") { try $0.requestGuarantee($0.terms(deposit: -1)) },
    RefusalRow("guarantee.requested", "amount.not-positive") { try $0.requestGuarantee($0.terms(cap: 0)) },
    RefusalRow("guarantee.requested", "household.unknown") {
      try $0.requestGuarantee(for: StreamID("household", Party.unknown))
    },
    RefusalRow("guarantee.requested", "party.unknown") { try $0.requestGuarantee(landlord: Party.unknown) },
    RefusalRow("guarantee.requested", "body.unknown") { try $0.requestGuarantee(body: "nowhere") },
    RefusalRow("guarantee.requested", "voice.other-party") {
      try $0.requestGuarantee(attestation: $0.paper(Party.donor))
    },
    RefusalRow("guarantee.requested", "policy.section-missing") {
      var text = PolicyText()
      text.sections["guarantees"] = nil
      try $0.adopt(text)
      try $0.requestGuarantee()
    },
    RefusalRow("guarantee.approved", "guarantee.wrong-state") { try $0.approveGuarantee(try $0.guarantee()) },
    RefusalRow("guarantee.approved", "chain.amount-differs") {
      try $0.approveGuarantee(try $0.requestGuarantee(), cap: 600_001)
    },
    RefusalRow("guarantee.approved", "chain.payee-differs") {
      try $0.approveGuarantee(try $0.requestGuarantee(), landlord: Party.donor)
    },
    RefusalRow("guarantee.approved", "approval.same-person") {
      try $0.approveGuarantee(try $0.requestGuarantee(by: .pia), by: .pia)
    },
    RefusalRow("guarantee.approved", "approval.same-person") {
      try $0.approveGuarantee(try $0.requestGuarantee(landlord: Party.pia), landlord: Party.pia, by: .pia)
    },
    RefusalRow("guarantee.approved", "approval.same-person") {
      try $0.approveGuarantee(try $0.requestGuarantee(for: try $0.register([Party.pia])), by: .pia)
    },
    RefusalRow("guarantee.approved", "approval.above-policy") {
      try $0.approveGuarantee(try $0.requestGuarantee($0.terms(rent: 200_000, cap: 1_500_001)))
    },
    RefusalRow("guarantee.refused", "guarantee.wrong-state") {
      try $0.record(GuaranteeRefused(reason: .noNeed), try $0.guarantee(), by: .carla)
    },
    RefusalRow("guarantee.refused", "approval.same-person") {
      try $0.record(GuaranteeRefused(reason: .noNeed), try $0.requestGuarantee(by: .pia), by: .pia)
    },
    RefusalRow("guarantee.withdrawn", "guarantee.wrong-state") {
      try $0.record(GuaranteeWithdrawn(), try $0.guarantee(), by: .olga)
    },
  ]

  static let guaranteeIssues: [RefusalRow] = [
    RefusalRow("guarantee.issued", "guarantee.wrong-state") { try $0.issueGuarantee(try $0.guarantee()) },
    RefusalRow("guarantee.issued", "guarantee.terms-differ") {
      let guarantee = try requested($0)
      let scheme = try $0.ledger.state(of: .ledger, as: LedgerState.self).policy.guarantees?.scheme("casa")
      guard let conditions = scheme?.conditions else { return }
      try $0.record(GuaranteeIssued($0.terms(cap: 599_999), conditions: conditions), guarantee, by: .carla)
    },
    RefusalRow("guarantee.issued", "guarantee.scheme-unknown") {
      let guarantee = try requested($0)
      try adopt($0, [.milano])
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "guarantee.over-cap") {
      let guarantee = try requested($0)
      try adopt($0, [Scheme(name: "casa", capMonths: 7)])
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "guarantee.over-coverage") {
      let guarantee = try requested($0, $0.terms(coverage: 9_000))
      try adopt($0, [Scheme(name: "casa", coverage: 8_999)])
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "guarantee.dates-invalid") {
      let guarantee = try requested($0, $0.terms(end: "2026-03-31"))
      $0.pass(days: 30)
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "restriction.purpose-not-allowed") {
      let guarantee = try requested($0)
      try adopt($0, [Scheme(name: "casa", purpose: "food")])
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "approval.same-person") {
      let guarantee = try requested($0)
      try $0.approveGuarantee(guarantee)
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "guarantee.approvals-missing") {
      try $0.issueGuarantee(try requested($0, $0.terms(cap: 600_001)))
    },
    RefusalRow("guarantee.issued", "approval.above-policy") {
      try $0.issueGuarantee(try requested($0, $0.terms(rent: 200_000, cap: 1_500_001)))
    },
    RefusalRow("guarantee.issued", "guarantee.approval-expired") {
      let guarantee = try requested($0)
      try $0.approveGuarantee(guarantee, by: .carlo)
      $0.pass(days: 31)
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "fund.uncovered") {
      let guarantee = try requested($0)
      $0.mayBeBelowZero = true
      try $0.cost(1)
      try $0.issueGuarantee(guarantee)
    },
    RefusalRow("guarantee.issued", "guarantee.over-multiplier") {
      try $0.issueGuarantee(try requested($0, reserve: 119_999))
    },
    RefusalRow("reserve.set", "reserve.below-exposure") {
      _ = try $0.guarantee()
      try $0.reserve(119_999)
    },
  ]

  private static func adopt(_ books: Books, _ schemes: [Scheme]) throws {
    var text = PolicyText()
    text.sections["guarantees"] = Books.guaranteeSection(schemes: schemes)
    try books.adopt(text)
  }

  static let guaranteeClaims: [RefusalRow] = [
    RefusalRow("guarantee.claimed", "guarantee.wrong-state") { try $0.claim(try $0.requestGuarantee(), ["2026-01"]) },
    RefusalRow("guarantee.claimed", "voice.not-theirs") {
      try $0.claim(try $0.guarantee(), ["2026-01"], attesting: nil)
    },
    RefusalRow("guarantee.claimed", "voice.other-party") {
      try $0.claim(try $0.guarantee(), ["2026-01"], attesting: Party.donor)
    },
    RefusalRow("guarantee.claimed", "guarantee.claim-too-late") {
      let guarantee = try $0.guarantee()
      $0.pass(days: 365)
      try $0.claim(guarantee, ["2026-12"])
    },
    RefusalRow("guarantee.claimed", "guarantee.months-invalid") { try $0.claim(try $0.guarantee(), []) },
    RefusalRow("guarantee.claimed", "guarantee.months-invalid") {
      try $0.claim(try $0.guarantee(), ["2026-02", "2026-01"])
    },
    RefusalRow("guarantee.claimed", "guarantee.months-invalid") {
      try $0.claim(try $0.guarantee(), ["2026-01"], costs: -1)
    },
    RefusalRow("guarantee.claimed", "guarantee.month-outside") { try $0.claim(try $0.guarantee(), ["2025-12"]) },
    RefusalRow("guarantee.claimed", "guarantee.month-outside") { try $0.claim(try $0.guarantee(), ["2026-04"]) },
    RefusalRow("guarantee.claimed", "guarantee.above-rent") {
      try $0.claim(try $0.guarantee(), ["2026-01"], amount: 75_001)
    },
    RefusalRow("guarantee.claimed", "amount.not-positive") { try $0.claim(try $0.guarantee(), ["2026-01"], amount: 0) },
    RefusalRow("guarantee.claimed", "guarantee.costs-not-covered") {
      let guarantee = try $0.guarantee($0.terms(scheme: "liguria"))
      try $0.claim(guarantee, ["2026-01", "2026-02", "2026-03"], costs: 1, notice: "2026-03-01")
    },
    RefusalRow("guarantee.claimed", "guarantee.formal-notice-missing") {
      try $0.claim(try $0.guarantee($0.terms(scheme: "liguria")), ["2026-01", "2026-02", "2026-03"])
    },
    RefusalRow("guarantee.claimed", "guarantee.too-few-months") {
      try $0.claim(try $0.guarantee($0.terms(scheme: "liguria")), ["2026-01", "2026-02"], notice: "2026-03-01")
    },
    RefusalRow("guarantee.claimed", "guarantee.month-claimed-twice") {
      let (guarantee, _) = try claimed($0)
      try $0.claim(guarantee, ["2026-02", "2026-03"])
    },
    RefusalRow("guarantee.tenant-notified", "guarantee.wrong-state") {
      let (guarantee, claim) = try claimed($0)
      try $0.record(ClaimRefused(claim: claim, reason: .notDue), guarantee, by: .carlo)
      try $0.release(guarantee)
      try $0.notify(guarantee, claim)
    },
    RefusalRow("guarantee.tenant-notified", "guarantee.claim-unknown") {
      try $0.notify(try $0.guarantee(), Party.unknown)
    },
    RefusalRow("guarantee.tenant-notified", "guarantee.claim-decided") {
      let (guarantee, claim) = try claimed($0)
      try $0.record(ClaimRefused(claim: claim, reason: .notDue), guarantee, by: .carlo)
      try $0.notify(guarantee, claim)
    },
    RefusalRow("guarantee.tenant-notified", "guarantee.already-notified") {
      let (guarantee, claim) = try claimed($0)
      try $0.notify(guarantee, claim)
      try $0.notify(guarantee, claim)
    },
    RefusalRow("guarantee.tenant-replied", "guarantee.wrong-state") {
      try $0.reply(try $0.requestGuarantee(), Party.unknown)
    },
    RefusalRow("guarantee.tenant-replied", "guarantee.claim-unknown") {
      try $0.reply(try $0.guarantee(), Party.unknown)
    },
    RefusalRow("guarantee.tenant-replied", "guarantee.claim-decided") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim)
      try $0.reply(guarantee, claim)
    },
    RefusalRow("guarantee.tenant-replied", "guarantee.tenant-not-notified") {
      let (guarantee, claim) = try claimed($0)
      try $0.reply(guarantee, claim)
    },
    RefusalRow("guarantee.tenant-replied", "voice.not-theirs") {
      let (guarantee, claim) = try claimed($0)
      try $0.notify(guarantee, claim)
      try $0.reply(guarantee, claim, attesting: nil)
    },
    RefusalRow("guarantee.tenant-replied", "voice.other-party") {
      let (guarantee, claim) = try claimed($0)
      try $0.notify(guarantee, claim)
      try $0.reply(guarantee, claim, attesting: Party.landlord)
    },
  ]

  static let guaranteeDecisions: [RefusalRow] = [
    RefusalRow("guarantee.provisioned", "guarantee.wrong-state") { try $0.provision(try $0.requestGuarantee(), 1) },
    RefusalRow("guarantee.provisioned", "amount.not-positive") { try $0.provision(try $0.guarantee(), -1) },
    RefusalRow("guarantee.provisioned", "guarantee.no-open-claim") { try $0.provision(try $0.guarantee(), 1) },
    RefusalRow("guarantee.provisioned", "guarantee.provision-above-cap") {
      try $0.provision(try claimed($0).0, 600_001)
    },
    RefusalRow("guarantee.provisioned", "guarantee.reserve-short") { try $0.provision(try claimed($0).0, 200_001) },
    RefusalRow("guarantee.claim-accepted", "guarantee.wrong-state") {
      try $0.accept(try $0.requestGuarantee(), Party.unknown)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.claim-unknown") {
      try $0.accept(try $0.guarantee(), Party.unknown)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.claim-decided") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim)
      try $0.accept(guarantee, claim)
    },
    RefusalRow("guarantee.claim-accepted", "approval.same-person") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim, by: .carla)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.tenant-not-notified") {
      let (guarantee, claim) = try claimed($0)
      try $0.accept(guarantee, claim)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.reply-pending") {
      let (guarantee, claim) = try claimed($0)
      try $0.notify(guarantee, claim)
      try $0.accept(guarantee, claim)
    },
    RefusalRow("guarantee.claim-accepted", "amount.not-positive") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim, admitted: 0)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.exceeds-claim") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim, admitted: 150_001)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.payable-differs") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim, payable: 40_001)
    },
    RefusalRow("guarantee.claim-accepted", "guarantee.reserve-short") {
      let guarantee = try $0.guarantee($0.terms(deposit: 0, cap: 100_000), reserve: 20_000)
      try $0.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    },
    RefusalRow("guarantee.claim-refused", "guarantee.wrong-state") {
      try $0.record(ClaimRefused(claim: Party.unknown, reason: .notDue), try $0.requestGuarantee(), by: .carlo)
    },
    RefusalRow("guarantee.claim-refused", "guarantee.claim-unknown") {
      try $0.record(ClaimRefused(claim: Party.unknown, reason: .notDue), try $0.guarantee(), by: .carlo)
    },
    RefusalRow("guarantee.claim-refused", "guarantee.claim-decided") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim)
      try $0.record(ClaimRefused(claim: claim, reason: .notDue), guarantee, by: .carlo)
    },
    RefusalRow("guarantee.claim-refused", "approval.same-person") {
      let (guarantee, claim) = try claimed($0, by: .pia)
      try $0.record(ClaimRefused(claim: claim, reason: .notDue), guarantee, by: .pia)
    },
    RefusalRow("guarantee.dwelling-released", "guarantee.wrong-state") {
      try $0.releaseDwelling(try $0.requestGuarantee())
    },
    RefusalRow("guarantee.dwelling-released", "guarantee.dwelling-left-already") {
      let guarantee = try $0.guarantee()
      try $0.releaseDwelling(guarantee)
      try $0.releaseDwelling(guarantee)
    },
  ]

  static let guaranteePayments: [RefusalRow] = [
    RefusalRow("guarantee.paid", "guarantee.wrong-state") { try $0.payGuarantee(try $0.requestGuarantee(), 1) },
    RefusalRow("guarantee.paid", "guarantee.nothing-owed") { try $0.payGuarantee(try paid($0), 40_000) },
    RefusalRow("guarantee.paid", "chain.amount-differs") { try $0.payGuarantee(try accepted($0), 40_001) },
    RefusalRow("guarantee.paid", "chain.payee-differs") { try $0.payGuarantee(try accepted($0), payee: Party.family) },
    RefusalRow("guarantee.paid", "approval.same-person") {
      let (guarantee, claim) = try replied($0)
      try $0.accept(guarantee, claim, by: .pia)
      try $0.payGuarantee(guarantee, by: .pia)
    },
    RefusalRow("guarantee.paid", "guarantee.dwelling-not-released") {
      try $0.payGuarantee(try accepted($0, scheme: "milano"))
    },
    RefusalRow("guarantee.tenant-paid", "guarantee.wrong-state") { try $0.tenantPays(try $0.requestGuarantee(), 1) },
    RefusalRow("guarantee.tenant-paid", "voice.not-theirs") { try $0.tenantPays(try accepted($0), 1, attesting: nil) },
    RefusalRow("guarantee.tenant-paid", "voice.other-party") {
      try $0.tenantPays(try accepted($0), 1, attesting: Party.family)
    },
    RefusalRow("guarantee.tenant-paid", "amount.not-positive") { try $0.tenantPays(try accepted($0), 0) },
    RefusalRow("guarantee.tenant-paid", "guarantee.exceeds-admitted") {
      let guarantee = try accepted($0)
      try $0.tenantPays(guarantee, 100_000)
      try $0.tenantPays(guarantee, 50_001)
    },
    RefusalRow("guarantee.recovered", "guarantee.wrong-state") { try $0.recover(try $0.requestGuarantee(), 1) },
    RefusalRow("guarantee.recovered", "guarantee.exceeds-recourse") { try $0.recover(try paid($0), 40_001) },
    RefusalRow("guarantee.waived", "guarantee.wrong-state") {
      try $0.record(RecourseWaived(amount: .eur(1)), try $0.requestGuarantee(), by: .carla)
    },
    RefusalRow("guarantee.waived", "guarantee.exceeds-recourse") {
      try $0.record(RecourseWaived(amount: .eur(401)), try paid($0), by: .carla)
    },
    RefusalRow("guarantee.waived", "approval.same-person") {
      try giveUp(RecourseWaived(amount: .eur(1)), $0)
    },
    RefusalRow("guarantee.lost", "guarantee.wrong-state") {
      try $0.record(RecourseLost(amount: .eur(1)), try $0.requestGuarantee(), by: .carla)
    },
    RefusalRow("guarantee.lost", "guarantee.exceeds-recourse") {
      try $0.record(RecourseLost(amount: .eur(401)), try paid($0), by: .carla)
    },
    RefusalRow("guarantee.lost", "approval.same-person") { try giveUp(RecourseLost(amount: .eur(1)), $0) },
    RefusalRow("guarantee.released", "guarantee.wrong-state") { try $0.release(try $0.requestGuarantee()) },
    RefusalRow("guarantee.released", "voice.not-theirs") {
      try $0.record(GuaranteeReleased(), try $0.guarantee(), by: .omar)
    },
    RefusalRow("guarantee.released", "voice.other-party") {
      try $0.record(GuaranteeReleased(attestation: $0.paper(Party.family)), try $0.guarantee(), by: .omar)
    },
    RefusalRow("guarantee.released", "guarantee.claim-open") { try $0.release(try accepted($0)) },
    RefusalRow("guarantee.expired", "guarantee.wrong-state") {
      try $0.record(GuaranteeExpired(), try $0.requestGuarantee(), by: .olga)
    },
    RefusalRow("guarantee.expired", "guarantee.not-expired") {
      try $0.record(GuaranteeExpired(), try $0.guarantee(), by: .olga)
    },
    RefusalRow("guarantee.expired", "guarantee.claim-open") {
      let guarantee = try accepted($0)
      $0.pass(days: 366)
      try $0.record(GuaranteeExpired(), guarantee, by: .olga)
    },
  ]

  /// Whoever asked for the guarantee gives the recourse up.
  private static func giveUp<Body: EntryBody>(_ body: Body, _ books: Books) throws {
    let guarantee = try requested(books, by: .pia)
    try books.issueGuarantee(guarantee)
    try books.acceptedClaim(guarantee, ["2026-01", "2026-02"])
    try books.payGuarantee(guarantee)
    try books.record(body, guarantee, by: .pia)
  }

  static let guarantees = guaranteeRequests + guaranteeIssues + guaranteeClaims + guaranteeDecisions + guaranteePayments
}
