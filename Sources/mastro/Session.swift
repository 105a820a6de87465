import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Synchronization
import TransparencyLog

/// What one run of the program shares: the clock, the randomness, keys that were unlocked, ledgers that were opened.
///
/// The only place that knows the environment; `run FILE` executes many commands in one session.
final class Session: Sendable {
  static let current = Session()

  let surroundings = Surroundings(
    milliseconds: { Int(Date().timeIntervalSince1970 * 1000) }, random: SystemRandomSource())
  private let shared = Mutex(Shared())

  private struct Shared {
    var keys: [String: SigningKey] = [:]
    var ledgers: [String: Bookkeeper] = [:]
    var checked: Set<String> = []
    var isDeclaringLoss = false
    var touched: [String: Touched] = [:]
  }

  /// A variable that is set and not empty.
  func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The folder of a person's keys: `--keys`, else MASTRO_KEYS, else the user's data folder.
  func keyFolder(_ given: String?) -> String {
    if let folder = given ?? environment("MASTRO_KEYS") { return folder }
    let data = environment("XDG_DATA_HOME") ?? (NSHomeDirectory() + "/.local/share")
    return data + "/mastro/keys"
  }

  func ledgerFolder(_ given: String?) throws -> LedgerFolder {
    guard let path = given ?? environment("MASTRO_LEDGER") else {
      throw ProgramRefusals.noLedger()
    }
    return LedgerFolder(path: path)
  }

  /// Opens a ledger once, and compares it with what this machine has seen of it before.
  func open(_ options: LedgerOptions) throws -> Bookkeeper {
    let folder = try ledgerFolder(options.ledger)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ProgramRefusals.ledgerMissing(["folder": folder.path])
    }
    let path = (folder.path as NSString).standardizingPath
    let bookkeeper: Bookkeeper
    if let known = shared.withLock({ $0.ledgers[path] }) {
      bookkeeper = known
    } else {
      bookkeeper = try folder.open(surroundings)
      if try !bookkeeper.erasuresAreFinished() {
        Console.note("warning: an erasure is not finished, because another program reads the vault; close it")
      }
      shared.withLock { $0.ledgers[path] = bookkeeper }
    }
    if shared.withLock({ $0.checked.insert(path).inserted }) { try compareWithMemory(bookkeeper, options) }
    return bookkeeper
  }

  /// The bare log of a ledger, for those who trust nothing else in the folder.
  func store(_ options: LedgerOptions) throws -> any EventStore {
    let folder = try ledgerFolder(options.ledger)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ProgramRefusals.ledgerMissing(["folder": folder.path])
    }
    return try SQLiteEventStore(readOnly: folder.database)
  }

  func adopt(_ bookkeeper: Bookkeeper, at folder: LedgerFolder) {
    let path = (folder.path as NSString).standardizingPath
    shared.withLock {
      $0.ledgers[path] = bookkeeper
      $0.checked.insert(path)
    }
  }

  /// Closes the ledgers, which leaves each of them whole in its own file, without a write-ahead log beside it.
  func close() { shared.withLock { $0.ledgers.removeAll() } }

  /// The private key of a name, unlocked at most once.
  func unlock(_ file: KeyFile, path: String, options: LedgerOptions) throws -> SigningKey {
    if let key = shared.withLock({ $0.keys[path] }) { return key }
    let key = try file.unlock { try passphrase(for: file.name, confirming: false, noInput: options.noInput) }
    shared.withLock { $0.keys[path] = key }
    return key
  }

  /// From MASTRO_PASSPHRASE_FILE, or from the terminal without echo.
  func passphrase(for name: String, confirming: Bool, noInput: Bool) throws -> [UInt8] {
    if let path = environment("MASTRO_PASSPHRASE_FILE") {
      let bytes = try Files.read(path)
      return Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D })
    }
    guard !noInput, isatty(STDIN_FILENO) == 1 else { throw ProgramRefusals.noPassphrase(["name": name]) }
    let first = try prompt("Passphrase for the key \(name): ")
    if confirming {
      guard try prompt("The same once more: ") == first else { throw ProgramRefusals.passphrasesDiffer() }
    }
    return Array(first.utf8)
  }

  private func prompt(_ text: String) throws -> String {
    guard let entered = getpass(text) else { throw ProgramRefusals.noPassphrase(["name": ""]) }
    return String(cString: entered)
  }

  /// Asks a yes-or-no question on the terminal; without one the answer is no.
  func confirm(_ question: String, noInput: Bool) -> Bool {
    guard !noInput, isatty(STDIN_FILENO) == 1 else { return false }
    Console.note("\(question) [y/N] ", terminator: "")
    return readLine()?.lowercased().hasPrefix("y") ?? false
  }

  private func memoryPath(_ options: LedgerOptions) -> String { keyFolder(options.keys) + "/known-ledgers.json" }

  private func memory(_ options: LedgerOptions) throws -> KnownLedgers {
    let path = memoryPath(options)
    guard FileManager.default.fileExists(atPath: path) else { return KnownLedgers() }
    return try KnownLedgers(parsing: Files.read(path))
  }

  /// Two processes of one person may do this at once: each reads, compares and writes alone, so neither forgets what the
  /// other has seen.
  private func compareWithMemory(_ bookkeeper: Bookkeeper, _ options: LedgerOptions) throws {
    guard !shared.withLock({ $0.isDeclaringLoss }) else { return }
    try Files.makeFolder(keyFolder(options.keys))
    try Files.locking(keyFolder(options.keys) + "/known-ledgers.lock") {
      try compareAlone(bookkeeper, options)
    }
  }

  private func compareAlone(_ bookkeeper: Bookkeeper, _ options: LedgerOptions) throws {
    var memory = try memory(options)
    let found = try bookkeeper.ledger.store.read { log -> (Digest, TreeHead)? in
      guard try log.size > 0 else { return nil }
      let ledger = try log.node(level: 0, index: 0)
      return (ledger, try memory.check(log, ledger: ledger) { try acceptsRestore(of: $0, bookkeeper, options) })
    }
    guard let (ledger, head) = found, memory.head(of: ledger) != head else { return }
    memory.remember(head, of: ledger)
    try Files.replace(memoryPath(options), with: memory.bytes, mode: 0o600)
  }

  /// Who declares that entries were lost has seen more than there is: the memory is neither asked nor changed.
  func declareLoss() { shared.withLock { $0.isDeclaringLoss = true } }

  /// Whether two administrators have declared that entries were lost, and this person takes it so.
  private func acceptsRestore(of seen: TreeHead, _ bookkeeper: Bookkeeper, _ options: LedgerOptions) throws -> Bool {
    let declared = try bookkeeper.governing().restorations.contains { size, root in
      size > seen.size || size == seen.size && root == seen.root
    }
    guard declared else { return false }
    if options.acceptRestore { return true }
    let question = "Two administrators have declared that entries of this ledger were lost. Accept that?"
    guard confirm(question, noInput: options.noInput) else {
      throw ProgramRefusals.restoreDeclared(["seen": seen.size])
    }
    return true
  }

  /// Notes that a person has worked on a ledger; its newest state is remembered when the program ends.
  func touch(_ bookkeeper: Bookkeeper, _ options: LedgerOptions) {
    shared.withLock { $0.touched[memoryPath(options) + " " + (options.ledger ?? "")] = Touched(bookkeeper, options) }
  }

  func rememberTouched() throws {
    let touched = shared.withLock { shared in
      defer { shared.touched = [:] }
      return shared.touched
    }
    for work in touched.values { try compareWithMemory(work.bookkeeper, work.options) }
  }
}

/// A ledger that somebody has worked on, and under which options.
private struct Touched: Sendable {
  let bookkeeper: Bookkeeper
  let options: LedgerOptions

  init(_ bookkeeper: Bookkeeper, _ options: LedgerOptions) {
    self.bookkeeper = bookkeeper
    self.options = options
  }
}
