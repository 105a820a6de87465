import Funds
import LedgerCore

extension Scheme {
  static let casa = Scheme(name: "casa")
  /// The deposit counts, and the landlord is paid, only when the tenant has left.
  static let milano = Scheme(name: "milano", capMonths: 18, moment: "after-release")
  /// From the third unpaid month, after a formal notice, rents alone.
  static let liguria = Scheme(name: "liguria", formalNotice: true, legalCosts: false, unpaidMonths: 3)
}

/// A guarantee scheme as a test's policy writes it.
struct Scheme {
  var name: String
  var capMonths = 12
  var coverage = 9_000
  var purpose = "arrears"
  var moment = "at-once"
  var formalNotice = false
  var legalCosts = true
  var unpaidMonths = 1

  var json: JSON {
    .object([
      "capMonths": .integer(capMonths),
      "conditions": .object([
        "claimDays": 60, "depositNetted": .string(moment), "formalNotice": .bool(formalNotice),
        "legalCosts": .bool(legalCosts), "payable": .string(moment), "replyDays": 15,
        "unpaidMonths": .integer(unpaidMonths),
      ]),
      "coverageBasisPoints": .integer(coverage), "name": .string(name), "purpose": .string(purpose),
      "source": "made up for a test",
    ])
  }
}

/// What people do with a guarantee, with the usual person where the test does not say who. Amounts are cents.
extension Books {
  static func guaranteeSection(multiplierPercent: Int = 500, schemes: [Scheme] = [.casa, .milano, .liguria]) -> JSON {
    .object([
      "approvals": [["persons": 1, "upTo": 600_000], ["persons": 2, "upTo": 1_500_000]],
      "multiplierPercent": .integer(multiplierPercent), "schemes": .array(schemes.map(\.json)),
    ])
  }

  func reserve(_ amount: Int, _ purse: Restriction = .rent, by person: Person = .anna) throws {
    try record(ReserveSet(amount: Money(cents: amount), restriction: purse.name), "fund/casa", by: person)
  }

  func terms(
    scheme: Slug = "casa", rent: Int = 75_000, deposit: Int = 100_000, coverage: Int = 8_000, cap: Int = 600_000,
    start: String = "2026-01-01", end: String = "2026-12-31", purpose: Slug = "arrears"
  ) -> GuaranteeTerms {
    GuaranteeTerms(
      scheme: scheme, purpose: purpose, rent: Money(cents: rent), deposit: Money(cents: deposit),
      coverageBasisPoints: coverage, cap: Money(cents: cap), start: day(start), end: day(end))
  }

  /// A request for a family that is registered for it, unless one is given.
  @discardableResult
  func requestGuarantee(
    _ terms: GuaranteeTerms? = nil, from purse: Restriction = .rent, for household: StreamID? = nil,
    landlord: ULID = Party.landlord, body: Slug? = nil, by person: Person = .olga, attestation: Attestation? = nil,
    in stream: StreamID? = nil
  ) throws -> StreamID {
    let household = try household ?? register()
    return try record(
      GuaranteeRequested(
        terms ?? self.terms(), from: purse, household: household.id, landlord: landlord, landlordBody: body,
        attestation: attestation), stream ?? self.stream("guarantee"), by: person, as: .operator
    ).entry.stream
  }

  func guarantee(_ stream: StreamID) throws -> GuaranteeState { try ledger.state(of: stream) }

  @discardableResult
  func issueGuarantee(_ guarantee: StreamID, by person: Person = .carla) throws -> LoggedEntry {
    let terms = try self.guarantee(guarantee).request?.terms ?? self.terms()
    let scheme = try ledger.state(of: .ledger, as: LedgerState.self).policy.guarantees?.scheme(terms.scheme)
    let conditions = GuaranteeConditions(
      claimDays: 60, depositNetted: .atOnce, formalNotice: false, legalCosts: true, payable: .atOnce, replyDays: 15,
      unpaidMonths: 1)
    return try record(
      GuaranteeIssued(terms, conditions: scheme?.conditions ?? conditions), guarantee, by: person, as: .committee)
  }

  /// A guarantee in force, with money and a reserve behind it.
  func guarantee(
    _ terms: GuaranteeTerms? = nil, from purse: Restriction = .rent, for household: StreamID? = nil,
    reserve: Int = 200_000
  ) throws -> StreamID {
    try receive(500_000, purse)
    try self.reserve(reserve, purse)
    let stream = try requestGuarantee(terms, from: purse, for: household)
    let needsTwo = (terms ?? self.terms()).cap > Money(cents: 600_000)
    if needsTwo { try approveGuarantee(stream, by: .pia) }
    try issueGuarantee(stream)
    return stream
  }

  @discardableResult
  func approveGuarantee(
    _ guarantee: StreamID, cap: Int? = nil, landlord: ULID = Party.landlord, by person: Person = .carla
  ) throws -> LoggedEntry {
    let terms = try self.guarantee(guarantee).request?.terms ?? self.terms()
    return try record(
      GuaranteeApproved(cap: cap.map { Money(cents: $0) } ?? terms.cap, landlord: landlord), guarantee, by: person,
      as: .committee)
  }

  /// The landlord's claim, attested by Omar: whole rents of months, unless an amount is given.
  @discardableResult
  func claim(
    _ guarantee: StreamID, _ months: [String], amount: Int = 75_000, costs: Int = 0, notice: String? = nil,
    by person: Person = .omar, attesting party: ULID? = Party.landlord, on day: CivilDate? = nil
  ) throws -> ULID {
    let unpaid = months.map { text in
      CivilMonth(text).map { GuaranteeClaimed.UnpaidMonth($0, Money(cents: amount)) }
    }
    let formal = notice.map { GuaranteeClaimed.FormalNotice(date: self.day($0), document: Books.fingerprint(31)) }
    return try record(
      GuaranteeClaimed(
        unpaid.compactMap { $0 }, costs: Money(cents: costs), document: Books.fingerprint(30), formalNotice: formal,
        attestation: party.map(paper)), guarantee, by: person, as: person.role(for: GuaranteeClaimed.roles), on: day
    ).id
  }

  @discardableResult
  func notify(_ guarantee: StreamID, _ claim: ULID, by person: Person = .olga) throws -> LoggedEntry {
    try record(TenantNotified(claim: claim, document: Books.fingerprint(32)), guarantee, by: person)
  }

  @discardableResult
  func reply(
    _ guarantee: StreamID, _ claim: ULID, _ reply: TenantReplied.Reply = .agrees, by person: Person = .olga,
    attesting party: ULID? = Party.family
  ) throws -> LoggedEntry {
    try record(
      TenantReplied(claim: claim, reply: reply, attestation: party.map(paper)), guarantee, by: person)
  }

  /// Admits the whole claim at what the formula makes of it, unless amounts are given.
  @discardableResult
  func accept(
    _ guarantee: StreamID, _ claim: ULID, admitted: Int? = nil, payable: Int? = nil, by person: Person = .carlo
  ) throws -> LoggedEntry {
    let state = try self.guarantee(guarantee)
    let claimed = state.claims.first { $0.id == claim }?.claimed ?? .zero
    let admitted = admitted.map { Money(cents: $0) } ?? claimed
    let payable = payable.map { Money(cents: $0) } ?? state.payable(admitting: admitted)
    return try record(
      ClaimAccepted(claim: claim, admitted: admitted, payable: payable), guarantee, by: person, as: .committee)
  }

  /// A claim from the landlord's letter to the acceptance; the tenant agrees.
  @discardableResult
  func acceptedClaim(_ guarantee: StreamID, _ months: [String], costs: Int = 0) throws -> LoggedEntry {
    let claim = try claim(guarantee, months, costs: costs)
    try notify(guarantee, claim)
    try reply(guarantee, claim)
    return try accept(guarantee, claim)
  }

  @discardableResult
  func payGuarantee(
    _ guarantee: StreamID, _ amount: Int? = nil, payee: ULID = Party.landlord, by person: Person = .teo
  ) throws -> LoggedEntry {
    let amount = try amount.map { Money(cents: $0) } ?? self.guarantee(guarantee).unpaid
    return try record(
      GuaranteePaid(amount: amount, payee: payee, account: "main"), guarantee, by: person, as: .treasurer)
  }

  @discardableResult
  func tenantPays(
    _ guarantee: StreamID, _ amount: Int, by person: Person = .omar, attesting party: ULID? = Party.landlord
  ) throws -> LoggedEntry {
    try record(
      TenantPaid(amount: Money(cents: amount), attestation: party.map(paper)), guarantee, by: person,
      as: person.role(for: TenantPaid.roles))
  }

  @discardableResult
  func releaseDwelling(_ guarantee: StreamID) throws -> LoggedEntry {
    try record(DwellingReleased(document: Books.fingerprint(33)), guarantee, by: .olga)
  }

  @discardableResult
  func provision(_ guarantee: StreamID, _ amount: Int) throws -> LoggedEntry {
    try record(GuaranteeProvisioned(amount: Money(cents: amount)), guarantee, by: .teo)
  }

  @discardableResult
  func recover(_ guarantee: StreamID, _ amount: Int) throws -> LoggedEntry {
    try record(RecourseRecovered(amount: Money(cents: amount), account: "main"), guarantee, by: .teo)
  }

  @discardableResult
  func release(_ guarantee: StreamID, by person: Person = .omar) throws -> LoggedEntry {
    try record(GuaranteeReleased(attestation: paper(Party.landlord)), guarantee, by: person)
  }
}
