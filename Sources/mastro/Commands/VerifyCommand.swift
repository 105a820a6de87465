import ArgumentParser
import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerViews
import Sodium
import TransparencyLog

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every signature, rule and balance of the ledger, or of an exported bundle.",
    discussion: """
      mastro verify
      mastro verify ./bundle --ledger-id HEX --against checkpoint-of-last-year
      Exit codes: 0 sound, 6 the bytes do not hold together, 7 a rule was broken or something asks for attention.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "Folder of a bundle; the ledger itself otherwise.") var bundle: String?
  @Option(help: "The ledger's id, obtained by another way.") var ledgerID: String?
  @Option(help: "A checkpoint kept from before, which the log must extend.") var against: String?
  @Flag(help: "Bytes, signatures, tree and balances only, without the rules.") var integrityOnly = false

  func run() throws {
    var anchors = VerificationAnchors(now: Session.current.surroundings.now)
    if let ledgerID {
      guard let digest = Digest(hex: ledgerID) else { throw ValidationError("a ledger id is 64 hexadecimal digits") }
      anchors.ledgerID = digest
    }
    anchors.against = try against.map { path in
      let note = try Files.read(path)
      guard (try? SignedNote(parsing: note)) != nil else { throw ValidationError("\(path) is not a checkpoint") }
      return note
    }
    let depth: VerificationDepth = integrityOnly ? .integrityOnly : .full
    let verifier = LedgerVerifier(workers: ProcessInfo.processInfo.activeProcessorCount)
    let progress = ProgressLine()
    let report: VerificationReport
    if let bundle {
      report = try verifier.verify(
        try BundleReader(folder: bundle), depth: depth, anchors: anchors, progress: progress.show)
    } else {
      report = try verifier.verify(
        try Session.current.store(common), depth: depth, anchors: anchors, progress: progress.show)
    }
    progress.clear()
    if report.exitCode == 0, bundle == nil { _ = try common.open() }
    show(report)
    guard report.exitCode == 0 else { throw Stop(code: report.exitCode) }
  }

  private func show(_ report: VerificationReport) {
    var card = Card()
    card.add("Ledger", "ledger", .optional(report.ledgerID?.hex))
    card.add("Log", "origin", .text(report.origin))
    card.add("Entries", "entries", .number(report.entries))
    card.add("Verified", "verified", .number(report.verified.size))
    card.add("Root", "root", .text(report.verified.root.base64))
    card.add(
      "Sealed records", "sealedRecords",
      Report.Cell(
        json: .integer(report.sealedRecords), text: "\(report.sealedRecords), \(report.erasedRecords) erased"))
    card.add("Result", "result", .text(result(report)))
    if common.json {
      var object = card.json.object ?? [:]
      object["erasedRecords"] = .integer(report.erasedRecords)
      object["anchored"] = .bool(report.isAnchored)
      object["integrityFailure"] = report.integrityFailure.map { fault($0.code.rawValue, $0.position, $0.sentence) }
      object["ruleFailures"] = .array(report.ruleFailures.map { fault($0.code, $0.position, $0.sentence) })
      object["findings"] = .array(report.findings.map { fault($0.code.rawValue, $0.position, $0.sentence) })
      object["notes"] = .array(report.notes.map { fault($0.code.rawValue, $0.position, $0.sentence) })
      object["balances"] = .array(
        report.balances.map {
          .object([
            "account": .string($0.key.account.text), "amount": .integer($0.amount),
            "commodity": .string($0.key.commodity.text),
          ])
        })
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    if let failure = report.integrityFailure { say("error", failure.code.rawValue, failure.position, failure.sentence) }
    for failure in report.ruleFailures { say("error", failure.code, failure.position, failure.sentence) }
    if report.ruleFailureCount > report.ruleFailures.count {
      Console.note("… and \(report.ruleFailureCount - report.ruleFailures.count) more")
    }
    for finding in report.findings { say("finding", finding.code.rawValue, finding.position, finding.sentence) }
    for note in report.notes { say("note", note.code.rawValue, note.position, note.sentence) }
    if !report.isAnchored {
      say("finding", "unanchored", nil, "nobody has said which ledger this must be")
      Console.note("hint: obtain the ledger's id by another way, and repeat with --ledger-id")
    }
  }

  private func result(_ report: VerificationReport) -> String {
    switch report.exitCode {
    case 0: "sound"
    case 6: "the bytes do not hold together"
    default: "whole, but something asks for attention"
    }
  }

  private func say(_ word: String, _ code: String, _ position: Int?, _ sentence: String) {
    Console.note("\(word)[\(code)]\(position.map { " at position \($0)" } ?? ""): \(sentence)")
  }

  private func fault(_ code: String, _ position: Int?, _ sentence: String) -> JSON {
    var object: JSONObject = ["code": .string(code), "sentence": .string(sentence)]
    if let position { object["position"] = .integer(position) }
    return .object(object)
  }
}

/// How far a long task has come, on a terminal only.
final class ProgressLine {
  private var last = -1

  func show(_ done: Int, _ total: Int) {
    let percent = total == 0 ? 100 : done * 100 / total
    guard Console.showsProgress, percent != last else { return }
    last = percent
    Console.note("\r\(percent) % of \(total) entries", terminator: "")
  }

  func clear() {
    if last >= 0 { Console.note("\r\u{1B}[K", terminator: "") }
  }
}
