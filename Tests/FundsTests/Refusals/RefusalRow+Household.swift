import Funds
import LedgerCore

extension RefusalRow {
  private static func registered(_ books: Books, _ members: [HouseholdMember]) throws {
    try books.record(
      HouseholdRegistered(members: members, municipality: nil, record: Books.fingerprint(20)),
      books.stream("household"), by: .olga)
  }

  private static func member(_ party: ULID) -> HouseholdMember { HouseholdMember(party: party, relation: .reference) }

  /// A company, which is a party, too.
  private static func company(_ books: Books) throws -> ULID {
    let stream = books.stream("party")
    try books.record(PartyRegistered(record: Books.fingerprint(1), sort: .company), stream, by: .olga)
    return stream.id
  }

  /// A family of which the grant was paid today.
  private static func helped(_ books: Books) throws -> StreamID {
    try books.receive(50_000)
    let family = try books.register()
    try books.grant(10_000, in: family)
    return family
  }

  private static func proposed(_ books: Books) throws -> StreamID {
    let family = try books.register()
    try books.propose(books.erasure(), of: family)
    return family
  }

  private static func forgotten(_ books: Books) throws -> StreamID {
    let family = try proposed(books)
    try books.erase(books.erasure(), of: family)
    return family
  }

  static let households: [RefusalRow] = [
    RefusalRow("household.registered", "household.already-registered") { try $0.register(in: try $0.register()) },
    RefusalRow("household.registered", "household.members-invalid") { try registered($0, []) },
    RefusalRow("household.registered", "household.members-invalid") {
      try registered($0, [member(Party.family), member(Party.family)])
    },
    RefusalRow("household.registered", "household.not-a-person") { try registered($0, [member(try company($0))]) },
    RefusalRow("household.registered", "party.unknown") { try registered($0, [member(Party.unknown)]) },
    RefusalRow("household.registered", "household.party-erased") {
      _ = try forgotten($0)
      try registered($0, [member(Party.family)])
    },
    RefusalRow("household.updated", "household.unknown") {
      try $0.record(
        HouseholdUpdated(municipality: nil, record: Books.fingerprint(1)), $0.stream("household"), by: .olga)
    },
    RefusalRow("household.updated", "household.erased") {
      try $0.record(
        HouseholdUpdated(municipality: nil, record: Books.fingerprint(1)), try forgotten($0), by: .olga)
    },
    RefusalRow("household.member-joined", "household.already-a-member") {
      try $0.join(try $0.register(), Party.family)
    },
    RefusalRow("household.member-left", "household.not-a-member") { try $0.leave(try $0.register(), Party.donor) },
    RefusalRow("household.member-left", "household.last-member") {
      try $0.leave(try $0.register([Party.family]), Party.family)
    },
    RefusalRow("household.merged", "household.merged-into-itself") {
      let family = try $0.register()
      try $0.merge(family, into: family)
    },
    RefusalRow("household.merged", "household.members-missing") {
      try $0.merge(try $0.register(), into: try $0.register([Party.donor]))
    },
    RefusalRow("household.merged", "household.merged") {
      let other = try $0.register()
      let family = try $0.register()
      try $0.merge(family, into: other)
      try $0.merge(other, into: family)
    },
    RefusalRow("household.split", "household.members-invalid") {
      try $0.split([], of: try $0.register(), into: try $0.register())
    },
    RefusalRow("household.split", "household.members-missing") {
      try $0.split([Party.otherFamily], of: try $0.register(), into: try $0.register([Party.donor]))
    },
    RefusalRow("household.split", "household.last-member") {
      try $0.split([Party.family, Party.otherFamily], of: try $0.register(), into: try $0.register())
    },
    RefusalRow("grant.requested", "household.not-a-member") {
      try $0.request(1_000, for: Party.donor, household: try $0.register())
    },
    RefusalRow("grant.requested", "household.not-named") {
      _ = try $0.register()
      try $0.request(1_000)
    },
    RefusalRow("grant.requested", "household.unknown") { try $0.request(1_000, household: $0.stream("household")) },
  ]

  static let consents: [RefusalRow] = [
    RefusalRow("consent.given", "consent.invalid") { try $0.consent(try $0.register(), to: []) },
    RefusalRow("consent.given", "body.unknown") { try $0.consent(try $0.register(), to: ["nowhere"]) },
    RefusalRow("consent.given", "consent.over") { try $0.consent(try $0.register(), days: -1) },
    RefusalRow("consent.given", "voice.not-theirs") { try $0.consent(try $0.register(), speaking: nil) },
    RefusalRow("consent.given", "voice.other-party") { try $0.consent(try $0.register(), speaking: Party.donor) },
    RefusalRow("consent.given", "attestation.not-allowed") {
      try $0.adopt(PolicyText(attestable: []))
      try $0.consent(try $0.register())
    },
    RefusalRow("consent.withdrawn", "consent.unknown") {
      let family = try $0.register()
      let consent = ConsentWithdrawn(consent: family.id, attestation: $0.paper(Party.family))
      try $0.record(consent, family, by: .olga)
    },
    RefusalRow("outcome.recorded", "outcome.already-recorded") {
      let family = try $0.register()
      try $0.outcome(.food, family)
      try $0.outcome(.food, family)
    },
  ]

  static let erasures: [RefusalRow] = [
    RefusalRow("household.erasure-proposed", "policy.section-missing") {
      try $0.adopt(PolicyText(sections: [:]))
      _ = try proposed($0)
    },
    RefusalRow("household.erasure-proposed", "erasure.parties-invalid") {
      try $0.propose($0.erasure([Party.donor]), of: try $0.register())
    },
    RefusalRow("household.erasure-proposed", "approval.same-person") {
      let daughter = Person(30, "daughter", .administrator)
      try $0.enrol(daughter, party: Party.family)
      try $0.propose($0.erasure(), of: try $0.register(), by: daughter)
    },
    RefusalRow("household.erasure-proposed", "erasure.obligation-runs") {
      let family = try $0.register()
      try $0.request(1_000, household: family)
      try $0.propose($0.erasure(), of: family)
    },
    RefusalRow("household.erasure-proposed", "erasure.retention-runs") {
      let family = try helped($0)
      $0.pass(days: 3_653)
      try $0.propose($0.erasure(), of: family)
    },
    RefusalRow("household.erased", "erasure.not-proposed") { try $0.erase($0.erasure(), of: try $0.register()) },
    RefusalRow("household.erased", "erasure.differs") {
      try $0.erase($0.erasure([Party.family]), of: try proposed($0))
    },
    RefusalRow("household.erased", "approval.same-person") {
      try $0.erase($0.erasure(), of: try proposed($0), by: .anna)
    },
    RefusalRow("household.erased", "erasure.parties-invalid") {
      let family = try proposed($0)
      try $0.register([Party.family])
      try $0.erase($0.erasure(), of: family)
    },
    RefusalRow("household.erased", "erasure.obligation-runs") {
      let family = try proposed($0)
      try $0.request(1_000, household: family)
      try $0.erase($0.erasure(), of: family)
    },
    RefusalRow("household.erased", "erasure.retention-runs") {
      try $0.receive(50_000)
      let family = try proposed($0)
      try $0.grant(10_000, in: family)
      try $0.erase($0.erasure(), of: family)
    },
  ]
}
