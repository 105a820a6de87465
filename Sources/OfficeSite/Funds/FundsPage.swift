import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// The funds, and one of them on a day.
struct FundsPage {
  let visit: Visit

  func list() throws -> SitePage {
    let funds = try visit.openFunds()
    let rows = try funds.map { fund -> [Table.Cell] in
      let purses = try visit.bookkeeper.statement(of: fund.name)
      return [
        .inline(.link(.name(fund.state.title), to: "/funds/\(fund.name)")), .figure(purses.count, .whole),
        .money(purses.sum(\.available)), .money(purses.sum(\.spendable)), .money(purses.sum(\.lent)),
        .money(purses.sum(\.guaranteeReserve)),
      ]
    }
    var actions: [Action] = []
    if visit.viewer?.holds(.administrator) == true {
      actions.append(Action(visit.say("Open a fund"), to: "/funds/new"))
    }
    if visit.viewer?.holds(anyOf: [.administrator, .committee, .treasurer]) == true {
      actions.append(Action(visit.say("Transfers"), to: "/transfers"))
    }
    return SitePage(
      visit.say("Funds"), width: .wide,
      [
        .table(
          Table(
            caption: visit.say("Funds"),
            columns: [
              Table.Column(visit.say("Fund")), Table.Column(visit.say("Restrictions"), isFigure: true),
              Table.Column(visit.say("Available"), isFigure: true),
              Table.Column(visit.say("May be promised"), isFigure: true),
              Table.Column(visit.say("Lent"), isFigure: true), Table.Column(visit.say("Reserve"), isFigure: true),
            ], rows: rows, empty: visit.say("No fund is open yet: an administrator opens one.")))
      ] + (actions.isEmpty ? [] : [.actions(actions)]))
  }

  func fund() throws -> SitePage {
    guard let name = Slug(visit.parameter("name")) else { throw WebRefusals.pageUnknown() }
    let day = visit.askedDay("as-of") ?? visit.today
    let read = try visit.books.report("fund", ReportScope(asOf: day), ReportQuery(fund: name))
    var actions: [Action] = []
    if visit.viewer?.holds(.administrator) == true {
      actions = [
        Action(visit.say("Set the reserve"), to: "/funds/\(name)/reserve"),
        Action(visit.say("Add a restriction"), to: "/funds/\(name)/restriction"),
      ]
    }
    let title = try visit.fundTitles()[name] ?? name.text
    return SitePage(
      .name(title), lead: read.sheet.subtitle(visit.words), trail: visit.fundsTrail, width: .wide,
      [
        .form(
          Form(
            action: "/funds/\(name)", method: .get,
            [.field(Field("as-of", visit.say("On which day"), .date, values: [day.description]))],
            submit: visit.say("Show"), isCompact: true))
      ] + read.sheet.blocks(visit.words) + (actions.isEmpty ? [] : [.actions(actions)]) + [
        .note(read.provenance(visit.words))
      ])
  }
}
