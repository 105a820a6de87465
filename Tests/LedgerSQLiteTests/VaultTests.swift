import Foundation
import LedgerCore
@testable import LedgerSQLite
import LedgerCoreTesting
import Sodium
import Testing

@Suite struct VaultTests {
  private let ada = ULID(high: 1, low: 10)
  private let bob = ULID(high: 1, low: 11)
  private let now = Instant(seconds: 1_700_000_000)
  private let secret = Array("Ada Rossi, RSSDAA80A41E648X, via Roma 1".utf8)

  private func withVault(_ body: (Vault, Folder) throws -> Void) throws {
    try withFolder { folder in
      try body(try Vault.create(at: folder.file("vault.db"), random: CountingRandom()), folder)
    }
  }

  private func count(_ needle: [UInt8], in bytes: [UInt8]) -> Int {
    Data(bytes).range(of: Data(needle)) == nil ? 0 : 1
  }

  @Test func `a sealed record is opened by its commitment, also by the next program`() throws {
    try withVault { vault, folder in
      let commitment = try vault.seal(secret, party: ada, created: now)
      #expect(try vault.open(commitment) == secret)
      let again = try vault.seal(secret, party: ada, created: now)
      #expect(again != commitment, "the salt hides that two records are equal")
      let other = try Vault(path: folder.file("vault.db"), random: CountingRandom())
      #expect(try other.open(commitment) == secret)
      #expect(try other.open(SHA256.hash([1])) == nil)
      #expect(try other.records(of: ada).map(\.commitment) == [commitment, again])
    }
  }

  @Test func `the commitment is the one of the specification`() throws {
    let key = try SymmetricKey(bytes: [UInt8](repeating: 1, count: 32))
    let record = try SealedRecord(sealing: secret, key: key, random: CountingRandom())
    let random = CountingRandom()
    let salt = random.bytes(32)
    let nonce = random.bytes(24)
    #expect(record.commitment == SHA256.hash(Array("mastro-sealed-v1\0".utf8) + salt + secret))
    #expect(Array(record.bytes.prefix(24)) == nonce)
    let inner = try SecretBox.open(
      Array(record.bytes.dropFirst(24)), key: key, nonce: nonce,
      associatedData: Array("mastro-vault-v1\0".utf8) + record.commitment.bytes)
    #expect(inner == salt + secret)
    #expect(try record.open(key: key) == secret)
  }

  @Test func `a record that was changed or swapped does not open`() throws {
    try withVault { vault, folder in
      let first = try vault.seal(secret, party: ada, created: now)
      let second = try vault.seal(Array("x".utf8), party: ada, created: now)
      let other = try RawSQLite(folder.file("vault.db"))
      try other("UPDATE records SET sealed = (SELECT sealed FROM records WHERE number = 2) WHERE number = 1")
      #expect(throws: StoreError.self) { try vault.open(first) }
      #expect(try vault.open(second) == Array("x".utf8))
      try other("UPDATE records SET sealed = substr(sealed, 1, 20) WHERE number = 2")
      #expect(throws: StoreError.self) { try vault.open(second) }
    }
  }

  @Test func `no readable byte of a person stands in the files`() throws {
    try withVault { vault, folder in
      _ = try vault.seal(secret, party: ada, created: now)
      #expect(try vault.index(taxCode: "RSSDAA80A41E648X", party: ada) == nil)
      try vault.add(statement(1), lines: [line(1, details: "IT60X0542811101000000123456 Bianchi Luca")])
      for text in ["Ada Rossi", "RSSDAA80A41E648X", "via Roma", "IT60X05428", "Bianchi"] {
        #expect(count(Array(text.utf8), in: try folder.allBytes()) == 0, "\(text)")
      }
    }
  }

  @Test func `an erased person is forgotten, and their key is in no file`() throws {
    try withVault { vault, folder in
      let commitment = try vault.seal(secret, party: ada, created: now)
      let kept = try vault.seal(secret, party: bob, created: now)
      _ = try vault.index(taxCode: "RSSDAA80A41E648X", party: ada)
      let key = try RawSQLite(folder.file("vault.db"))("SELECT hex(key) FROM party_keys ORDER BY party")[0]
      let keyBytes = try #require(Hex.decode(key.lowercased()))
      #expect(count(keyBytes, in: try folder.allBytes()) > 0)
      try vault.carryOut(erasure(of: [ada]))
      try vault.finishErasures()
      #expect(count(keyBytes, in: try folder.allBytes()) == 0)
      #expect(try vault.open(commitment) == nil)
      #expect(try vault.records(of: ada).map(\.isErased) == [true])
      #expect(try vault.party(taxCode: "RSSDAA80A41E648X") == nil)
      #expect(try vault.open(kept) == secret)
    }
  }

  private func erasure(of holders: Set<ULID>, position: Int = 7) -> VaultErasure {
    VaultErasure(entry: SHA256.hash([UInt8(position)]), position: position, holders: holders)
  }

  @Test func `of a key that stood among thousands no copy is left in any page`() throws {
    try withVault { vault, folder in
      let people = (0..<3_000).map { ULID(high: UInt64($0 * 7_919 % 3_001), low: 5) }
      for person in people { _ = try vault.seal(secret, party: person, created: now) }
      let raw = try RawSQLite(folder.file("vault.db"))
      let chosen = Set(people.enumerated().filter { $0.offset.isMultiple(of: 5) }.map(\.element))
      let before = Set(try raw("SELECT hex(key) FROM party_keys"))
      try vault.carryOut(erasure(of: chosen))
      let destroyed = before.subtracting(try raw("SELECT hex(key) FROM party_keys"))
      #expect(destroyed.count == chosen.count)
      try vault.finishErasures()
      let bytes = Data(try folder.allBytes())
      let found = try destroyed.filter { hex in
        bytes.range(of: Data(try #require(Hex.decode(hex.lowercased())))) != nil
      }
      #expect(found.isEmpty, "\(found.count) keys still stand in a file")
    }
  }

  @Test func `an erasure takes away dossiers, file numbers and texts of bank lines, and is remembered`() throws {
    try withVault { vault, _ in
      let dossier = try vault.seal(secret, party: bob, created: now)
      let kept = try vault.seal(secret, party: bob, created: now)
      let lines = (1...2).map { line(UInt8($0), details: "line \($0)") }
      try vault.add(statement(1), lines: lines)
      try vault.setFileNumber("H-1", of: "fund/casa")
      try vault.setFileNumber("H-2", of: "fund/scuola")
      #expect(try vault.erasureOrders() == [])
      #expect(try vault.erasures().areFinished)
      let order = VaultErasure(
        entry: SHA256.hash([3]), position: 9, holders: [ada], records: [dossier], streams: ["fund/casa"],
        lines: [lines[0].key])
      try vault.carryOut(order)
      #expect(try !vault.erasures().areFinished)
      try vault.finishErasures()
      try vault.carryOut(order)
      try vault.finishErasures()
      #expect(try vault.open(dossier) == nil)
      #expect(try vault.open(kept) == secret)
      #expect(try vault.lines().map { $0.details == nil } == [true, false])
      #expect(try vault.fileNumbers() == ["fund/scuola": "H-2"])
      let erasures = try vault.erasures()
      #expect(try vault.erasureOrders() == [SHA256.hash([3])])
      #expect(erasures.count == 1)
      #expect(erasures.newest?.position == 9)
      #expect(erasures.areFinished)
      #expect(try vault.integrityCheck() == [])
    }
  }

  @Test func `a key that was destroyed is never made again`() throws {
    try withVault { vault, _ in
      _ = try vault.seal(secret, party: ada, created: now)
      try vault.carryOut(erasure(of: [ada]))
      #expect(throws: StoreError.self) { try vault.seal(secret, party: ada, created: now) }
    }
  }

  @Test func `a holder whom no entry names can be told and forgotten`() throws {
    try withVault { vault, _ in
      let commitment = try vault.seal(secret, party: ada, created: now)
      let kept = try vault.seal(secret, party: bob, created: now)
      #expect(try vault.index(taxCode: "RSSDAA80A41E648X", party: ada) == nil)
      #expect(try vault.newHolders() == [ada: now, bob: now])
      try vault.confirm([bob])
      try vault.discard([ada])
      #expect(try vault.newHolders() == [:])
      #expect(try vault.open(commitment) == nil)
      #expect(try vault.open(kept) == secret)
      #expect(try vault.party(taxCode: "RSSDAA80A41E648X") == nil)
    }
  }

  @Test func `while somebody reads the vault an erasure is not finished`() throws {
    try withVault { vault, folder in
      _ = try vault.seal(secret, party: ada, created: now)
      let reader = try RawSQLite(folder.file("vault.db"))
      try reader("BEGIN")
      _ = try reader("SELECT count(*) FROM records")
      try vault.carryOut(erasure(of: [ada]))
      #expect(throws: StoreError.busy) { try vault.finishErasures() }
      #expect(try !vault.erasures().areFinished)
      try reader("COMMIT")
      try vault.finishErasures()
      #expect(try vault.erasures().areFinished)
    }
  }

  @Test func `the same tax code finds the same person`() throws {
    try withVault { vault, _ in
      #expect(try vault.index(taxCode: "RSSDAA80A41E648X", party: ada) == nil)
      #expect(try vault.index(taxCode: "rssdaa80a41e648x", party: ada) == nil)
      #expect(try vault.party(taxCode: "RSSDAA80A41E648X") == ada)
      #expect(try vault.party(taxCode: "RSSDAA80A41E648Y") == nil)
      #expect(try vault.index(taxCode: "RSSDAA80A41E648X", party: bob) == ada)
      #expect(try vault.party(taxCode: "RSSDAA80A41E648X") == ada)
      let given = try vault.index(taxCode: "RSSDAA80A41E648X", party: bob) { _ in false }
      #expect(given == nil)
      #expect(try vault.party(taxCode: "RSSDAA80A41E648X") == bob, "what nobody registered is given away")
    }
  }

  private func statement(_ number: UInt8) -> StoredStatement {
    StoredStatement(
      id: SHA256.hash([number]), account: "main", format: "camt.053.001.08", from: CivilDate(dayNumber: 20_000),
      to: nil, opening: Money(cents: 100), closing: Money(cents: -50), isProved: true, imported: now)
  }

  private func line(_ number: UInt8, details: String) -> StoredBankLine {
    StoredBankLine(
      key: SHA256.hash([9, number]), account: "main", ordinal: Int(number),
      booked: CivilDate(dayNumber: 20_000 + Int(number)), valued: nil, amount: Money(cents: -3 * Int(number)),
      details: Array(details.utf8))
  }

  @Test func `lines wait in the inbox once, however often a file brings them`() throws {
    try withVault { vault, _ in
      let lines = (1...3).map { line(UInt8($0), details: "line \($0)") }
      let first = try vault.add(statement(1), lines: Array(lines.prefix(2)))
      #expect(first == StatementIntake(added: lines.prefix(2).map(\.key), duplicates: []))
      let second = try vault.add(statement(2), lines: lines)
      #expect(second == StatementIntake(added: [lines[2].key], duplicates: lines.prefix(2).map(\.key)))
      #expect(throws: StoreError.self) { try vault.add(statement(2), lines: []) }
      #expect(try vault.lines(account: "main") == lines)
      #expect(try vault.lines() == lines)
      #expect(try vault.lines(account: "other") == [])
      #expect(try vault.line(lines[1].key) == lines[1])
      #expect(try vault.statements(account: "main") == [statement(1), statement(2)])
      #expect(try vault.statements() == [statement(1), statement(2)])
      #expect(try vault.knownLines(among: lines.map(\.key) + [SHA256.hash([])]) == Set(lines.map(\.key)))
      #expect(try vault.isKnown(statement: statement(1).id))
    }
  }

  @Test func `a line is forgotten but still recognised`() throws {
    try withVault { vault, _ in
      let lines = (1...3).map { line(UInt8($0), details: "line \($0)") }
      try vault.add(statement(1), lines: lines)
      try vault.forget(line: lines[0].key)
      #expect(try vault.lines().map { $0.details == nil } == [true, false, false])
      try vault.forgetLines(ofStatement: statement(1).id)
      #expect(try vault.lines().allSatisfy { $0.details == nil })
      #expect(try vault.add(statement(2), lines: lines).added == [])
    }
  }

  @Test func `the key of a line is the same for the same vault, and another's elsewhere`() throws {
    try withVault { vault, folder in
      let key = vault.lineKey(for: [1, 2, 3])
      #expect(try Vault(path: folder.file("vault.db"), random: CountingRandom()).lineKey(for: [1, 2, 3]) == key)
      #expect(vault.lineKey(for: [1, 2, 4]) != key)
      let random = CountingRandom()
      _ = random.bytes(1)
      let other = try Vault.create(at: folder.file("other.db"), random: random)
      #expect(other.lineKey(for: [1, 2, 3]) != key)
    }
  }

  @Test func `a copy of the vault opens what the vault opened`() throws {
    try withVault { vault, folder in
      let commitment = try vault.seal(secret, party: ada, created: now)
      try vault.backup(to: folder.file("copy.db"))
      let copy = try Vault(path: folder.file("copy.db"), random: CountingRandom(), readOnly: true)
      #expect(try copy.open(commitment) == secret)
      #expect(try copy.integrityCheck() == [])
    }
  }
}
