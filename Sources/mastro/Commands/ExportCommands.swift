import ArgumentParser
import Bookkeeping
import Foundation
import LedgerCore
import TransparencyLog

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "The ledger for other programs.",
    subcommands: [Envelopes.self, Hledger.self, Beancount.self, CSV.self])

  struct Envelopes: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One DSSE envelope a line, in log order.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try common.open().ledger.store.read { log in
        try log.scan(0..<log.size) { Console.bytes($0.envelope.bytes + [0x0A]) }
      }
    }
  }

  struct Hledger: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A journal for hledger.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try common.open().ledger.store.read { try HledgerExport.write($0) { Console.data($0, terminator: "") } }
    }
  }

  struct Beancount: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A ledger for beancount.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try common.open().ledger.store.read { try BeancountExport.write($0) { Console.data($0, terminator: "") } }
    }
  }

  struct CSV: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "csv", abstract: "One posting a line, with commas.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try common.open().ledger.store.read { try CommaSeparatedExport.write($0) { Console.data($0, terminator: "") } }
    }
  }
}
