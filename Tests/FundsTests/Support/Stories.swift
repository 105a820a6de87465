import Funds
import LedgerCore

/// What people do with a fund, one verb each, with the usual person where the test does not say who.
extension Books {
  @discardableResult
  func receive(
    _ amount: Int, _ purse: Restriction = .rent, in stream: StreamID? = nil, by person: Person = .teo,
    on day: CivilDate? = nil
  ) throws -> LoggedEntry {
    try record(
      ContributionReceived(amount: Money(cents: amount), to: purse, account: "main", donor: Party.donor),
      stream ?? self.stream("contribution"), by: person, on: day)
  }

  @discardableResult
  func pledge(_ amount: Int, _ purse: Restriction = .rent, conditional: Bool = false) throws -> LoggedEntry {
    try record(
      ContributionPledged(
        amount: Money(cents: amount), to: purse, donor: Party.donor, conditional: conditional, attestation: nil),
      stream("contribution"), by: .olga)
  }

  @discardableResult
  func capital(_ amount: Int, _ purse: Restriction = .rent) throws -> LoggedEntry {
    try record(
      CapitalReceived(amount: Money(cents: amount), to: purse, account: "main", funder: "banca", due: nil),
      stream("capital"), by: .teo)
  }

  /// A request for the family, to be paid to the landlord.
  @discardableResult
  func request(
    _ amount: Int, _ purse: Restriction = .rent, purpose: Slug = "arrears", for beneficiary: ULID = Party.family,
    payee: ULID = Party.landlord, by person: Person = .olga, on day: CivilDate? = nil, attestation: Attestation? = nil,
    in stream: StreamID? = nil
  ) throws -> StreamID {
    try record(
      GrantRequested(
        amount: Money(cents: amount), from: purse, purpose: purpose, beneficiary: beneficiary, payee: payee,
        attestation: attestation), stream ?? self.stream("grant"), by: person, as: .operator, on: day
    ).entry.stream
  }

  @discardableResult
  func approve(
    _ grant: StreamID, _ amount: Int, payee: ULID = Party.landlord, by person: Person = .carla,
    on day: CivilDate? = nil, device: UInt8 = 1
  ) throws -> LoggedEntry {
    try record(
      GrantApproved(amount: Money(cents: amount), payee: payee), grant, by: person, as: .committee, on: day,
      device: device)
  }

  @discardableResult
  func pay(
    _ grant: StreamID, _ amount: Int, payee: ULID = Party.landlord, by person: Person = .teo, urgent: Bool = false,
    account: Slug = "main", on day: CivilDate? = nil
  ) throws -> LoggedEntry {
    try record(
      GrantPaid(amount: Money(cents: amount), payee: payee, account: account, urgent: urgent), grant, by: person,
      as: .treasurer, on: day)
  }

  /// A grant from request to payment.
  @discardableResult
  func grant(_ amount: Int, _ purse: Restriction = .rent, for beneficiary: ULID = Party.family) throws -> LoggedEntry {
    let purpose: Slug = purse == .food ? "food" : "arrears"
    let stream = try request(amount, purse, purpose: purpose, for: beneficiary)
    try approve(stream, amount)
    return try pay(stream, amount)
  }

  func terms(_ amount: Int, for beneficiary: ULID = Party.family) -> VoucherTerms {
    VoucherTerms(amount: Money(cents: amount), beneficiary: beneficiary, purpose: "food", restriction: .food)
  }

  @discardableResult
  func issue(
    _ amount: Int, in stream: StreamID? = nil, by person: Person = .olga, validDays: Int = 30, on day: CivilDate? = nil
  ) throws -> StreamID {
    try record(
      VoucherIssued(terms(amount), expires: today.adding(days: validDays)), stream ?? self.stream("voucher"),
      by: person, as: .operator, on: day
    ).entry.stream
  }

  @discardableResult
  func redeem(_ voucher: StreamID, by person: Person = .hugo, attestation: Attestation? = nil) throws -> LoggedEntry {
    try record(VoucherRedeemed(shop: "emporio", attestation: attestation), voucher, by: person)
  }

  @discardableResult
  func settle(_ voucher: StreamID, _ amount: Int, by person: Person = .teo) throws -> LoggedEntry {
    try record(VoucherSettled(amount: Money(cents: amount), account: "main"), voucher, by: person, as: .treasurer)
  }

  @discardableResult
  func cost(_ amount: Int, account: Slug = "main") throws -> LoggedEntry {
    try record(
      CostPaid(amount: Money(cents: amount), nature: .bankFee, fund: "casa", account: account), stream("cost"),
      by: .teo)
  }

  @discardableResult
  func bounce(_ payment: LoggedEntry, account: Slug = "main") throws -> LoggedEntry {
    try record(PaymentReturned(payment: payment.id, account: account), stream("payment-return"), by: .teo)
  }

  @discardableResult
  func close(_ day: CivilDate) throws -> LoggedEntry {
    try record(PeriodClosed(through: day), .ledger, by: .anna)
  }

  func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(text) else { preconditionFailure("\(text) is a date") }
    return day
  }

  func paper(_ party: ULID) -> Attestation {
    Attestation(party: party, medium: .signedPaper, documentDigest: Books.fingerprint(9))
  }
}
