import ArgumentParser
import Bookkeeping
import Foundation
import Funds
import LedgerCore
import Sodium
import TransparencyLog

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "The ledger for other programs.",
    subcommands: [Envelopes.self, Bundle.self, Hledger.self, Beancount.self, CSV.self])

  struct Envelopes: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One DSSE envelope a line, in log order.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try common.open().ledger.store.read { try Bookkeeping.Bundle.writeEnvelopes(of: $0, to: Console.bytes) }
    }
  }

  struct Bundle: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A folder that proves itself to an auditor, without our program.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "Folder to make.") var folder: String

    func run() throws {
      let bookkeeper = try common.open()
      guard !Files.exists(folder) else { throw StoreError.alreadyThere(folder) }
      let governing = try bookkeeper.governing()
      try Files.makeFolder(folder, mode: 0o755)
      do {
        let (head, ledger) = try bookkeeper.ledger.store.read { log in
          try Files.stream(to: path(Bookkeeping.Bundle.envelopesFile), mode: 0o644) { write in
            try Bookkeeping.Bundle.writeEnvelopes(of: log, to: write)
          }
          let head = try log.treeHead()
          try create(Bookkeeping.Bundle.checkpointFile, LogSigner.checkpoint(head, governing, common))
          return (head, try log.node(level: 0, index: 0).hex)
        }
        let logKey = try VerifierKey(parsing: governing.logKey)
        try create(Bookkeeping.Bundle.logKeyFile, Bookkeeping.Bundle.logKeyLine(logKey))
        let readme = Bookkeeping.Bundle.readme(origin: governing.origin, ledgerID: ledger, head: head)
        try create(Bookkeeping.Bundle.readmeFile, Array(readme.utf8))
        Console.data("exported \(head.size) entries to \(folder)")
        Console.note("ledger id \(ledger): the auditor must get it by another way than this folder")
      } catch {
        try? FileManager.default.removeItem(atPath: folder)
        throw error
      }
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }

    private func create(_ name: String, _ bytes: [UInt8]) throws {
      try Files.create(path(name), with: bytes, mode: 0o644)
    }
  }

  struct Hledger: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A journal for hledger.")
    @OptionGroup var common: LedgerOptions

    func run() throws { try common.print(.hledger) }
  }

  struct Beancount: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A ledger for beancount.")
    @OptionGroup var common: LedgerOptions

    func run() throws { try common.print(.beancount) }
  }

  struct CSV: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "csv", abstract: "One posting a line, with commas.")
    @OptionGroup var common: LedgerOptions

    func run() throws { try common.print(.csv) }
  }
}

extension LedgerOptions {
  fileprivate func print(_ export: TextExport) throws {
    try open().ledger.store.read { try export.write($0) { Console.data($0, terminator: "") } }
  }
}
