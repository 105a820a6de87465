import Foundation
import LedgerCore
@testable import LedgerSQLite
import LedgerCoreTesting
import Sodium
import Testing

/// Working data of a family: sealed, changed whole or not at all, and gone with the family.
@Suite struct VaultWorkingsTests {
  private let ada = ULID(high: 1, low: 10)
  private let bob = ULID(high: 1, low: 11)
  private let now = Instant(seconds: 1_700_000_000)
  private let later = Instant(seconds: 1_700_009_000)
  private let text = Array("Bonifico di Bianchi Luca, IT60X0542811101000000123456".utf8)

  private func withVault(_ body: (Vault, Folder) throws -> Void) throws {
    try withFolder { folder in
      let vault = try Vault.create(at: folder.file("vault.db"), random: CountingRandom())
      for holder in [ada, bob] { _ = try vault.seal(Array("a record".utf8), party: holder, created: now) }
      try body(vault, folder)
    }
  }

  private func put(_ kind: Slug, _ name: String, _ content: [UInt8], of holder: ULID, in vault: Vault) throws {
    try vault.changeWorkings(of: holder) { try $0.put(kind, name, content, at: now) }
  }

  private func names(_ kind: Slug, of holder: ULID, in vault: Vault) throws -> [String] {
    try vault.readWorkings(of: holder) { try $0.all(kind).map(\.name) } ?? ["no key"]
  }

  private func stands(_ needle: String, in folder: Folder) throws -> Bool {
    Data(try folder.allBytes()).range(of: Data(needle.utf8)) != nil
  }

  @Test func `what was put is found, replaced, listed in order and deleted`() throws {
    try withVault { vault, folder in
      try put("line", "b", text, of: ada, in: vault)
      try put("line", "a", [], of: ada, in: vault)
      try put("rule", "a", [1], of: ada, in: vault)
      try put("line", "a", [2], of: bob, in: vault)
      let other = try Vault(path: folder.file("vault.db"), random: CountingRandom())
      let found = try #require(try other.readWorkings(of: ada) { try $0.find("line", "b") } ?? nil)
      #expect(found == Working(kind: "line", name: "b", content: text, created: now, updated: now))
      try vault.changeWorkings(of: ada) { try $0.put("line", "b", [9], at: later) }
      let replaced = try #require(try other.readWorkings(of: ada) { try $0.all("line") })
      #expect(replaced.map(\.name) == ["b", "a"])
      #expect(replaced[0] == Working(kind: "line", name: "b", content: [9], created: now, updated: later))
      #expect(try vault.changeWorkings(of: ada) { try $0.delete("line", "b") })
      #expect(try !vault.changeWorkings(of: ada) { try $0.delete("line", "b") })
      #expect(try names("line", of: ada, in: vault) == ["a"])
      #expect(try names("line", of: bob, in: vault) == ["a"])
      #expect(try vault.integrityCheck() == [])
    }
  }

  @Test func `a change that fails half way leaves nothing`() throws {
    try withVault { vault, _ in
      struct Stop: Error {}
      #expect(throws: Stop.self) {
        try vault.changeWorkings(of: ada) { workings in
          try workings.put("line", "a", text, at: now)
          throw Stop()
        }
      }
      let left = try names("line", of: ada, in: vault)
      #expect(left == [])
    }
  }

  @Test func `names and contents are readable in no file`() throws {
    try withVault { vault, folder in
      try put("line", "Affitto di Rossi", text, of: ada, in: vault)
      for word in ["Affitto", "Rossi", "Bianchi", "IT60X05428"] { #expect(try !stands(word, in: folder), "\(word)") }
      #expect(try stands("line", in: folder), "the search itself finds what stands there")
    }
  }

  @Test func `the same bytes identify the same thing for one holder only`() throws {
    try withVault { vault, _ in
      let found = try [(ada, text), (ada, text), (ada, []), (bob, text)].map { holder, bytes in
        try #require(try vault.readWorkings(of: holder) { $0.identity(of: bytes) })
      }
      #expect(found[0] == found[1])
      #expect(Set(found).count == 3)
    }
  }

  @Test func `an erasure leaves no byte, and a copy made before it opens without the key no more`() throws {
    try withVault { vault, folder in
      try put("line", "a", text, of: ada, in: vault)
      try put("line", "a", text, of: bob, in: vault)
      let path = folder.file("vault.db")
      let sealed = try RawSQLite(path)("SELECT hex(sealed) FROM workings ORDER BY number")
      let key = try RawSQLite(path)("SELECT hex(key) FROM party_keys ORDER BY party")[0]
      let gone = try [sealed[0], key].map { Data(try #require(Hex.decode($0.lowercased()))) }
      let kept = Data(try #require(Hex.decode(sealed[1].lowercased())))
      try vault.carryOut(VaultErasure(entry: SHA256.hash([1]), position: 1, holders: [ada]))
      try vault.finishErasures()
      let bytes = Data(try folder.allBytes())
      for secret in gone { #expect(bytes.range(of: secret) == nil) }
      #expect(bytes.range(of: kept) != nil)
      #expect(try names("line", of: ada, in: vault) == ["no key"])
      #expect(try names("line", of: bob, in: vault) == ["a"])
      #expect(throws: StoreError.self) { try put("line", "b", [], of: ada, in: vault) }
    }
  }

  @Test func `of replaced and deleted workings no sealed byte is left either`() throws {
    try withVault { vault, folder in
      try put("line", "a", text, of: ada, in: vault)
      try put("line", "b", text + text, of: ada, in: vault)
      let sealed = try RawSQLite(folder.file("vault.db"))("SELECT hex(sealed) FROM workings ORDER BY number")
      try vault.changeWorkings(of: ada) { workings in
        try workings.put("line", "a", [1], at: later)
        try workings.delete("line", "b")
      }
      let bytes = Data(try folder.allBytes())
      for hex in sealed { #expect(bytes.range(of: Data(try #require(Hex.decode(hex.lowercased())))) == nil) }
    }
  }

  @Test func `working data makes no key of its own`() throws {
    try withVault { vault, _ in
      let nobody = ULID(high: 1, low: 12)
      #expect(throws: StoreError.self) { try put("line", "a", text, of: nobody, in: vault) }
      let found = try names("line", of: nobody, in: vault)
      #expect(found == ["no key"])
    }
  }

  @Test func `a holder whom no entry names is discarded with their workings`() throws {
    try withVault { vault, folder in
      try put("line", "a", text, of: ada, in: vault)
      try vault.discard([ada])
      #expect(try names("line", of: ada, in: vault) == ["no key"])
      #expect(try RawSQLite(folder.file("vault.db"))("SELECT count(*) FROM workings") == ["0"])
    }
  }

  /// Each is what somebody with the file, and without the key, could do to a row.
  static let forgeries = [
    "UPDATE workings SET sealed = (SELECT sealed FROM workings WHERE number = 2) WHERE number = 1",
    "UPDATE workings SET sealed = substr(sealed, 1, 20) WHERE number = 1",
    "UPDATE workings SET sealed = x'' WHERE number = 1",
    "UPDATE workings SET sealed = cast(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB) WHERE number = 1",
    "UPDATE workings SET created = created - 1 WHERE number = 1",
    "UPDATE workings SET updated = updated + 1 WHERE number = 1",
    "UPDATE workings SET name_key = randomblob(32) WHERE number = 1",
    "UPDATE workings SET party = (SELECT party FROM workings WHERE number = 3) WHERE number = 1",
    "UPDATE workings SET kind = 'rule' WHERE number = 1",
    "UPDATE party_keys SET key = randomblob(32)",
  ]

  @Test(arguments: forgeries)
  func `a row that was changed is damaged, and says so`(sql: String) throws {
    try withVault { vault, folder in
      try put("line", "a", text, of: ada, in: vault)
      try put("line", "b", text, of: ada, in: vault)
      try put("line", "a", text, of: bob, in: vault)
      let raw = try RawSQLite(folder.file("vault.db"))
      try raw("DELETE FROM workings WHERE number > 3")
      try raw(sql)
      let error = #expect(throws: StoreError.self) {
        for holder in [ada, bob] {
          for kind in ["line", "rule"] as [Slug] { _ = try names(kind, of: holder, in: vault) }
        }
      }
      guard case .corrupt? = error else {
        Issue.record("\(sql): \(String(describing: error))")
        return
      }
    }
  }

  @Test func `names, contents and their number have limits`() throws {
    try withVault { vault, folder in
      let (name, content) = (String(repeating: "n", count: 512), [UInt8](repeating: 7, count: 1 << 20))
      try put("line", name, content, of: ada, in: vault)
      #expect(try vault.readWorkings(of: ada) { try $0.find("line", name)?.content } == content)
      for (name, content) in [("", []), (name + "n", []), ("a", content + [7])] as [(String, [UInt8])] {
        #expect(throws: StoreError.self) { try put("line", name, content, of: ada, in: vault) }
      }
      try RawSQLite(folder.file("vault.db"))(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Workings.most) - 1)
        INSERT INTO workings (name_key, party, kind, created, updated, sealed)
        SELECT randomblob(32), x'\(Hex.encode(ada.bytes))', 'other', 0, 0, x'00' FROM n
        """)
      try put("line", name, [1], of: ada, in: vault)
      let error = #expect(throws: StoreError.self) { try put("line", "one more", [], of: ada, in: vault) }
      #expect(error?.description.contains("100000") == true)
      try put("line", "one more", [], of: bob, in: vault)
    }
  }

  @Test func `a vault of an older program is taken over with its records`() throws {
    try withVault { vault, folder in
      let record = try vault.seal(text, party: ada, created: now)
      try vault.backup(to: folder.file("old.db"))
      let raw = try RawSQLite(folder.file("old.db"))
      for table in ["workings", "household_reads", "enrolment_requests"] { try raw("DROP TABLE \(table)") }
      try raw("DELETE FROM grdb_migrations WHERE identifier IN ('vault 3', 'vault 4')")
      try raw("PRAGMA user_version = 2")
      let readOnly = try Vault(path: folder.file("old.db"), random: CountingRandom(), readOnly: true)
      #expect(try names("line", of: ada, in: readOnly) == ["no key"])
      let old = try Vault(path: folder.file("old.db"), random: CountingRandom())
      #expect(try raw("PRAGMA user_version") == ["4"])
      #expect(try old.open(record) == text)
      try put("line", "a", text, of: ada, in: old)
      #expect(try names("line", of: ada, in: old) == ["a"])
    }
  }

  @Test func `a copy of the vault has the workings`() throws {
    try withVault { vault, folder in
      try put("line", "a", text, of: ada, in: vault)
      try vault.backup(to: folder.file("copy.db"))
      let copy = try Vault(path: folder.file("copy.db"), random: CountingRandom(), readOnly: true)
      #expect(try copy.readWorkings(of: ada) { try $0.find("line", "a")?.content } == text)
    }
  }

  @Test func `while somebody reads the vault, workings are changed all the same`() throws {
    try withVault { vault, folder in
      let reader = try RawSQLite(folder.file("vault.db"))
      try reader("BEGIN")
      _ = try reader("SELECT count(*) FROM workings")
      try put("line", "a", text, of: ada, in: vault)
      #expect(try names("line", of: ada, in: vault) == ["a"])
      try reader("COMMIT")
    }
  }
}
