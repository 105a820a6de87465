import Funds
import LedgerCore

/// What people do for and with a family, with the usual person where the test does not say who.
extension Books {
  /// The family of the party `family`, with the other one in it.
  @discardableResult
  func register(
    _ members: [ULID] = [Party.family, Party.otherFamily], in stream: StreamID? = nil, by person: Person = .olga
  ) throws -> StreamID {
    let relations = members.enumerated().map { index, party in
      HouseholdMember(party: party, relation: index == 0 ? .reference : .spouse)
    }
    return try record(
      HouseholdRegistered(members: relations, municipality: "E648", record: Books.fingerprint(20)),
      stream ?? self.stream("household"), by: person, as: person.role(for: HouseholdRegistered.roles)
    ).entry.stream
  }

  @discardableResult
  func join(_ household: StreamID, _ party: ULID, by person: Person = .olga) throws -> LoggedEntry {
    try record(HouseholdMemberJoined(HouseholdMember(party: party, relation: .child)), household, by: person)
  }

  @discardableResult
  func leave(_ household: StreamID, _ party: ULID, by person: Person = .olga) throws -> LoggedEntry {
    try record(HouseholdMemberLeft(party: party), household, by: person)
  }

  @discardableResult
  func merge(_ household: StreamID, into other: StreamID, by person: Person = .olga) throws -> LoggedEntry {
    try record(HouseholdMerged(into: other.id), household, by: person)
  }

  @discardableResult
  func split(_ leaving: [ULID], of household: StreamID, into other: StreamID) throws -> LoggedEntry {
    try record(HouseholdSplit(leaving: leaving, into: other.id), household, by: .olga)
  }

  @discardableResult
  func consent(
    _ household: StreamID, to bodies: Set<Slug> = ["comune"], days: Int = 365, speaking party: ULID? = Party.family,
    by person: Person = .olga
  ) throws -> LoggedEntry {
    try record(
      ConsentGiven(
        bodies: bodies, scopes: [.overlaps], until: today.adding(days: days), attestation: party.map(paper)), household,
      by: person)
  }

  @discardableResult
  func withdraw(
    _ consent: LoggedEntry, speaking party: ULID? = Party.family, by person: Person = .olga
  ) throws -> LoggedEntry {
    try record(
      ConsentWithdrawn(consent: consent.id, attestation: party.map(paper)), consent.entry.stream, by: person)
  }

  @discardableResult
  func outcome(_ indicator: OutcomeRecorded.Indicator, _ household: StreamID) throws -> LoggedEntry {
    try record(OutcomeRecorded(indicator, evidence: Books.fingerprint(21)), household, by: .olga)
  }

  func erasure(
    _ parties: [ULID] = [Party.family, Party.otherFamily], basis: Erasure.Basis = .noLongerNeeded
  ) -> Erasure { Erasure(basis: basis, parties: parties) }

  @discardableResult
  func propose(_ erasure: Erasure, of household: StreamID, by person: Person = .anna) throws -> LoggedEntry {
    try record(HouseholdErasureProposed(erasure), household, by: person)
  }

  @discardableResult
  func erase(_ erasure: Erasure, of household: StreamID, by person: Person = .bruno) throws -> LoggedEntry {
    try record(HouseholdErased(erasure), household, by: person)
  }

  /// A grant for a member of a household, from request to payment.
  @discardableResult
  func grant(
    _ amount: Int, for beneficiary: ULID = Party.family, in household: StreamID
  ) throws -> LoggedEntry {
    let stream = try request(amount, for: beneficiary, household: household)
    try approve(stream, amount)
    return try pay(stream, amount)
  }

  @discardableResult
  func request(
    _ amount: Int, for beneficiary: ULID = Party.family, household: StreamID?, by person: Person = .olga
  ) throws -> StreamID {
    try record(
      GrantRequested(
        amount: Money(cents: amount), from: .rent, purpose: "arrears", beneficiary: beneficiary, payee: Party.landlord,
        household: household?.id), stream("grant"), by: person, as: .operator
    ).entry.stream
  }

  func household(_ stream: StreamID) throws -> HouseholdState { try ledger.state(of: stream) }
}

extension StreamID {
  /// The id that names a stream of a test.
  var id: ULID {
    guard let ulid else { preconditionFailure("\(self) is named after an id") }
    return ulid
  }
}
