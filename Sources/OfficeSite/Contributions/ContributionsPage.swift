import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// What donors and funders have promised and given.
struct ContributionsPage {
  let visit: Visit
  /// Rows on the page, the newest first.
  private static let most = 300

  func page() throws -> SitePage {
    let isTreasurer = visit.viewer?.holds(.treasurer) == true
    var actions: [Action] = []
    if isTreasurer {
      actions = [
        Action(visit.say("A promise"), to: "/contributions/new", isMain: true),
        Action(visit.say("A gift without a pledge"), to: "/contributions/received"),
        Action(visit.say("Repayable capital"), to: "/capital/received"),
      ]
    }
    if Office.both.admits(visit.viewer) { actions.append(Action(visit.say("Donors"), to: "/parties")) }
    return SitePage(
      visit.say("Contributions"),
      lead: visit.say("Gifts from promise to receipt, and capital that funders want back."), width: .wide,
      [.actions(actions)] + (try gifts()) + [
        .section(visit.say("Repayable capital"), [.table(try capital(isTreasurer))])
      ])
  }

  private func gifts() throws -> [Block] {
    let titles = try visit.fundTitles()
    let names = try visit.naming()
    let found = try visit.bookkeeper.all(ContributionState.self).filter { $0.state.restriction != nil }
    var sums = (pledged: Money.zero, received: Money.zero)
    let rows = try found.reversed().map { found -> [Table.Cell] in
      let state = found.state
      let open = try visit.bookkeeper.outstanding(of: state)
      let received = state.received - (try visit.bookkeeper.bounced(state.receipts))
      sums.pledged += open
      sums.received += received - state.refunded
      let purse = state.restriction.map { visit.words(for: $0, in: titles) } ?? ""
      let donor = state.donor.map { Inline.name(names(.party($0)) ?? "…" + $0.description.suffix(6)) }
      return [
        .inline(
          .link(
            donor ?? visit.say("not known: \(Inline.name("…" + found.stream.key.suffix(6)))"),
            to: "/contributions/\(found.stream.key)")), .inline(purse),
        .money(open), .money(received), .money(state.refunded), .inline(note(state, open)),
      ]
    }
    let table = Table(
      caption: visit.say("Gifts"),
      columns: [
        Table.Column(visit.say("Donor")), Table.Column(visit.say("For")),
        Table.Column(visit.say("Promised, open"), isFigure: true), Table.Column(visit.say("Received"), isFigure: true),
        Table.Column(visit.say("Given back"), isFigure: true), Table.Column(visit.say("State")),
      ], rows: Array(rows.prefix(ContributionsPage.most)),
      empty: visit.say("No gift is recorded yet: begin with a promise, or with a line in the bank inbox."))
    let figures = Block.figures([
      Figure(visit.text("Promised, open"), "\(sums.pledged)"),
      Figure(visit.text("Received and kept"), "\(sums.received)"),
    ])
    return [figures, .table(table)]
  }

  private func note(_ state: ContributionState, _ open: Money) -> Inline {
    if let refund = state.refundApproved { return visit.say("refund of \(refund) approved") }
    if state.isConditional, open.isPositive { return visit.say("conditional") }
    return open.isPositive ? visit.say("promised") : visit.say("settled")
  }

  private func capital(_ isTreasurer: Bool) throws -> Table {
    let titles = try visit.fundTitles()
    let names = try visit.naming()
    let rows = try visit.bookkeeper.all(CapitalState.self).compactMap { found -> [Table.Cell]? in
      guard let purse = found.state.restriction, let funder = found.state.funder else { return nil }
      let owed = found.state.owed - (try visit.bookkeeper.bounced(found.state.receipts))
      let state = found.state.returnApproved.map { visit.say("return of \($0) approved") } ?? ""
      return [
        .inline(.link(.name(names(.body(funder)) ?? funder.text), to: "/capital/\(found.stream.key)")),
        .inline(visit.words(for: purse, in: titles)), .money(found.state.received), .money(owed), .inline(state),
      ]
    }
    var table = Table(
      caption: visit.say("Repayable capital"),
      columns: [
        Table.Column(visit.say("Funder")), Table.Column(visit.say("For")),
        Table.Column(visit.say("Received"), isFigure: true), Table.Column(visit.say("Still owed"), isFigure: true),
        Table.Column(visit.say("State")),
      ], rows: rows, empty: visit.say("Nobody has lent the fund capital."))
    table.showsCaption = false
    return table
  }
}
