import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages
import Sodium
import TransparencyLog

/// For citizens and donors, without signing in: what came in, what it did, how often it turned, and how to check it.
struct PublicPage {
  let visit: Visit

  func page() throws -> SitePage {
    let year = visit.asked("year").flatMap { Int($0) }.flatMap { CivilDate(year: $0, month: 12, day: 31) }
    let asOf = min(visit.today, year ?? visit.today)
    let scope = ReportScope(asOf: asOf)
    var blocks = [years(asOf)]
    let (funds, titles) = try visit.bookkeeper.report(scope) { reader -> ([FundReport], [String]) in
      let reports = try reader.funds().map { try reader.fund($0) }
      return (reports, reports.map(\.title))
    }
    if funds.isEmpty { blocks.append(.paragraph(visit.say("No fund has been opened yet."))) }
    for (fund, title) in zip(funds, titles) { blocks.append(section(fund, title, scope)) }
    let impact = try LedgerViews.Viewer(visit.bookkeeper, .pseudonyms).report("impact", scope)
    blocks.append(.section(visit.say("What it did"), impact.sheet.blocks(visit.words)))
    blocks.append(try check())
    return SitePage(
      visit.say("What the fund does"),
      lead: visit.say("What came in, whom it helped, and what came back to help the next family. As of \(asOf)."),
      blocks)
  }

  private func years(_ asOf: CivilDate) -> Block {
    let links = (0..<3).map { asOf.year == visit.today.year ? visit.today.year - $0 : visit.today.year - $0 }
    return .actions(links.map { Action(Inline(String($0)), to: "/?year=\($0)") })
  }

  private func section(_ fund: FundReport, _ title: String, _ scope: ReportScope) -> Block {
    var money: [MoneyFlow: Money] = [:]
    for flows in fund.flows {
      for (flow, amount) in flows.flows { money[flow, default: .zero] += amount }
    }
    let incoming: Set<MoneyFlow> = [.opening, .gifts, .capital, .interest, .recoveries]
    let came = money.filter { incoming.contains($0.key) && $0.value > .zero }.sorted { $0.value > $1.value }
    let available = fund.purses.reduce(Money.zero) { $0 + $1.available }
    let lent = fund.purses.reduce(Money.zero) { $0 + $1.lent }
    let given = fund.spent.reduce(Money.zero) { $0 + $1.amount }
    let turned: Inline? = fund.rotation.ratio.value.map { "\($0.scaled, as: .decimal(places: $0.decimals))" }
    return .section(
      .name(title),
      [
        .figures([
          Figure(
            visit.text("Came in"), "\(came.reduce(Money.zero) { $0 + $1.value })",
            note: visit.say("since the fund began")),
          Figure(visit.text("Went out"), "\(given)", note: visit.say("since \(scope.from)")),
          Figure(visit.text("Lent now"), "\(lent)", note: visit.say("comes back and helps the next family")),
          Figure(visit.text("Available"), "\(available)"),
          Figure(
            visit.text("Times it turned"), turned,
            note: visit.say("money lent, against the fund's average capital, since \(scope.from)")),
        ]),
        .table(
          Table(
            caption: visit.say("Where it came from"),
            columns: [
              .init(visit.say("From")), .init(visit.say("Amount (€)"), isFigure: true),
            ],
            rows: came.map { [.inline(Inline(visit.glossary.code($0.key.name, of: "flow"))), .money($0.value)] },
            empty: visit.say("Nothing has come in yet."))),
        .table(
          Table(
            caption: visit.say("What it was spent on"),
            columns: [.init(visit.say("For")), .init(visit.say("Amount (€)"), isFigure: true)],
            rows: fund.spent.map { [.inline(Inline(visit.glossary.code($0.flow, of: "flow"))), .money($0.amount)] },
            empty: visit.say("Nothing has gone out since \(scope.from)."))),
      ])
  }

  /// How anybody can hold the fund to what it has shown.
  private func check() throws -> Block {
    let head = try visit.bookkeeper.ledger.store.read { try $0.treeHead() }
    let ledger = try visit.bookkeeper.ledgerID()
    return .section(
      visit.say("Check it yourself"),
      [
        .paragraph(
          visit.say(
            "Everything above is computed from signed entries that nobody can change unnoticed. Keep these two fingerprints: whoever changes the past later will not be able to show them again."
          )),
        .facts([
          Term(visit.say("Ledger"), .code(ledger.hex)),
          Term(visit.say("Entries"), "\(head.size)"),
          Term(visit.say("Root of the log"), .code(head.root.hex)),
        ]),
        .actions([Action(visit.say("Signed checkpoint"), to: "/checkpoint", isMain: true)]),
      ])
  }
}
