import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A month of the plan that the family has agreed to, on its real days.
struct AgreedMonth {
  let month: CivilMonth
  private let calendar: BudgetCalendar

  /// Nil where no plan has the month, or where it can be read no more.
  init?(_ book: BudgetBook, _ month: CivilMonth, _ bookkeeper: Bookkeeper) throws {
    guard let plan = book.state.plan(for: month), let sheet = try bookkeeper.sealed(plan.record, as: BudgetSheet.self),
      sheet.month <= month
    else { return nil }
    self.month = month
    calendar = BudgetCalendar(of: sheet, from: month, months: 1)
  }

  var income: Money { calendar.total(.income, in: month) }
  var out: Money { [.expense, .debt, .envelope].reduce(.zero) { $0 + calendar.total($1, in: month) } }

  func blocks(_ visit: Visit) -> [Block] {
    var blocks: [Block] = [
      .section(
        visit.say("What comes in"), [.table(table([.income], visit.say("What comes in"), visit.say("From"), visit))]),
      .section(
        visit.say("What goes out"),
        [.table(table([.expense, .debt, .envelope], visit.say("What goes out"), visit.say("For"), visit))]),
    ]
    if !calendar.unknown.isEmpty {
      let unknown = Inline.listed(calendar.unknown.map { .name($0.name) })
      blocks.append(
        .paragraph(visit.say("Not known yet: \(unknown). That is all right: we look for the answer together.")))
    }
    return blocks
  }

  private func table(_ lists: Set<LineList>, _ caption: Inline, _ heading: Inline, _ visit: Visit) -> Table {
    let rows = calendar.rows.filter { lists.contains($0.line.list) && $0.total(in: month).isPositive }
    var table = Table(
      caption: caption, columns: [.init(heading), .init(visit.say("How much"), isFigure: true)],
      rows: rows.map { row in
        let name = Inline.name(row.line.name)
        return [
          .inline(row.line.list == .envelope ? name.over(visit.say("put aside")) : name), .euros(row.total(in: month)),
        ]
      },
      totals: rows.isEmpty
        ? [] : [.inline(visit.say("Together")), .euros(rows.reduce(.zero) { $0 + $1.total(in: month) })])
    table.showsCaption = false
    return table
  }
}
