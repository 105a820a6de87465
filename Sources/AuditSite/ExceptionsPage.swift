import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages
import TransparencyLog

/// What the program itself finds when it verifies the ledger, and every reversal.
struct ExceptionsPage {
  let visit: Visit

  func page() throws -> SitePage {
    var blocks: [Block]
    if visit.asked("run") == nil {
      blocks = [
        .paragraph(
          visit.say(
            "The program reads the whole ledger again and asks every rule once more. That takes a minute for a million entries."
          )),
        .actions([
          Action(visit.say("Verify now"), to: "/audit/exceptions?run=yes", isMain: true),
          Action(visit.say("Verify in this browser"), to: "/audit/verify"),
        ]),
      ]
    } else {
      blocks = try verification()
    }
    blocks.append(.section(visit.say("Reversals"), [.table(try reversals())]))
    return SitePage(visit.say("Exceptions"), trail: [(visit.say("The log"), "/log")], blocks)
  }

  private func verification() throws -> [Block] {
    let report = try LedgerVerifier(workers: 1).verify(
      visit.bookkeeper.ledger.store, anchors: VerificationAnchors(now: visit.now))
    let tone: Message.Tone = report.exitCode == 0 ? .done : report.integrityFailure == nil ? .warning : .fault
    let title =
      report.exitCode == 0
      ? visit.say("Sound: \(report.verified.size) entries")
      : report.integrityFailure == nil
        ? visit.say("Whole, but something asks for attention") : visit.say("The bytes do not hold together")
    var rows: [[Table.Cell]] = []
    func add(_ what: Inline, _ code: String, _ position: Int?, _ sentence: String) {
      rows.append([
        position.map { .inline(.link("\($0)", to: "/log/\($0)")) } ?? .none, .inline(what),
        .inline(Inline(visit.glossary.code(code, of: "finding")).over(.code(code))),
        .inline(visit.language == .english ? .name(sentence) : Inline.name(sentence).written(in: .english)),
      ])
    }
    if let failure = report.integrityFailure {
      add(visit.say("fault"), failure.code.rawValue, failure.position, failure.sentence)
    }
    for failure in report.ruleFailures {
      add(visit.say("broken rule"), failure.code, failure.position, failure.sentence)
    }
    for finding in report.findings {
      add(visit.say("to be done"), finding.code.rawValue, finding.position, finding.sentence)
    }
    for note in report.notes { add(visit.say("note"), note.code.rawValue, note.position, note.sentence) }
    let table = Table(
      caption: visit.say("What was found"),
      columns: [
        .init(visit.say("Position"), isFigure: true), .init(visit.say("What")), .init(visit.say("Finding")),
        .init(visit.say("In the program's words")),
      ], rows: rows, empty: visit.say("Nothing asks for attention."))
    return [.message(Message(tone, title)), .table(table)]
  }

  private func reversals() throws -> Table {
    let size = try visit.bookkeeper.ledger.store.read { try $0.size }
    let steps = try visit.bookkeeper.history(0..<size).filter { Reversal.isReversal($0.entry.entry.kind) }.reversed()
    return Table(
      caption: visit.say("Mistakes that were put right by a reversal, newest first"),
      columns: [
        .init(visit.say("Position"), isFigure: true), .init(visit.say("Effective")), .init(visit.say("Kind")),
        .init(visit.say("Stream")), .init(visit.say("Signed by")),
      ],
      rows: steps.map { step in
        [
          .inline(.link("\(step.entry.position)", to: "/log/\(step.entry.position)")),
          .day(step.entry.header.effective),
          .inline(Inline(visit.glossary.kind(step.entry.entry.kind))),
          .inline(visit.glossary.about(step.entry.entry.stream)),
          .inline(.code(step.entry.actor.description)),
        ]
      }, empty: visit.say("Nothing was ever reversed."))
  }
}
