import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages
import Sodium
import TransparencyLog

/// The log, newest entry first, or the entries of one stream; also as it stood at a size.
struct LogPage {
  let visit: Visit
  private static let most = 50

  func page() throws -> SitePage {
    let size = try visit.bookkeeper.ledger.store.read { try $0.size }
    let stream = visit.asked("stream").flatMap { StreamID($0) }
    let steps: [HistoryStep]
    let before = min(size, max(0, visit.asked("before").flatMap { Int($0) } ?? size))
    if let stream {
      steps = try visit.bookkeeper.history(stream).reversed()
    } else {
      steps = try visit.bookkeeper.history(max(0, before - LogPage.most)..<before).reversed()
    }
    var pages: [Action] = []
    if stream == nil, before < size {
      pages.append(Action(visit.say("Newer"), to: "/log?before=\(before + LogPage.most)"))
    }
    if stream == nil, before > LogPage.most {
      pages.append(Action(visit.say("Older"), to: "/log?before=\(before - LogPage.most)"))
    }
    let table = Table(
      caption: stream.map { visit.say("Entries of \(visit.glossary.about($0))") } ?? visit.say("Entries"),
      columns: [
        .init(visit.say("Position"), isFigure: true), .init(visit.say("Kind")), .init(visit.say("Effective")),
        .init(visit.say("Recorded")), .init(visit.say("Signed by")), .init(visit.say("Stream")),
      ],
      rows: steps.map(row), empty: visit.say("No entry stands there."))
    return SitePage(
      visit.say("The log"),
      lead: visit.say("\(size) entries. Nothing here names a person: whoever signs is known by a member's id."),
      width: .wide,
      [
        .form(
          Form(
            action: "/log", method: .get,
            [
              .field(
                Field("stream", visit.say("Stream"), .text(most: 100), values: [stream?.text ?? ""], isRequired: false))
            ],
            submit: visit.say("Show"), isCompact: true)),
        .table(table), .actions(pages + [Action(visit.say("Verify in this browser"), to: "/audit/verify")]),
      ])
  }

  private func row(_ step: HistoryStep) -> [Table.Cell] {
    let entry = step.entry
    return [
      .inline(.link("\(entry.position)", to: "/log/\(entry.position)")),
      .inline(Inline(visit.glossary.kind(entry.entry.kind))), .day(entry.header.effective),
      .inline(.code(entry.header.recorded.description)), .inline(.code(entry.actor.description)),
      .inline(.link(visit.glossary.about(entry.entry.stream), to: "/log?stream=\(entry.entry.stream.text)")),
    ]
  }
}
