import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Testing
import TransparencyLog

@Suite struct LedgerFolderTests {
  @Test func `a new ledger is two databases and empty`() throws {
    try withFolder { path in
      let folder = LedgerFolder(path: path)
      let bookkeeper = try folder.create(.still())
      #expect(try bookkeeper.ledger.store.read { try $0.treeHead() } == .empty)
      let files = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(files.contains("ledger.db") && files.contains("vault.db"))
      #expect(throws: StoreError.self, "a ledger is never made over another one") { try folder.create(.still()) }
    }
  }

  @Test func `a ledger is opened as it was left`() throws {
    try SmallFund.with { fund in
      let again = try fund.folder.open(.still())
      #expect(try again.ledger.store.read { try $0.treeHead() } == fund.head())
      #expect(try again.ledgerID() == fund.bookkeeper.ledgerID())
      #expect(try again.governing().members.count == 5)
      #expect(try again.governing().policy.version == "test")
      #expect(try again.balances() == fund.bookkeeper.balances())
    }
  }

  @Test func `a folder without a ledger is not opened, and not filled`() throws {
    try withFolder { path in
      #expect(throws: StoreError.self) { try LedgerFolder(path: path).open(.still()) }
      let files = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(files == [])
    }
  }

  @Test func `a copy has the same log and opens the same records`() throws {
    try SmallFund.with { fund in
      let party = try fund.party("Famiglia Bianchi")
      try withFolder { path in
        let copy = LedgerFolder(path: path)
        #expect(try fund.copy(to: copy) == fund.head())
        let restored = try copy.open(.still())
        #expect(try restored.partyNames() == [party: "Famiglia Bianchi"])
        #expect(try restored.statement(of: "casa").count == 2)
        #expect(throws: (any Error).self, "a copy is never written over another one") {
          try fund.copy(to: copy)
        }
      }
    }
  }

  @Test func `a copy stays as it was while the ledger goes on`() throws {
    try SmallFund.with { fund in
      try withFolder { path in
        let copy = LedgerFolder(path: path)
        let head = try fund.copy(to: copy)
        _ = try fund.party("Famiglia Bianchi")
        #expect(try fund.head().size == head.size + 1)
        let restored = try copy.open(.still())
        #expect(try restored.ledger.store.read { try $0.treeHead() } == head)
        #expect(try restored.parties().isEmpty)
      }
    }
  }
}
