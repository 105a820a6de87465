import Bookkeeping
import Funds
import LedgerCore
import Sodium
import Testing

/// What one body learns of another's help for a family: nothing without the family's leave, and with it little.
@Suite struct OverlapTests {
  private struct Family {
    let fund: SmallFund
    let party: ULID
    let household: ULID
  }

  private func with(_ body: (Family) throws -> Void) throws {
    try SmallFund.with { fund in
      for slug in ["comune", "caritas"] as [Slug] {
        try fund.record(BodyRegistered(body: slug, form: .other, name: "\(slug)"), .ledger, by: "anna", .administrator)
      }
      let change = try fund.record(
        MemberRolesChanged(member: fund.member("ugo"), roles: [.operator], bodies: ["caritas", "comune"]), .ledger,
        by: "anna", .administrator)
      try fund.record(MemberConfirmed(confirms: change), .ledger, by: "bruno", .administrator)
      let party = try fund.party("Rossi")
      try body(Family(fund: fund, party: party, household: try register([party], in: fund)))
    }
  }

  private func register(_ parties: [ULID], in fund: SmallFund) throws -> ULID {
    let id = fund.bookkeeper.surroundings.newID()
    let record = try fund.bookkeeper.seal(["name": "Rossi"], party: id)
    try fund.record(
      HouseholdRegistered(
        members: parties.map { HouseholdMember(party: $0, relation: .reference) }, municipality: nil, record: record),
      StreamID("household", id), by: "ugo", .operator)
    return id
  }

  private func consent(_ body: Slug, _ family: Family, of household: ULID? = nil) throws -> ULID {
    let paper = Attestation(
      party: family.party, medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash([1])))
    let today = family.fund.bookkeeper.surroundings.now.date
    return try family.fund.record(
      ConsentGiven(bodies: [body], scopes: [.overlaps], until: today, attestation: paper),
      StreamID("household", household ?? family.household), by: "ugo", .operator)
  }

  private func help(_ cents: Int, by body: Slug?, _ family: Family, days: Int = 0) throws -> StreamID {
    let bookkeeper = family.fund.bookkeeper
    let stream = StreamID("grant", bookkeeper.surroundings.newID())
    let grant = GrantRequested(
      amount: Money(cents: cents), from: Restriction(fund: "casa", name: "rent"), purpose: "rent-deposit",
      beneficiary: family.party, payee: family.party, household: family.household)
    let request = try EntryRequest(
      grant, stream: stream, actor: family.fund.member("ugo"), role: .operator, onBehalfOf: body,
      effective: bookkeeper.surroundings.now.date.adding(days: days), id: bookkeeper.surroundings.newID())
    _ = try bookkeeper.record([request], keys: family.fund.keys)
    return stream
  }

  private func seen(
    by body: Slug?, _ family: Family, need: Slug = "rent-deposit", in household: ULID? = nil, days: Int = 0
  ) throws -> [Overlap] {
    let today = family.fund.bookkeeper.surroundings.now.date
    return try family.fund.bookkeeper.overlaps(
      household: household ?? family.household, need: need, from: today.adding(days: days), asking: body)
  }

  @Test func `without consent nobody sees anything, and with it only the body that the consent names`() throws {
    try with { family in
      _ = try help(45_000, by: "comune", family)
      #expect(try seen(by: "caritas", family) == [])
      _ = try consent("caritas", family)
      let today = family.fund.bookkeeper.surroundings.now.date
      let overlap = try #require(try seen(by: "caritas", family).first)
      #expect(overlap.body == "comune")
      #expect(overlap.kind == "grant")
      #expect(overlap.amount.description == "above 100.00, up to 500.00")
      #expect(overlap.since == today)
      #expect(overlap.until == today.adding(days: 90))
      #expect(try seen(by: nil, family) == [])
      #expect(try seen(by: "comune", family) == [], "no consent names it")
    }
  }

  @Test func `its own help, another need, another period and what came to nothing are no overlap`() throws {
    try with { family in
      _ = try consent("caritas", family)
      _ = try help(1_000, by: "caritas", family)
      #expect(try seen(by: "caritas", family) == [])
      let other = try help(1_000, by: "comune", family)
      #expect(try seen(by: "caritas", family).count == 1)
      #expect(try seen(by: "caritas", family, need: "food") == [])
      #expect(try seen(by: "caritas", family, days: 90).count == 1)
      #expect(try seen(by: "caritas", family, days: 91) == [])
      try family.fund.record(GrantWithdrawn(), other, by: "ugo", .operator)
      #expect(try seen(by: "caritas", family) == [])
    }
  }

  @Test func `a consent that was taken back shows nothing any more`() throws {
    try with { family in
      _ = try help(1_000, by: "comune", family)
      let consent = try consent("caritas", family)
      let paper = Attestation(
        party: family.party, medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash([1])))
      try family.fund.record(
        ConsentWithdrawn(consent: consent, attestation: paper), StreamID("household", family.household), by: "ugo",
        .operator)
      #expect(try seen(by: "caritas", family) == [])
    }
  }

  @Test func `the past of a household that was taken up is seen only under a consent that came later`() throws {
    try with { family in
      _ = try help(1_000, by: "comune", family)
      let other = try register([family.party], in: family.fund)
      _ = try consent("caritas", family, of: other)
      try family.fund.record(
        HouseholdMerged(into: other), StreamID("household", family.household), by: "ugo", .operator)
      #expect(try seen(by: "caritas", family, in: other) == [])
      _ = try consent("caritas", family, of: other)
      #expect(try seen(by: "caritas", family, in: other).map(\.body) == ["comune"])
    }
  }

  @Test(arguments: [
    (0, "up to 100.00"), (10_000, "up to 100.00"), (10_001, "above 100.00, up to 500.00"),
    (1_000_000, "above 5000.00, up to 10000.00"), (1_000_001, "above 10000.00"),
  ])
  func `amounts are told in bands`(cents: Int, band: String) {
    #expect(AmountBand(Money(cents: cents)).description == band)
  }

  @Test func `a party who lives in one household is found in it, and in two is asked about`() throws {
    try with { family in
      let bookkeeper = family.fund.bookkeeper
      let alone = try family.fund.party("Sola")
      #expect(try bookkeeper.household(helping: alone) == nil)
      #expect(try bookkeeper.household(helping: family.party) == family.household)
      let second = try register([family.party], in: family.fund)
      #expect(try bookkeeper.households(of: family.party) == [family.household, second])
      let refusal = #expect(throws: Refusal.self) { try bookkeeper.household(helping: family.party) }
      #expect(refusal?.code.id == "household.ambiguous")
      #expect(try bookkeeper.household(helping: family.party, named: second) == second)
      try family.fund.record(
        HouseholdMerged(into: second), StreamID("household", family.household), by: "ugo", .operator)
      #expect(try bookkeeper.households(of: family.party) == [second])
    }
  }
}
