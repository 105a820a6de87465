import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What waits for the viewer, with the money and the room that each decision would take.
struct DecisionsPage {
  let visit: Visit

  func page() throws -> SitePage {
    let waiting = try visit.waiting()
    guard !waiting.isEmpty else {
      return SitePage(
        visit.say("Decisions"),
        [
          .message(
            Message(
              .done, visit.say("Nothing waits for you"),
              [
                visit.say(
                  "What others ask for appears here. What you have asked for or signed yourself, others decide.")
              ]))
        ])
    }
    return SitePage(
      visit.say("Decisions"), lead: visit.say("What waits for you. What you must leave to others is not here."),
      width: .wide,
      [.table(try table(waiting))] + (try money(waiting)))
  }

  private func table(_ waiting: [Waiting]) throws -> Table {
    Table(
      caption: visit.say("Waiting for your decision"),
      columns: [
        Table.Column(visit.say("Decision")), Table.Column(visit.say("What")), Table.Column(visit.say("File")),
        Table.Column(visit.say("Since")), Table.Column(visit.say("Amount (€)"), isFigure: true),
        Table.Column(visit.say("Family can promise (€)"), isFigure: true), Table.Column(visit.say("As things stand")),
      ],
      rows: try waiting.map { item in
        [
          .inline(item.title), .inline(item.what), .inline(try file(item)), .day(item.since),
          item.amount.map { .money($0) } ?? .none, try capacity(item.household),
          .inline(item.hurdle.map { visit.say("would be refused: \($0)") } ?? visit.say("the rules allow it")),
        ]
      })
  }

  /// The file of the family, without a name: whoever opens it stands in the access log.
  private func file(_ item: Waiting) throws -> Inline {
    let own = try visit.fileNumber(item.stream)
    guard let household = item.household else { return .name(own ?? item.stream.ulid?.ending ?? "") }
    let number = try own ?? visit.fileNumber(StreamID("household", household)) ?? household.ending
    return .link(.name(number), to: "/families/\(household)")
  }

  private func capacity(_ household: ULID?) throws -> Table.Cell {
    guard let household else { return .none }
    let book = try visit.bookkeeper.budget(of: household)
    if book.isSuspended { return .inline(visit.say("suspended")) }
    guard book.left != nil else { return .inline(visit.say("not assessed")) }
    return .money(book.amount)
  }

  /// Every restriction that a decision would draw on, and the exposure of reserves.
  private func money(_ waiting: [Waiting]) throws -> [Block] {
    let purses = Set(waiting.compactMap(\.purse)).sorted()
    guard !purses.isEmpty else { return [] }
    let statements = try visit.purses().filter { purses.contains($0.restriction) }
    let table = Table(
      caption: visit.say("The money behind them"),
      columns: [
        Table.Column(visit.say("Restriction")), Table.Column(visit.say("Available (€)"), isFigure: true),
        Table.Column(visit.say("Already promised (€)"), isFigure: true),
        Table.Column(visit.say("Can be promised (€)"), isFigure: true),
        Table.Column(visit.say("Asked for here (€)"), isFigure: true),
      ],
      rows: statements.map { statement in
        let asked = waiting.filter { $0.purse == statement.restriction }.compactMap(\.amount).reduce(.zero, +)
        return [
          .inline(visit.words(of: statement.restriction)), .money(statement.available), .money(statement.committed),
          .money(statement.spendable), .money(asked),
        ]
      })
    let report = try visit.bookkeeper.report(ReportScope(asOf: visit.today)) { try $0.exposure() }
    let lines = report.lines.filter {
      purses.contains($0.restriction) && ($0.reserve.isPositive || $0.exposure.isPositive)
    }
    guard !lines.isEmpty else { return [.table(table)] }
    let exposure = Table(
      caption: visit.say("Guarantees and the reserves behind them"),
      columns: [
        Table.Column(visit.say("Restriction")), Table.Column(visit.say("Promised in guarantees (€)"), isFigure: true),
        Table.Column(visit.say("Reserve (€)"), isFigure: true),
        Table.Column(visit.say("Room for more (€)"), isFigure: true),
      ],
      rows: lines.map {
        [.inline(visit.words(of: $0.restriction)), .money($0.exposure), .money($0.reserve), .money($0.room)]
      })
    return [.table(table), .table(exposure)]
  }
}
