import Bookkeeping
import Foundation
import Funds
import GRDB
import LedgerCore
import LedgerSQLite
import Sodium
import Testing
import TransparencyLog

/// What somebody with a database tool can do to the file of a ledger, and what the verifier says to it.
struct StoreForgery: Sendable, CustomTestStringConvertible {
  let name: String
  let code: IntegrityCode
  let sql: String
  /// True where only the rules know what should be stored.
  var needsRules = false

  var testDescription: String { name }

  static let all = [
    StoreForgery(
      name: "an edited balance", code: .storedBalance,
      sql: "UPDATE postings SET balance = balance + 100 WHERE position = (SELECT max(position) FROM postings)"),
    StoreForgery(
      name: "an edited balance in the past", code: .storedBalance,
      sql: "UPDATE postings SET balance = balance + 100 WHERE position = (SELECT min(position) FROM postings)"),
    StoreForgery(
      name: "an edited amount", code: .storedBalance,
      sql: "UPDATE postings SET amount = amount + 1 WHERE position = (SELECT max(position) FROM postings)"),
    StoreForgery(
      name: "a posting moved to another entry", code: .storedBalance,
      sql: "UPDATE postings SET position = position + 1 WHERE position = (SELECT max(position) FROM postings)"),
    StoreForgery(
      name: "a removed posting", code: .storedBalance,
      sql: "DELETE FROM postings WHERE position = (SELECT max(position) FROM postings)"),
    StoreForgery(
      name: "a removed account", code: .storedBalance,
      sql: "DELETE FROM postings WHERE account = (SELECT max(number) FROM accounts)"),
    StoreForgery(
      name: "an edited total of a day", code: .storedDayTotal,
      sql: "UPDATE day_totals SET amount = amount + 1 WHERE account = 1", needsRules: true),
    StoreForgery(
      name: "a total moved to another day", code: .storedDayTotal,
      sql: "UPDATE day_totals SET day = day - 1 WHERE account = 1", needsRules: true),
    StoreForgery(
      name: "an edited leaf hash", code: .storedNode,
      sql: "UPDATE entries SET nodes = zeroblob(32) WHERE position = 20"),
    StoreForgery(
      name: "an edited inner node", code: .storedNode,
      sql: "UPDATE entries SET nodes = CAST(substr(nodes, 1, 32) || zeroblob(32) || substr(nodes, 65) AS BLOB) "
        + "WHERE position = 7"),
    StoreForgery(
      name: "a missing inner node", code: .storedNode,
      sql: "UPDATE entries SET nodes = substr(nodes, 1, 32) WHERE position = 7"),
    StoreForgery(
      name: "an edited payload", code: .signatureInvalid,
      sql: "UPDATE entries SET payload = replace(payload, 'treasurer', 'committee') WHERE position = 17"),
    StoreForgery(
      name: "an exchanged signature", code: .signatureInvalid,
      sql: "UPDATE entries SET signature = (SELECT signature FROM entries WHERE position = 17) WHERE position = 18"),
    StoreForgery(
      name: "an exchanged key", code: .signatureInvalid,
      sql: "UPDATE keys SET public_key = CAST(zeroblob(31) || x'09' AS BLOB) WHERE number = 2"),
    StoreForgery(
      name: "a removed entry", code: .storeDamaged, sql: "DELETE FROM entries WHERE position = 20"),
    StoreForgery(
      name: "removed newest entries", code: .storedBalance, sql: "DELETE FROM entries WHERE position > 20"),
    StoreForgery(
      name: "an edited head of a stream", code: .storedStream,
      sql: "UPDATE streams SET revision = revision + 1 WHERE name LIKE 'grant/%'"),
    StoreForgery(
      name: "a head of a stream without entries", code: .storedStream,
      sql: "INSERT INTO streams (name, revision, position) VALUES ('fund/ghost', 1, 3)"),
    StoreForgery(
      name: "an edited time beside the payload", code: .storedIndex,
      sql: "UPDATE entries SET recorded = recorded + 1 WHERE position = 20", needsRules: true),
    StoreForgery(
      name: "an edited day beside the payload", code: .storedIndex,
      sql: "UPDATE entries SET effective = effective - 1 WHERE position = 20", needsRules: true),
    StoreForgery(
      name: "an entry put into another stream", code: .storedIndex,
      sql: "UPDATE entries SET stream = 1 WHERE position = 20", needsRules: true),
    StoreForgery(
      name: "an entry left out of its stream", code: .storedIndex,
      sql: "UPDATE entries SET previous = (SELECT previous FROM entries WHERE position = 12) WHERE position = 13",
      needsRules: true),
    StoreForgery(
      name: "an id that points to another entry", code: .storedIndex,
      sql: "UPDATE ids SET position = position - 1 WHERE position = 20", needsRules: true),
    StoreForgery(
      name: "a removed id", code: .storedIndex, sql: "DELETE FROM ids WHERE position = 20", needsRules: true),
    StoreForgery(
      name: "a removed claim", code: .storedClaim,
      sql: "DELETE FROM claims WHERE claim LIKE 'bank-line/%'", needsRules: true),
    StoreForgery(
      name: "an invented claim", code: .storedClaim,
      sql: "INSERT INTO claims VALUES ('bank-line/00', 20)", needsRules: true),
    StoreForgery(
      name: "an invented release", code: .storedClaim, sql: "INSERT INTO releases VALUES (17, 20)", needsRules: true),
    StoreForgery(
      name: "a removed release", code: .storedClaim, sql: "DELETE FROM releases", needsRules: true),
  ]
}

@Suite struct StoreForgeryTests {
  /// A ledger on disk, changed behind the program's back: without foreign keys, and with its triggers dropped.
  private func verify(
    _ forgery: StoreForgery, depth: VerificationDepth, in folder: String
  ) throws -> VerificationReport {
    let path = folder + "/ledger.db"
    _ = try HonestLedger.complete(store: try SQLiteEventStore.create(at: path))
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      for name in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
        try database.execute(sql: "DROP TRIGGER \(name)")
      }
      try database.execute(sql: forgery.sql)
      #expect(database.changesCount > 0, "the forgery changes nothing")
    }
    try queue.close()
    return try LedgerVerifier(workers: 1).verify(try SQLiteEventStore(readOnly: path), depth: depth)
  }

  @Test("mastro catches", arguments: StoreForgery.all)
  func catches(_ forgery: StoreForgery) throws {
    try withFolder { folder in
      let report = try verify(forgery, depth: .full, in: folder)
      #expect(Verdict(report) == Verdict(6, forgery.code.rawValue), "\(report.integrityFailure?.sentence ?? "")")
    }
  }

  @Test("mastro catches without the rules", arguments: StoreForgery.all.filter { !$0.needsRules })
  func catchesWithoutRules(_ forgery: StoreForgery) throws {
    try withFolder { folder in
      let report = try verify(forgery, depth: .integrityOnly, in: folder)
      #expect(Verdict(report) == Verdict(6, forgery.code.rawValue))
    }
  }

  @Test func `the first bad position is named, and what stands before it is verified`() throws {
    try withFolder { folder in
      let forgery = StoreForgery(
        name: "", code: .signatureInvalid, sql: "UPDATE entries SET signature = zeroblob(64) WHERE position IN (19, 22)"
      )
      let report = try verify(forgery, depth: .full, in: folder)
      #expect(report.integrityFailure?.position == 19)
      #expect(report.verified.size == 19)
      #expect(report.balances.isEmpty)
    }
  }

  @Test func `a database without its newest entries does not extend what somebody has seen`() throws {
    let honest = try HonestLedger.complete()
    let log = try ForgedLog(honest)
    let shorter = InMemoryEventStore()
    try shorter.write { writer in
      try honest.ledger.store.read { reader in
        try reader.scan(0..<reader.size - 2) { stored in
          let signed = try SignedEntry(stored.envelope, verifiedWith: stored.publicKey)
          try writer.append(Addition(signed: signed, claims: [], releases: nil))
        }
      }
    }
    let anchors = VerificationAnchors(ledgerID: log.ledgerID, against: log.checkpoint())
    let report = try LedgerVerifier(workers: 1).verify(shorter, anchors: anchors)
    #expect(Verdict(report) == Verdict(6, "against.not-extended"))
    #expect(report.integrityFailure?.position == log.lines.count - 2)
    #expect(Verdict(try LedgerVerifier(workers: 1).verify(shorter)) == Verdict(0))
  }

  @Test func `an empty store is no ledger`() throws {
    let report = try LedgerVerifier(workers: 1).verify(InMemoryEventStore())
    #expect(Verdict(report) == Verdict(6, "envelope.malformed"))
  }
}

/// Lies in the files beside the envelopes.
@Suite struct BundleFileTests {
  private func verdicts(_ change: (inout ForgedLog, String) throws -> Void) throws -> [Verdict] {
    try withFolder { folder in
      var log = try ForgedLog(HonestLedger.complete())
      try log.write(to: folder)
      try change(&log, folder)
      let swift = Verdict(try log.swiftReport(folder))
      return PythonVerifier.isUsable ? [swift, try PythonVerifier.verdict(log, folder)] : [swift]
    }
  }

  private func expect(_ code: String, _ change: (inout ForgedLog, String) throws -> Void) throws {
    for verdict in try verdicts(change) { #expect(verdict == Verdict(6, code)) }
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func `a checkpoint by another key is refused`() throws {
    try expect("checkpoint.signature") { log, folder in
      log.signer = try HonestLedger.logSigner("another log")
      try write(log.checkpoint(), folder + "/checkpoint")
    }
  }

  @Test func `another log key is refused, even with its own checkpoint`() throws {
    try expect("checkpoint.signature") { log, folder in
      log.signer = try HonestLedger.logSigner("another log")
      try log.write(to: folder)
    }
  }

  @Test func `a checkpoint of fewer entries is refused`() throws {
    try expect("checkpoint.size") { log, folder in try write(log.checkpoint(size: 9), folder + "/checkpoint") }
  }

  @Test func `a checkpoint of another root is refused`() throws {
    try expect("tree.root") { log, folder in
      let head = TreeHead(size: log.lines.count, root: SHA256.hash([1]))
      let note = Checkpoint(origin: log.signer.verifierKey.name, head: head).signed(by: log.signer)
      try write(note.bytes, folder + "/checkpoint")
    }
  }

  @Test func `a file that is no checkpoint is refused`() throws {
    try expect("checkpoint.signature") { _, folder in try write(Array("hello\n".utf8), folder + "/checkpoint") }
  }

  @Test func `a last line that does not end is refused`() throws {
    try expect("envelope.malformed") { log, folder in try log.write(to: folder, ending: "") }
  }

  @Test func `an empty file is refused`() throws {
    try expect("envelope.malformed") { _, folder in try write([], folder + "/envelopes.jsonl") }
  }

  @Test func `a checkpoint that the log's key has signed twice is refused`() throws {
    try expect("checkpoint.signature") { log, folder in
      let note = log.checkpoint()
      let line = note.suffix(from: (note.dropLast().lastIndex(of: 0x0A) ?? 0) + 1)
      try write(note + line, folder + "/checkpoint")
    }
  }

  @Test func `a kept checkpoint that the log's key has signed twice is refused`() throws {
    try expect("against.not-extended") { log, folder in
      let note = log.checkpoint(size: 7)
      let line = note.suffix(from: (note.dropLast().lastIndex(of: 0x0A) ?? 0) + 1)
      log.kept = note + line
      try log.write(to: folder)
    }
  }

  @Test(arguments: [Bundle.envelopesFile, Bundle.checkpointFile, Bundle.logKeyFile])
  func `a missing file is an error, not a verdict`(name: String) throws {
    try withFolder { folder in
      let log = try ForgedLog(HonestLedger.complete())
      try log.write(to: folder)
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      let failure = #expect(throws: StoreError.self) { try BundleReader(folder: folder) }
      guard case .missing = failure else { return #expect(Bool(false), "\(name): \(failure as Any)") }
      if PythonVerifier.isUsable { #expect(try PythonVerifier.exit(log, folder) == 3) }
    }
  }
}
