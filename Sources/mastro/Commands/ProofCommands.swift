import ArgumentParser
import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import TransparencyLog

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Sign the log's current size and root; keep it where the ledger is not.")
  @OptionGroup var common: LedgerOptions

  func run() throws {
    let bookkeeper = try common.open()
    let head = try bookkeeper.ledger.store.read { try $0.treeHead() }
    Console.bytes(try LogSigner.checkpoint(head, bookkeeper.governing(), common))
  }
}

struct LogKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log-key", abstract: "The log's verifier key (vkey); or rotate it.",
    subcommands: [Show.self, Rotate.self, Confirm.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the vkey.")
    @OptionGroup var common: LedgerOptions

    func run() throws { Console.data(try common.open().governing().logKey) }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a new log key; it signs when a second administrator has confirmed it.")
    @OptionGroup var write: WriteOptions

    func run() throws {
      let desk = try Desk(write)
      guard let origin = KeyName(desk.governing.origin) else { throw StoreError.corrupt("the log has no name") }
      let folder = try Session.current.ledgerFolder(write.common.ledger)
      let key = try SigningKey(seed: desk.bookkeeper.surroundings.random.bytes(SigningKey.seedByteCount))
      let signer = NoteSigner(name: origin, key: key)
      if !write.dryRun {
        try Files.replace(folder.nextLogKey, with: KeyFile(open: key, name: origin.text).bytes, mode: 0o600)
      }
      try desk.record(LogKeyRotated(logKey: signer.verifierKey.text), stream: .ledger)
    }
  }

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Put the proposed log key in force.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Id of the proposing entry, where several wait.") var proposal: String?

    func run() throws {
      let desk = try Desk(write)
      let waiting = desk.governing.proposals.values.filter { if case .logKey = $0.change { true } else { false } }
      let id = try proposal.map { try desk.bookkeeper.entryID($0) } ?? waiting.first?.id
      guard let id, proposal != nil || waiting.count == 1 else {
        throw waiting.isEmpty
          ? ProgramRefusals.nothingWaits() : ProgramRefusals.proposalNotNamed(["count": waiting.count])
      }
      try desk.record(LogKeyConfirmed(confirms: id), stream: .ledger)
      if !write.dryRun {
        let folder = try Session.current.ledgerFolder(write.common.ledger)
        try Files.move(folder.nextLogKey, over: folder.logKey)
      }
    }
  }
}

/// The hand that signs checkpoints: the log's own key, beside the ledger.
enum LogSigner {
  static func checkpoint(_ head: TreeHead, _ governing: LedgerState, _ options: LedgerOptions) throws -> [UInt8] {
    let folder = try Session.current.ledgerFolder(options.ledger)
    let file = try KeyFile(parsing: Files.read(folder.logKey))
    guard let origin = KeyName(governing.origin) else { throw StoreError.corrupt("the log has no name") }
    let signer = NoteSigner(name: origin, key: try file.unlock { throw ProgramRefusals.noPassphrase(["name": origin]) })
    guard signer.verifierKey.text == governing.logKey else { throw ProgramRefusals.logKeyWrong() }
    return Checkpoint(origin: origin, head: head).signed(by: signer).bytes
  }
}

extension LedgerFolder {
  fileprivate func verifiedCopy(to other: LedgerFolder) throws -> TreeHead {
    let progress = ProgressLine()
    defer { progress.clear() }
    return try copy(
      to: other, Session.current.surroundings, workers: ProcessInfo.processInfo.activeProcessorCount,
      progress: progress.show)
  }
}

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the ledger to a new folder while it is in use, and verify the copy.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "Folder to make.") var folder: String

  func run() throws {
    _ = try common.open()
    guard !Files.exists(folder) else { throw StoreError.alreadyThere(folder) }
    let source = try Session.current.ledgerFolder(common.ledger)
    let copy = LedgerFolder(path: folder)
    try Files.makeFolder(folder)
    do {
      let head = try source.verifiedCopy(to: copy)
      try Files.create(copy.logKey, with: Files.read(source.logKey), mode: 0o600)
      Console.data("backed up \(head.size) entries, root \(head.root.base64)")
      Console.note("the copy verifies; it holds personal data: keep it as safe as the ledger")
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a ledger from a backup that verifies.",
    discussion: """
      mastro restore ./backup --ledger ./ledger
      A backup still holds the keys of families who were erased after it was made: --erasures-of names the lost ledger's
      folder, or a later backup, and they are erased here, too.
      If entries were lost, two administrators declare it: mastro restore --declare SIZE:ROOT --as NAME,
      then mastro restore --confirm ENTRY --as NAME.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "Folder of the backup.") var backup: String?
  @Option(help: "Folder of the lost ledger or of a later backup, whose erasures are repeated.") var erasuresOf: String?
  @Option(help: "Size and root (base64) of the log whose end was lost.") var declare: String?
  @Option(help: "Id of the entry that declared the restore.") var confirm: String?

  func run() throws {
    if let declare { return try record(declaring: declare) }
    if let confirm {
      Session.current.declareLoss()
      let desk = try Desk(write)
      try desk.record(RestoreConfirmed(confirms: desk.bookkeeper.entryID(confirm)), stream: .ledger)
      return
    }
    guard let backup else { throw ValidationError("give the folder of a backup") }
    let target = try Session.current.ledgerFolder(write.common.ledger)
    guard !Files.exists(target.path) else { throw StoreError.alreadyThere(target.path) }
    let source = LedgerFolder(path: backup)
    guard Files.exists(source.database) else { throw ProgramRefusals.ledgerMissing(["folder": backup]) }
    try Files.makeFolder(target.path)
    do {
      let head = try source.verifiedCopy(to: target)
      if let erasuresOf {
        try target.replayErasures(knownTo: LedgerFolder(path: erasuresOf), Session.current.surroundings)
      } else {
        Console.note("note: families erased after this backup was made are in it: erase them with --erasures-of FOLDER")
      }
      try Files.create(target.logKey, with: Files.read(source.logKey), mode: 0o600)
      Console.data("restored \(head.size) entries, root \(head.root.base64)")
    } catch {
      try? FileManager.default.removeItem(atPath: target.path)
      throw error
    }
  }

  private func record(declaring text: String) throws {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let size = Int(parts[0]), let root = Digest(base64: String(parts[1])) else {
      throw ValidationError("give --declare SIZE:ROOT, as the lost checkpoint or `known-ledgers.json` states them")
    }
    Session.current.declareLoss()
    try Desk(write).record(LedgerRestored(size: size, lostRoot: Fingerprint(root)), stream: .ledger)
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run many commands from a file in one process; stops at the first refusal.",
    discussion:
      "One command a line, without the word mastro; # begins a comment; quotes as in a shell. - reads standard input.")
  @Argument(help: "File of commands.") var file: String

  func run() throws {
    let bytes = file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try Files.read(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ValidationError("\(file) is not UTF-8 text")
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = try CommandLineWords.split(line, number: index + 1)
      guard let first = words.first else { continue }
      guard first != "run" else { throw ValidationError("line \(index + 1): a file does not run another file") }
      let code = Program.run(words)
      guard code == 0 else {
        Console.note("stopped at line \(index + 1): \(line)")
        throw Stop(code: code)
      }
    }
  }
}

/// Words of a line as a shell would see them: single quotes, double quotes, backslash, and # for comments.
enum CommandLineWords {
  static func split(_ line: Substring, number: Int) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var escaped = false
    for character in line {
      if escaped {
        word = (word ?? "") + String(character)
        escaped = false
      } else if character == "\\", quote != "'" {
        escaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == "#", word == nil {
        break
      } else if character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !escaped else { throw ValidationError("line \(number): a quote does not end") }
    if let word { words.append(word) }
    return words
  }
}
