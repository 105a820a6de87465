import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Periods whose books are done.
struct PeriodPages {
  let visit: Visit

  func show() throws -> SitePage {
    let closings = try visit.bookkeeper.governing().closings
    return SitePage(
      visit.say("Periods"),
      lead: visit.say("Once a period is closed, nothing can take effect in it any more. This is not taken back."),
      [
        .table(
          Table(
            caption: visit.say("Closed periods"),
            columns: [
              Table.Column(visit.say("Closed through")), Table.Column(visit.say("Position in the log"), isFigure: true),
            ], rows: closings.reversed().map { [.day($0.through), .figure($0.position, .whole)] },
            empty: visit.say("No period is closed yet.")))
      ]
        + [
          .section(
            visit.say("Close a period"),
            visit.form(
              [.field(visit.field("through", "Last day of the period", .date))], submit: "Go on to signing",
              isGrave: true)),
          .actions([Action(visit.say("Loans that moved in"), to: "/imports")]),
        ])
  }

  func submit() throws -> Reply {
    let through = try visit.read { $0.day("through") }
    return try visit.draft([visit.request(PeriodClosed(through: through), stream: .ledger)], then: "/periods")
  }
}
