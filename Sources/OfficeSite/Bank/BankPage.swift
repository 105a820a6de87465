import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages
import Sodium

/// The bank inbox: lines that wait for their entry, and the statements that brought them.
struct BankPage {
  let visit: Visit
  /// Lines of one account on the page; the others come up as these are done.
  static let most = 100

  func page() throws -> SitePage {
    let accounts = try visit.bookkeeper.governing().policy.bankAccounts
    let lines = Dictionary(grouping: try visit.bookkeeper.bankInbox(), by: \.line.account)
    let statements = Dictionary(grouping: try visit.bookkeeper.vault.statements(), by: \.account)
    var blocks: [Block] =
      isTreasurer
      ? [.actions([Action(visit.say("Take in a statement"), to: "/bank/statements/new", isMain: true)])] : []
    blocks += accounts.map { account in
      .section(
        visit.say("Account \(Inline.name(account.text))"),
        [
          .table(waiting(lines[account] ?? [], hasStatements: statements[account] != nil)),
          .actions(actions(account, lines[account] ?? [])),
          .details(
            visit.say("Statements: \((statements[account] ?? []).count)"), [.table(table(statements[account] ?? []))]),
        ])
    }
    if accounts.isEmpty {
      blocks.append(.paragraph(visit.say("The policy names no bank account yet: adopt a policy first.")))
    }
    return SitePage(
      visit.say("Bank inbox"),
      lead: visit.say("Each line of the bank is one entry of the books. Open a line, choose what it is, sign."),
      width: .wide, blocks)
  }

  private var isTreasurer: Bool { visit.viewer?.holds(.treasurer) == true }

  private func actions(_ account: Slug, _ lines: [InboxLine]) -> [Action] {
    let compare = Action(visit.say("Compare with the books"), to: "/bank/accounts/\(account)/reconcile")
    guard !lines.isEmpty, isTreasurer else { return [compare] }
    return [
      Action(visit.say("Several lines at once"), to: "/bank/accounts/\(account)/together"),
      Action(visit.say("By rules"), to: "/bank/accounts/\(account)/rules"), compare,
    ]
  }

  private func waiting(_ lines: [InboxLine], hasStatements: Bool) -> Table {
    Table(
      caption: visit.say("Lines that wait: \(lines.count)"),
      columns: [
        Table.Column(visit.say("Booked")), Table.Column(visit.say("From or to")),
        Table.Column(visit.say("Amount"), isFigure: true), Table.Column(visit.say("Perhaps")),
      ],
      rows: lines.prefix(BankPage.most).map { item in
        return [
          .inline(visit.day(of: item)), .inline(visit.told(item.details)), .money(item.line.amount),
          .inline(perhaps(item)),
        ]
      },
      empty: hasStatements
        ? visit.say("Every line has its entry.") : visit.say("No statement of this account was taken in yet."))
  }

  private func perhaps(_ item: InboxLine) -> Inline {
    guard let first = item.suggestions.first else { return "" }
    let word = Inline(visit.glossary.kind(first.kind))
    guard item.suggestions.count > 1 else { return word.over("\(first.effective)") }
    return visit.say("\(item.suggestions.count) entries of this amount")
  }

  private func table(_ statements: [StoredStatement]) -> Table {
    Table(
      caption: visit.say("Statements"),
      columns: [
        Table.Column(visit.say("From")), Table.Column(visit.say("To")),
        Table.Column(visit.say("Opening"), isFigure: true),
        Table.Column(visit.say("Closing"), isFigure: true), Table.Column(visit.say("Proof")),
        Table.Column(visit.say("Taken in")),
      ],
      rows: statements.reversed().map { statement in
        [
          statement.from.map { .day($0) } ?? .none, statement.to.map { .day($0) } ?? .none,
          statement.opening.map { .money($0) } ?? .none, statement.closing.map { .money($0) } ?? .none,
          .inline(statement.isProved ? visit.say("opening + lines = closing") : visit.say("not proved")),
          .day(statement.imported.date),
        ]
      }, hasRowHeadings: false, empty: visit.say("No statement was taken in yet."))
  }
}

extension InboxLine {
  var path: WebPath { "/bank/lines/\(line.key.hex)" }
}

extension Visit {
  /// The day of a line, which leads treasurers to its page.
  func day(of item: InboxLine) -> Inline {
    let day: Inline = "\(item.line.booked)"
    return viewer?.holds(.treasurer) == true ? .link(day, to: item.path) : day
  }

  /// Who is at the other end of a line, and what was written with it.
  func told(_ details: BankLineDetails?) -> Inline {
    guard let details else { return say("forgotten") }
    let text = Inline.name(details.description)
    return details.counterparty.map { Inline.name($0).over(text) } ?? text
  }

  /// The treasurer as the one who says what lines are.
  func matcher() throws -> Matcher { Matcher(member: try person.id, role: .treasurer) }
}
