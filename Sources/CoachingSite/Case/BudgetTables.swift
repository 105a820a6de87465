import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// A sheet as people read it: what comes in, what goes out, what is owed, what is put by.
struct BudgetTables {
  let visit: Visit
  let sheet: BudgetSheet
  private let words: CoachingWords

  init(_ visit: Visit, _ sheet: BudgetSheet) {
    self.visit = visit
    self.sheet = sheet
    words = CoachingWords(visit)
  }

  /// Every list that has lines.
  var blocks: [Block] {
    var tables = [income, expenses]
    if !sheet.debts.isEmpty { tables.append(debts) }
    if !sheet.envelopes.isEmpty { tables.append(envelopes) }
    if !sheet.goals.isEmpty { tables.append(goals) }
    return [
      .facts([
        Term(visit.say("From"), "\(sheet.month)"), Term(visit.say("People at the table"), "\(sheet.members)"),
        Term(visit.say("At hand and in the bank"), words.told(sheet.liquid)),
      ])
    ] + tables.map { .table($0) }
  }

  /// What an ordinary month comes to, each sum of what is known.
  var month: [Term] {
    let (comes, goes, owed, aside) = sums
    return [
      Term(visit.say("Comes in"), "\(comes)"), Term(visit.say("Goes out"), "\(goes)"),
      Term(visit.say("Instalments that run"), "\(owed)"), Term(visit.say("Put by"), "\(aside)"),
      Term(visit.say("Left over in an ordinary month"), "\(strong: words.signed(comes - goes - owed - aside))"),
    ]
  }

  private var sums: (Money, Money, Money, Money) {
    func sum(_ parts: [Money?]) -> Money { parts.compactMap { $0 }.reduce(.zero, +) }
    return (
      sum(sheet.income.map { monthly($0.amount, $0.frequency) }),
      sum(sheet.expenses.map { monthly($0.amount, $0.frequency) }),
      sum(sheet.debts.filter { $0.atSource != true }.map { monthly($0.instalment, $0.frequency ?? .monthly) }),
      sum(sheet.envelopes.map { MonthlyText.monthly($0, from: sheet.month) })
    )
  }

  private func monthly(_ told: Told?, _ frequency: Frequency) -> Money? {
    (told?.money).map { MonthlyText.monthly($0, frequency) }
  }

  private func monthlyCell(_ told: Told?, _ frequency: Frequency) -> Table.Cell {
    monthly(told, frequency).map { .money($0) } ?? .none
  }

  private func joined(_ parts: [Inline?]) -> Table.Cell {
    let parts = parts.compactMap { $0 }
    return parts.isEmpty ? .none : .inline(parts.dropFirst().reduce(parts[0]) { $0 + ", " + $1 })
  }

  private var fromLedger: Inline { visit.say("from the ledger") }

  private var amountColumns: [Table.Column] {
    [
      Table.Column(visit.say("Amount (€)"), isFigure: true), Table.Column(visit.say("How often")),
      Table.Column(visit.say("A month (€)"), isFigure: true), Table.Column(visit.say("Notes")),
    ]
  }

  private var income: Table {
    Table(
      caption: visit.say("What comes in"), columns: [Table.Column(visit.say("From"))] + amountColumns,
      rows: sheet.income.map { line in
        [
          .text(line.name), words.cell(line.amount), .inline(words.frequency(line.frequency)),
          monthlyCell(line.amount, line.frequency),
          joined([
            line.certainty == .reliable ? nil : words.code(line.certainty, of: "certainty"),
            line.pays.map { visit.say("pays \($0)") },
            line.withheld.map {
              line.source == .service
                ? visit.say("worth \($0.money), no money") : visit.say("\($0.money) is withheld")
            },
            line.stream == nil ? nil : fromLedger,
          ]),
        ]
      }, totals: [.inline(visit.say("Together")), .none, .none, .money(sums.0), .none],
      empty: visit.say("Nobody has told of anything that comes in."))
  }

  private var expenses: Table {
    Table(
      caption: visit.say("What goes out"), columns: [Table.Column(visit.say("For"))] + amountColumns,
      rows: sheet.expenses.map { line in
        [
          .text(line.name), words.cell(line.amount), .inline(words.frequency(line.frequency)),
          monthlyCell(line.amount, line.frequency),
          joined([
            line.isEssential ? nil : words.code(line.nature, of: "nature"), line.reason.map { Inline.name($0) },
          ]),
        ]
      }, totals: [.inline(visit.say("Together")), .none, .none, .money(sums.1), .none],
      empty: visit.say("Nobody has told of anything that goes out."))
  }

  private var debts: Table {
    Table(
      caption: visit.say("Debts"),
      columns: [
        Table.Column(visit.say("To whom")), Table.Column(visit.say("Owed (€)"), isFigure: true),
        Table.Column(visit.say("Instalment (€)"), isFigure: true), Table.Column(visit.say("How often")),
        Table.Column(visit.say("Next")), Table.Column(visit.say("Overdue (€)"), isFigure: true),
        Table.Column(visit.say("Notes")),
      ],
      rows: sheet.debts.map { line in
        [
          .text(line.creditor), words.cell(line.balance), words.cell(line.instalment),
          line.instalment == nil ? .none : .inline(words.frequency(line.frequency ?? .monthly)),
          line.next.map { .day($0) } ?? .none, words.cell(line.arrears),
          joined([
            line.tier == .priority ? visit.say("comes first") : nil,
            line.atSource == true ? visit.say("taken at the source") : nil, line.stream == nil ? nil : fromLedger,
          ]),
        ]
      })
  }

  private var envelopes: Table {
    Table(
      caption: visit.say("Put by for something that comes once"),
      columns: [
        Table.Column(visit.say("For")), Table.Column(visit.say("By")),
        Table.Column(visit.say("Target (€)"), isFigure: true), Table.Column(visit.say("In it (€)"), isFigure: true),
        Table.Column(visit.say("A month (€)"), isFigure: true),
      ],
      rows: sheet.envelopes.map { envelope in
        [
          .text(envelope.name), .inline("\(envelope.due)"), .money(envelope.target.money),
          .money(envelope.balance.money), .money(MonthlyText.monthly(envelope, from: sheet.month)),
        ]
      })
  }

  private var goals: Table { GoalTable.table(visit, sheet.goals) }
}

/// What a family wants to reach.
enum GoalTable {
  static func table(_ visit: Visit, _ goals: [Goal]) -> Table {
    Table(
      caption: visit.say("Goals"),
      columns: [
        Table.Column(visit.say("Goal")), Table.Column(visit.say("By")),
        Table.Column(visit.say("Costs (€)"), isFigure: true), Table.Column(visit.say("Saved (€)"), isFigure: true),
      ],
      rows: goals.map { goal in
        [
          .text(goal.name), goal.by.map { .inline("\($0)") } ?? .none,
          goal.amount.map { .money($0.money) } ?? .none, goal.saved.map { .money($0.money) } ?? .none,
        ]
      }, empty: visit.say("No goal is written down yet."))
  }
}
