import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// The books and the bank side by side on one day, and everything that stands between them.
struct ReconcilePage {
  let visit: Visit

  func page() throws -> SitePage {
    let account = try visit.bankAccount()
    let day = visit.askedDay("day") ?? visit.today
    let found = try visit.bookkeeper.reconcile(account, on: day)
    return SitePage(
      visit.say("Account \(Inline.name(account.text)) on \(day)"), trail: visit.bankTrail, width: .wide,
      [
        .form(
          Form(
            action: "/bank/accounts/\(account)/reconcile", method: .get,
            [.field(Field("day", visit.say("On which day"), .date, values: [day.description]))],
            submit: visit.say("Compare"), isCompact: true)),
        .message(verdict(found)), .figures(figures(found)),
      ] + differences(found))
  }

  private func verdict(_ found: Reconciliation) -> Message {
    if found.isComplete { return Message(.done, visit.say("Books and bank agree to the cent.")) }
    guard let unexplained = found.unexplained else {
      return Message(.warning, visit.say("The bank states no balance on or before this day: take in a statement."))
    }
    return Message(
      .warning,
      visit.say(
        "\(found.lines.count) lines and \(found.entries.count) entries wait; \(unexplained) is unexplained"))
  }

  private func figures(_ found: Reconciliation) -> [Figure] {
    [
      Figure(visit.text("In the books"), "\(found.ledger)"),
      Figure(
        visit.text("At the bank"), found.bank.map { "\($0)" }, note: found.statedOn.map { visit.say("stated on \($0)") }
      ),
      Figure(visit.text("Difference"), found.difference.map { "\($0)" }),
      Figure(visit.text("Unexplained"), found.unexplained.map { "\($0)" }),
    ]
  }

  private func differences(_ found: Reconciliation) -> [Block] {
    var blocks: [Block] = []
    if !found.lines.isEmpty {
      blocks.append(
        .table(
          Table(
            caption: visit.say("Lines without an entry"),
            columns: [
              Table.Column(visit.say("Booked")), Table.Column(visit.say("From or to")),
              Table.Column(visit.say("Amount"), isFigure: true),
            ],
            rows: found.lines.map {
              [
                .inline(visit.day(of: $0)), .inline(visit.told($0.details)),
                .money($0.line.amount),
              ]
            })))
    }
    if !found.entries.isEmpty {
      blocks.append(
        .table(
          Table(
            caption: visit.say("Entries without a line"),
            columns: [
              Table.Column(visit.say("Effective")), Table.Column(visit.say("What")),
              Table.Column(visit.say("Amount"), isFigure: true),
            ],
            rows: found.entries.map {
              [.day($0.effective), .text(visit.glossary.kind($0.kind)), .money($0.amount)]
            })))
    }
    if !found.crossings.isEmpty {
      blocks.append(
        .table(
          Table(
            caption: visit.say("Under way at the end of the day"),
            columns: [
              Table.Column(visit.say("Entries"), isFigure: true), Table.Column(visit.say("Lines"), isFigure: true),
              Table.Column(visit.say("Difference"), isFigure: true),
            ], rows: found.crossings.map { [.money($0.entries), .money($0.lines), .money($0.difference)] },
            hasRowHeadings: false)))
    }
    let gaps = found.breaks.map {
      visit.say("Between \($0.after) and \($0.through) the bank's balance moves by \($0.missing) without a line")
    }
    if !gaps.isEmpty { blocks.append(.message(Message(.warning, visit.say("Lines are missing"), gaps))) }
    if let beginning = found.beginning, beginning.difference != .zero {
      blocks.append(
        .note(
          visit.say(
            "On \(beginning.day) the account begins with \(beginning.bank) at the bank, and with \(beginning.ledger) in the books"
          )))
    }
    return blocks
  }
}
