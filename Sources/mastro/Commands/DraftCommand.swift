import ArgumentParser
import Bookkeeping
import Foundation
import LedgerCore
import LedgerViews
import Sodium
import TransparencyLog

/// What somebody is about to sign elsewhere, read by a program that does not come from there.
struct DraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: "Look at the exact bytes that a browser is about to sign.",
    subcommands: [Digest.self])

  struct Digest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What the bytes say, their fingerprint, and whether they go on from this ledger.",
      discussion: """
        Copy the bytes from the page that asks for a signature (What exactly is signed), and compare the fingerprint:
        mastro draft digest draft.json        mastro draft digest - < draft.json
        """)
    @OptionGroup var common: LedgerOptions
    @Argument(help: "File with the payload; - for standard input.") var file: String

    func run() throws {
      let bookkeeper = try common.open()
      var bytes = file == "-" ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : try Files.read(file)
      while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
      let entry: Entry
      do { entry = try Entry(payload: bytes) } catch { throw ProgramRefusals.draftUnreadable(["reason": error]) }
      let (ledger, isOurs) = try bookkeeper.ledger.store.read { log in
        let seen = entry.header.seen
        return (
          try log.node(level: 0, index: 0), try seen.size <= log.size && log.treeHead(at: seen.size) == seen
        )
      }
      guard entry.header.ledger == ledger, isOurs else { throw ProgramRefusals.draftOfAnotherLedger() }
      show(entry, fingerprint: SHA256.hash(bytes), in: bookkeeper)
    }

    private func show(_ entry: Entry, fingerprint: Sodium.Digest, in bookkeeper: Bookkeeper) {
      var card = Receipts.card(entry, position: nil)
      card.add("Signer", "actor", .text(entry.header.actor))
      card.add("Role", "role", .text(entry.header.role.rawValue))
      card.add("Body", "body", .text(String(decoding: entry.body, as: UTF8.self)))
      card.add(
        "Fingerprint", "digest",
        Report.Cell(json: .string(fingerprint.hex), text: DraftCommand.grouped(fingerprint.hex)))
      card.show(json: common.json)
      guard !common.json else { return }
      for posting in entry.postings.lines {
        Console.data("  \(posting.account)  \(posting.commodity.format(posting.amount)) \(posting.commodity)")
      }
    }
  }

  /// Digits in groups of four, as people compare them.
  static func grouped(_ hex: String) -> String {
    stride(from: 0, to: hex.count, by: 4).map { String(hex.dropFirst($0).prefix(4)) }.joined(separator: " ")
  }
}
