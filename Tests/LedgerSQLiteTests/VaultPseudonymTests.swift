import Foundation
import LedgerCore
@testable import LedgerSQLite
import Sodium
import Testing

/// Who came to a laboratory: recognised while they are known, nobody's once they are erased.
@Suite struct VaultPseudonymTests {
  private static let ada = ULID(high: 1, low: 1)
  private static let beppe = ULID(high: 1, low: 2)

  private func withVault(_ name: String = "vault.db", _ body: (Vault, Folder) throws -> Void) throws {
    try withFolder { folder in
      let vault = try Vault.create(at: folder.file(name), random: SystemRandomSource())
      for party in [Self.ada, Self.beppe] {
        _ = try vault.seal([1, 2, 3], party: party, created: Instant(seconds: 0))
      }
      try body(vault, folder)
    }
  }

  @Test func `the same person has the same pseudonym, and two persons have two`() throws {
    try withVault { vault, folder in
      let first = try #require(try vault.pseudonym(of: Self.ada))
      _ = try vault.seal([4], party: Self.ada, created: Instant(seconds: 5))
      #expect(try vault.pseudonym(of: Self.ada) == first)
      #expect(try vault.pseudonym(of: Self.beppe) != first)
      let reopened = try Vault(path: folder.file("vault.db"), random: SystemRandomSource())
      #expect(try reopened.pseudonym(of: Self.ada) == first)
    }
  }

  @Test func `another vault, which knows the person's id, makes another pseudonym`() throws {
    try withVault { one, _ in
      try withVault("other.db") { (other, _) throws in
        let pseudonym = try other.pseudonym(of: Self.ada)
        #expect(try one.pseudonym(of: Self.ada) != pseudonym)
      }
    }
  }

  @Test func `whoever has no key here has no pseudonym, and none is made for them`() throws {
    try withVault { vault, _ in
      let stranger = ULID(high: 1, low: 3)
      #expect(try vault.pseudonym(of: stranger) == nil)
      _ = try vault.seal([1], party: stranger, created: Instant(seconds: 0))
      #expect(try vault.pseudonym(of: stranger) != nil)
    }
  }

  @Test func `an erased person cannot be found again by their id, with all that the vault still holds`() throws {
    try withVault { vault, folder in
      let pseudonym = try #require(try vault.pseudonym(of: Self.ada))
      let beppe = try vault.pseudonym(of: Self.beppe)
      let key = try #require(try key(of: Self.ada, in: vault))
      let again = KeyedHash.blake2b(
        key: try SymmetricKey(bytes: key), message: Array("attendance\0\(Self.ada)".utf8))
      #expect(again == pseudonym, "whoever has the key can make it")
      #expect(Data(try folder.allBytes()).range(of: Data(key)) != nil, "the search finds the key while it is there")

      try vault.carryOut(VaultErasure(entry: SHA256.hash([9]), position: 7, holders: [Self.ada]))
      try vault.finishErasures()
      #expect(try vault.pseudonym(of: Self.ada) == nil)
      #expect(try vault.pseudonym(of: Self.beppe) == beppe)
      #expect(Data(try folder.allBytes()).range(of: Data(key)) == nil)
      #expect(throws: StoreError.self) { try vault.seal([1], party: Self.ada, created: Instant(seconds: 9)) }
    }
  }

  private func key(of party: ULID, in vault: Vault) throws -> [UInt8]? {
    try vault.file.read { connection in
      try connection.query("SELECT key FROM party_keys WHERE party = ?").bind(1, party).first { $0.bytes(0) }
    }
  }
}
