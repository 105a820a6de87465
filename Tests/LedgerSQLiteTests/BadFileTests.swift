import Foundation
import Glibc
import LedgerCore
import LedgerCoreTesting
import Testing
import TransparencyLog

@testable import LedgerSQLite

@Suite struct BadFileTests {
  private func storeError(_ body: () throws -> Void) -> StoreError? {
    do { try body() } catch { return error as? StoreError }
    return nil
  }

  private func filled(_ path: String) throws -> SQLiteEventStore {
    let store = try SQLiteEventStore.create(at: path)
    var maker = try EntryMaker()
    try store.write { log in
      for number in 0..<200 { try maker.append(in: "jar/a", body: "{\"n\":\(number)}", to: log) }
    }
    return store
  }

  @Test func `a file that is not there is missing`() throws {
    try withFolder { folder in
      #expect(storeError { _ = try SQLiteEventStore(path: folder.file("x")) } == .missing(folder.file("x")))
      let nowhere = folder.file("no/ledger.db")
      #expect(storeError { _ = try SQLiteEventStore.create(at: nowhere) } == .missing("folder for \(nowhere)"))
    }
  }

  @Test func `a ledger of a newer program is refused and stays as it is`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      _ = try filled(path)
      try RawSQLite(path)("INSERT INTO grdb_migrations VALUES ('ledger 99')")
      for readOnly in [false, true] {
        let error = storeError {
          _ = try readOnly ? SQLiteEventStore(readOnly: path) : SQLiteEventStore(path: path)
        }
        #expect(error == .newerProgram("the ledger \(path)"))
      }
    }
  }

  @Test func `a database of another program is not taken for a ledger`() throws {
    try withFolder { folder in
      let path = folder.file("vault.db")
      _ = try Vault.create(at: path, random: CountingRandom())
      #expect(storeError { _ = try SQLiteEventStore(path: path) } == .corrupt("\(path) is not a ledger"))
    }
  }

  @Test(arguments: [0, 100, 5_000, 40_960])
  func `a truncated ledger is damaged, and says so`(bytes: Int) throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      try filled(path).backup(to: folder.file("whole.db"))
      try FileManager.default.removeItem(atPath: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: folder.file("whole.db")))
      #expect(whole.count > 60_000)
      for readOnly in [false, true] {
        let cut = folder.file("cut-\(readOnly).db")
        try whole.prefix(bytes).write(to: URL(fileURLWithPath: cut))
        let error = storeError {
          _ = try readOnly ? SQLiteEventStore(readOnly: cut) : SQLiteEventStore(path: cut)
        }
        guard case .corrupt = error else {
          Issue.record("cut at \(bytes): \(String(describing: error))")
          continue
        }
      }
    }
  }

  @Test func `text that is no database is damaged`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      try Data(repeating: 0x41, count: 9_000).write(to: URL(fileURLWithPath: path))
      guard case .corrupt = storeError({ _ = try SQLiteEventStore(path: path) }) else {
        Issue.record("accepted")
        return
      }
    }
  }

  @Test func `a full disk refuses the submission whole, and goes on when there is space`() throws {
    try withFolder { folder in
      let store = try filled(folder.file("ledger.db"))
      let before = try store.read { try $0.treeHead() }
      func limit(_ pages: Int) throws {
        try store.file.write { _ = try $0.query("PRAGMA max_page_count = \(pages)").first { $0.int(0) } }
      }
      let pages = try store.file.read { try $0.query("PRAGMA page_count").first { $0.int(0) } ?? 0 }
      try limit(pages + 2)
      var maker = try EntryMaker(seed: 9)
      let error = storeError {
        try store.write { log in
          // Even a caller that goes on after the failure cannot keep a part.
          for _ in 0..<200 {
            _ = try? maker.append(in: "jar/b", body: "{\"x\":\"\(String(repeating: "y", count: 900))\"}", to: log)
          }
        }
      }
      #expect(error == .diskFull)
      #expect(try store.read { try $0.treeHead() } == before)
      #expect(try store.read { try $0.head(of: "jar/b") } == nil)
      try limit(1_000_000)
      try store.write { log in _ = try maker.append(in: "jar/b", to: log) }
      #expect(try store.read { try $0.size } == before.size + 1)
      #expect(try store.integrityCheck() == [])
    }
  }

  @Test func `another writer is waited for, then the ledger is busy`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      let store = try filled(path)
      let other = try RawSQLite(path)
      try other("BEGIN IMMEDIATE")
      let start = ContinuousClock.now
      let error = storeError { try store.write { _ in } }
      #expect(error == .busy)
      #expect(ContinuousClock.now - start >= .seconds(4))
      #expect(try store.read { try $0.size } == 200)
      try other("COMMIT")
      try store.write { _ in }
    }
  }

  /// A file system of a few megabytes, which takes the rights of an administrator.
  private func withSmallDisk(_ body: (Folder) throws -> Void) throws {
    try withFolder { folder in
      guard mount("none", folder.path, "tmpfs", 0, "size=1m") == 0 else { return }
      defer { umount(folder.path) }
      try body(folder)
    }
  }

  private static let mayMount: Bool = {
    let path = NSTemporaryDirectory() + "/mastro-mount-\(getpid())"
    mkdir(path, 0o700)
    defer { rmdir(path) }
    guard mount("none", path, "tmpfs", 0, "size=64k") == 0 else { return false }
    umount(path)
    return true
  }()

  @Test(.enabled(if: mayMount, "needs the right to mount a small file system"))
  func `a disk that is really full is said to be full`() throws {
    try withSmallDisk { folder in
      let store = try SQLiteEventStore.create(at: folder.file("ledger.db"))
      var maker = try EntryMaker()
      var written = 0
      let error = storeError {
        while written < 5_000 {
          try store.write { log in
            _ = try maker.append(in: "jar/a", body: "{\"x\":\"\(String(repeating: "y", count: 2_000))\"}", to: log)
          }
          written += 1
        }
      }
      #expect(error == .diskFull)
      #expect(written > 10)
      #expect(try store.read { try $0.size } == written)
      #expect(storeError { try store.backup(to: folder.file("copy.db")) } == .diskFull)
    }
  }

  @Test(.enabled(if: mayMount, "needs the right to mount a file system read-only"))
  func `a read-only disk is read, and not written`() throws {
    try withSmallDisk { folder in
      let path = folder.file("ledger.db")
      do { _ = try filled(path) }
      #expect(mount("none", folder.path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "") == 0)
      #expect(storeError { _ = try SQLiteEventStore(path: path) } == .readOnly(path))
      #expect(storeError { _ = try SQLiteEventStore.create(at: folder.file("b.db")) } == .readOnly(folder.file("b.db")))
      #expect(try SQLiteEventStore(readOnly: path).read { try $0.size } == 200)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "an administrator may write everywhere"))
  func `a ledger without the right to write is read-only`() throws {
    try withFolder { folder in
      let path = folder.file("ledger.db")
      _ = try filled(path)
      chmod(path, 0o400)
      #expect(storeError { _ = try SQLiteEventStore(path: path) } == .readOnly(path))
    }
  }
}
