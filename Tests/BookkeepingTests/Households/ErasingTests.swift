import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Testing

/// Who is forgotten with a family, and what stands in the way outside the household.
@Suite struct ErasingTests {
  private func register(_ parties: [ULID], in fund: SmallFund) throws -> StreamID {
    let id = fund.bookkeeper.surroundings.newID()
    let record = try fund.bookkeeper.seal(["name": "Rossi"], party: id)
    let members = parties.map { HouseholdMember(party: $0, relation: .relative) }
    try fund.record(
      HouseholdRegistered(members: members, municipality: nil, record: record), StreamID("household", id), by: "ugo",
      .operator)
    return StreamID("household", id)
  }

  private func erase(_ household: StreamID, _ erasure: Erasure, in fund: SmallFund) throws {
    try fund.record(HouseholdErasureProposed(erasure), household, by: "anna", .administrator)
    try fund.record(HouseholdErased(erasure), household, by: "bruno", .administrator)
  }

  private func erasure(_ household: StreamID, _ fund: SmallFund, keeping kept: Set<ULID> = []) throws -> Erasure {
    try fund.bookkeeper.erasure(of: #require(household.ulid), basis: .objection, keeping: kept)
  }

  @Test func `who lives elsewhere, was kept or was forgotten before is not forgotten again`() throws {
    try SmallFund.with { fund in
      let (ada, bea, clo) = (try fund.party("Ada"), try fund.party("Bea"), try fund.party("Clo"))
      let family = try register([ada, bea, clo], in: fund)
      let other = try register([bea], in: fund)
      #expect(try erasure(family, fund).parties == [ada, clo])
      #expect(try erasure(family, fund, keeping: [clo]).parties == [ada])
      try erase(family, try erasure(family, fund, keeping: [clo]), in: fund)
      #expect(try fund.bookkeeper.parties().map(\.name) == [nil, "Bea", "Clo"])
      #expect(try erasure(other, fund).parties == [bea])
    }
  }

  @Test func `help from before the household was registered stands in the way, unless the party is kept`() throws {
    try SmallFund.with { fund in
      let ada = try fund.party("Ada")
      try fund.approveGrant(1_000, for: ada)
      let family = try register([ada], in: fund)
      let refusal = #expect(throws: Refusal.self) { try erasure(family, fund) }
      #expect(refusal?.code.id == "erasure.obligation-runs")
      #expect(try erasure(family, fund, keeping: [ada]).parties == [])
    }
  }

  @Test func `a household that was taken up is forgotten with the one that took it`() throws {
    try SmallFund.with { fund in
      let (ada, bea) = (try fund.party("Ada"), try fund.party("Bea"))
      let first = try register([ada, bea], in: fund)
      let second = try register([ada], in: fund)
      let third = try register([ada, bea], in: fund)
      try fund.record(HouseholdMerged(into: #require(third.ulid)), first, by: "ugo", .operator)
      try fund.record(HouseholdMerged(into: #require(third.ulid)), second, by: "ugo", .operator)
      let records = try [first, second, third].map {
        try #require(try fund.bookkeeper.state($0, as: HouseholdState.self).record)
      }
      for record in records { #expect(try fund.bookkeeper.sealedRecord(record.digest) != nil) }
      try erase(third, try erasure(third, fund), in: fund)
      for record in records { #expect(try fund.bookkeeper.sealedRecord(record.digest) == nil) }
    }
  }

  @Test func `an erasure that was interrupted before it began is finished when the ledger is opened`() throws {
    try SmallFund.with { fund in
      let ada = try fund.party("Ada")
      let family = try register([ada], in: fund)
      let proposed = try erasure(family, fund)
      try fund.record(HouseholdErasureProposed(proposed), family, by: "anna", .administrator)
      // The append alone, as a program leaves it that dies before it comes to the vault.
      let request = try fund.request(HouseholdErased(proposed), family, by: "bruno", .administrator)
      _ = try fund.bookkeeper.ledger.record([request], recorded: fund.bookkeeper.surroundings.now) {
        try #require(fund.keys[$0])
      }
      #expect(try fund.bookkeeper.parties().map(\.name) == ["Ada"])
      let again = try fund.folder.open(.still())
      #expect(try again.parties().map(\.name) == [nil])
      #expect(try again.erasuresAreFinished())
      #expect(try again.finishErasures() == 0)
    }
  }

  @Test func `a record that was sealed for an entry which never came is forgotten, the others stay`() throws {
    try SmallFund.with { fund in
      let ada = try fund.party("Ada")
      let never = fund.bookkeeper.surroundings.newID()
      let lost = try fund.bookkeeper.seal(["name": "Nobody"], party: never)
      try fund.bookkeeper.settleNewRecords()
      #expect(try fund.bookkeeper.sealedRecord(lost.digest) != nil, "its entry may still come")
      let later = Bookkeeper(
        ledger: fund.bookkeeper.ledger, vault: fund.bookkeeper.vault,
        surroundings: .still(at: fund.bookkeeper.surroundings.now.seconds + 3 * 86_400))
      try later.settleNewRecords()
      #expect(try later.sealedRecord(lost.digest) == nil)
      #expect(try later.parties().map(\.name) == ["Ada"])
      #expect(try later.parties().map(\.id) == [ada])
      #expect(try later.sealedName(later.governing().members[fund.member("anna")]?.record) == "anna")
      #expect(try later.vault.newHolders() == [:])
    }
  }

  @Test func `two hundred erasures make opening no slower`() throws {
    try SmallFund.with { fund in
      for number in 0..<200 {
        let family = try register([try fund.party("P\(number)")], in: fund)
        try erase(family, try erasure(family, fund), in: fund)
      }
      let clock = ContinuousClock()
      let took = try clock.measure { for _ in 0..<100 { try fund.bookkeeper.finishErasures() } }
      print("200 erasures: \(took / 100) to find that none is left")
      #expect(took / 100 < .milliseconds(10))
    }
  }
}
