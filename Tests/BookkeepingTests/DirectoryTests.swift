import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing
import TransparencyLog

@Suite struct DirectoryTests {
  @Test func `a sealed name is read back, and stands nowhere in the log`() throws {
    try SmallFund.with { fund in
      let party = try fund.party("Famiglia Bianchi")
      let parties = try fund.bookkeeper.parties()
      #expect(parties.map(\.id) == [party] && parties[0].name == "Famiglia Bianchi" && parties[0].sort == .person)
      try fund.bookkeeper.ledger.store.read { log in
        try log.scan(0..<log.size) { entry in
          let text = String(decoding: entry.payload, as: UTF8.self)
          #expect(!text.contains("Bianchi") && !text.contains("5550"))
        }
      }
    }
  }

  @Test func `a record that was erased leaves the party without a name`() throws {
    try SmallFund.with { fund in
      let party = try fund.party("Famiglia Bianchi")
      let other = try fund.party("Famiglia Neri")
      try fund.bookkeeper.vault.carryOut(VaultErasure(entry: SHA256.hash([1]), position: 1, holders: [party]))
      #expect(try fund.bookkeeper.parties().map(\.name) == [nil, "Famiglia Neri"])
      #expect(try fund.bookkeeper.partyNames() == [other: "Famiglia Neri"])
      #expect(try fund.bookkeeper.parties().map(\.id) == [party, other], "the log still knows that it exists")
    }
  }

  @Test func `what the vault does not hold is nil`() throws {
    try SmallFund.with { fund in
      #expect(try fund.bookkeeper.sealedRecord(SHA256.hash([1])) == nil)
      #expect(try fund.bookkeeper.sealedName(nil) == nil)
      let document = try fund.bookkeeper.seal(Array(#"{"note":"without a name"}"#.utf8), party: fund.member("ugo"))
      #expect(try fund.bookkeeper.sealedName(document.digest) == nil)
      #expect(try fund.bookkeeper.sealedRecord(document.digest)?["note"]?.string == "without a name")
    }
  }

  @Test func `history names the signers whose names are sealed, and the others by id`() throws {
    try SmallFund.with { fund in
      let party = try fund.party("Famiglia Bianchi")
      let ledger = try fund.bookkeeper.history(.ledger)
      #expect(ledger.prefix(3).map(\.person) == ["anna", "anna", "bruno"])
      #expect(ledger.map(\.entry.entry.kind.text).prefix(3) == ["ledger.opened", "policy.adopted", "policy.confirmed"])
      let ugo = try fund.member("ugo").description
      let registered = try fund.bookkeeper.history(StreamID("party", party))
      #expect(registered.map(\.person) == [ugo])
      let whole = try fund.bookkeeper.history(0..<1_000)
      let size = try fund.head().size
      #expect(whole.map(\.entry.position) == Array(0..<size))
      #expect(try fund.bookkeeper.history("grant/none").isEmpty)
    }
  }

  @Test func `streams of a family are listed in the order in which they began`() throws {
    try SmallFund.with { fund in
      let parties = [try fund.party("B"), try fund.party("A")]
      #expect(try fund.bookkeeper.all(PartyState.self).map(\.id) == parties)
      let funds = try fund.bookkeeper.all(FundState.self)
      #expect(funds.map(\.stream.text) == ["fund/casa"] && funds[0].id == nil && funds[0].state.isOpen)
    }
  }
}
