import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import MastroWeb
import Pages

/// The first page of administrators and treasurers: what there is, and what has to be done.
struct DashboardPage {
  let visit: Visit
  /// Days that "this week" has.
  private static let week = 7
  /// Rows of a list that has a page of its own.
  private static let most = 12

  func page() throws -> SitePage {
    let purses = try visit.openFunds().map(\.name).flatMap { try visit.bookkeeper.statement(of: $0) }
    let payments = try visit.bookkeeper.paymentsToMake()
    let work = try OfficeWork(visit).waiting()
    let expected = try visit.bookkeeper.expectedReceipts()
    let due = expected.filter { receipt in
      receipt.due.map { (visit.today...visit.today.adding(days: DashboardPage.week)).contains($0) } ?? false
    }
    let overdue = expected.filter { $0.due.map { $0 < visit.today } ?? false }
    let lines = try visit.bookkeeper.bankInbox()
    let plans = try visit.bookkeeper.report(ReportScope(asOf: visit.today)) { try $0.plans().atRisk }
    return SitePage(
      visit.say("Today"), lead: "\(visit.today)", width: .wide,
      [
        .figures([
          Figure(visit.text("Available"), "\(purses.sum(\.available))", note: visit.say("in all restrictions")),
          Figure(
            visit.text("May be promised"), "\(purses.sum(\.spendable))",
            note: visit.say("less what is committed and the minimum reserve")),
          Figure(visit.text("Lent to families"), "\(purses.sum(\.lent))"),
          Figure(visit.text("Payments to make"), "\(payments.count)", note: "\(payments.sum(\.amount))"),
        ]),
        .section(visit.say("Waiting for a decision"), [.table(waiting(work))] + more(work.count, nil)),
        .section(
          visit.say("Payments to make"),
          [
            .paragraph(
              payments.isEmpty
                ? visit.say("Nothing waits for payment.")
                : visit.say("Payments that wait: \(payments.count), \(payments.sum(\.amount)) in all"))
          ]
            + link(visit.say("Payments to make"), "/payments")),
        .section(
          visit.say("Due this week"),
          [.table(try dueTable(due))] + more(due.count, "/receipts") + late(overdue)),
        .section(visit.say("Bank lines without an entry"), bank(lines)),
        .section(visit.say("Plans at risk"), [.table(try risky(plans))]),
        .section(visit.say("Money by restriction"), [.table(try cash(purses))] + link(visit.say("Funds"), "/funds")),
      ])
  }

  private func link(_ title: Inline, _ path: WebPath) -> [Block] { [.actions([Action(title, to: path)])] }

  private func more(_ count: Int, _ path: WebPath?) -> [Block] {
    guard count > DashboardPage.most else { return [] }
    let rest = visit.say("\(count - DashboardPage.most) more")
    return [.paragraph(path.map { .link(rest, to: $0) } ?? rest)]
  }

  private func waiting(_ work: [OfficeWork.Item]) -> Table {
    var table = Table(
      caption: visit.say("Waiting for a decision"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("About")),
        Table.Column(visit.say("Amount"), isFigure: true),
      ],
      rows: work.prefix(DashboardPage.most).map { item in
        [
          .inline(item.path.map { .link(item.what, to: $0) } ?? item.what), .inline(item.about),
          item.amount.map { .money($0) } ?? .none,
        ]
      }, empty: visit.say("Nothing waits for a decision."))
    table.showsCaption = false
    return table
  }

  /// What should have come already.
  private func late(_ overdue: [ExpectedReceipt]) -> [Block] {
    guard !overdue.isEmpty else { return [] }
    let line = visit.say("Overdue instalments: \(overdue.count), \(overdue.sum(\.amount)) in all")
    return [.paragraph(.link(line, to: "/receipts"))]
  }

  private func dueTable(_ due: [ExpectedReceipt]) throws -> Table {
    let names = try visit.naming()
    var table = Table(
      caption: visit.say("Due this week"),
      columns: [
        Table.Column(visit.say("Due")), Table.Column(visit.say("What")),
        Table.Column(visit.say("Amount"), isFigure: true),
      ],
      rows: due.prefix(DashboardPage.most).map { receipt in
        let word = receipt.cause == .loan ? visit.say("Loan: instalment") : visit.say("Repayment plan: instalment")
        let number = names(.file(receipt.stream)) ?? "…" + String(receipt.stream.key.suffix(6))
        let isTreasurer = visit.viewer?.holds(.treasurer) == true
        let path = isTreasurer ? receipt.path : visit.place(of: .stream(receipt.stream))
        let line: Inline = "\(word) \(Inline.name(number))"
        return [
          receipt.due.map { .day($0) } ?? .none, .inline(path.map { .link(line, to: $0) } ?? line),
          .money(receipt.amount),
        ]
      }, empty: visit.say("No instalment falls due within seven days."))
    table.showsCaption = false
    return table
  }

  private func bank(_ lines: [InboxLine]) -> [Block] {
    guard !lines.isEmpty else {
      return [
        .paragraph(visit.say("Every line of the bank has its entry."))
      ] + link(visit.say("Bank inbox"), "/bank")
    }
    let oldest = lines.map(\.line.booked).min() ?? visit.today
    return [.paragraph(visit.say("Lines that wait: \(lines.count); the oldest is of \(oldest)"))]
      + link(visit.say("Bank inbox"), "/bank")
  }

  private func risky(_ plans: [PlansReport.Line]) throws -> Table {
    let names = try visit.naming()
    var table = Table(
      caption: visit.say("Plans at risk"),
      columns: [
        Table.Column(visit.say("Plan")), Table.Column(visit.say("Instalments missed"), isFigure: true),
        Table.Column(visit.say("Rents missed"), isFigure: true), Table.Column(visit.say("Overdue"), isFigure: true),
      ],
      rows: plans.map { plan in
        let stream = StreamID("plan", plan.id)
        let name = Inline.name(names(.file(stream)) ?? "…" + plan.id.description.suffix(6))
        return [
          .inline(visit.place(of: .stream(stream)).map { .link(name, to: $0) } ?? name),
          .figure(plan.standing.missedInstalments, .whole), .figure(plan.standing.missedRents.count, .whole),
          .money(plan.standing.overdue),
        ]
      }, empty: visit.say("Every running plan is kept."))
    table.showsCaption = false
    return table
  }

  private func cash(_ purses: [PurseStatement]) throws -> Table {
    let titles = try visit.fundTitles()
    func total(_ part: (PurseStatement) -> Money) -> Table.Cell { .money(purses.sum(part)) }
    var table = Table(
      caption: visit.say("Money by restriction"),
      columns: [
        Table.Column(visit.say("Restriction")), Table.Column(visit.say("Available"), isFigure: true),
        Table.Column(visit.say("Committed"), isFigure: true),
        Table.Column(visit.say("May be promised"), isFigure: true),
        Table.Column(visit.say("Lent"), isFigure: true), Table.Column(visit.say("Reserve"), isFigure: true),
      ],
      rows: purses.map { purse in
        [
          .inline(.link(visit.words(for: purse.restriction, in: titles), to: "/funds/\(purse.restriction.fund)")),
          .money(purse.available), .money(purse.committed), .money(purse.spendable), .money(purse.lent),
          .money(purse.guaranteeReserve),
        ]
      },
      totals: purses.isEmpty
        ? []
        : [
          .inline(visit.say("In all")), total(\.available), total(\.committed), total(\.spendable), total(\.lent),
          total(\.guaranteeReserve),
        ], empty: visit.say("No fund is open yet: an administrator opens one."))
    table.showsCaption = false
    return table
  }
}
