import ArgumentParser
import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

/// How budgets are told.
enum BudgetViews {
  /// A sheet that nobody has sealed yet, and the entry that would be recorded.
  static func preview(_ sheet: BudgetSheet, _ requests: [EntryRequest], _ desk: Desk) throws {
    let entries = try desk.bookkeeper.preview(requests)
    guard desk.options.common.json else {
      Console.data(SheetView(sheet).text)
      Console.data("")
      return Receipts.showPreview(entries, json: false)
    }
    let document = try JSONEncoding.encode(sheet)
    Console.data(
      JSON.array(
        entries.map { entry in
          var object = Receipts.card(entry, position: nil).json.object ?? [:]
          object["sheet"] = document
          return .object(object)
        }
      ).prettyText)
  }

  static func show(
    _ diff: BudgetDiff, _ earlier: BudgetBook.SealedSheet, _ later: BudgetBook.SealedSheet, all: Bool, json: Bool
  ) throws {
    let lines = all ? diff.lines : diff.changed
    var report = Report(columns: [
      .init("Line", "name"), .init("Before", right: true), .init("After", right: true),
      .init("A month", "monthly", right: true),
    ])
    report.rows = lines.map { line in
      [
        .text(line.name), line.before.map { .text($0) } ?? Report.Cell(json: nil, text: "–"),
        line.after.map { .text($0) } ?? Report.Cell(json: nil, text: "–"),
        line.isChanged ? signed(line.monthly) : .none,
      ]
    }
    report.empty = "nothing has changed"
    guard !json else {
      return Console.data(
        JSON.object([
          "after": .string(later.id.description), "before": .string(earlier.id.description), "lines": report.json,
          "monthly": .integer(diff.monthly.cents),
        ]).prettyText)
    }
    Console.note("from \(earlier.what) to \(later.what)")
    report.show(json: false)
    if !report.rows.isEmpty { Console.data("\nIn an ordinary month: \(signed(diff.monthly).text)") }
  }

  /// What is left at the end of a month changes by so much.
  private static func signed(_ money: Money?) -> Report.Cell {
    money.map { Report.Cell(json: .integer($0.cents), text: $0.isPositive ? "+\($0)" : $0.description) } ?? .none
  }
}

/// A sheet as people read it: what comes in, what goes out, what is owed, and what they come to in an ordinary month.
struct SheetView {
  private let sheet: BudgetSheet

  init(_ sheet: BudgetSheet) { self.sheet = sheet }

  var text: String {
    var blocks: [String] = []
    func add(_ title: String, _ report: Report, totals: [Report.Cell] = []) {
      guard !report.rows.isEmpty else { return }
      blocks.append(title + "\n\n" + report.table(totals: totals))
    }
    add(
      "What comes in", income, totals: [.text("Together"), .none, .none, .money(sum(sheet.income.map(monthly))), .none])
    add(
      "What goes out", expenses,
      totals: [.text("Together"), .none, .none, .money(sum(sheet.expenses.map(monthly))), .none])
    add("Debts", debts)
    add("Put by", envelopes)
    add("Goals", goals)
    let head = "From \(sheet.month), \(sheet.members) at the table, at hand \(told(sheet.liquid))"
    return ([head] + blocks).joined(separator: "\n\n")
  }

  private func told(_ told: Told?) -> String { told.map { $0.money?.description ?? "unknown" } ?? "" }

  private func cell(_ told: Told) -> Report.Cell {
    told.money.map { .money($0) } ?? Report.Cell(json: .string("unknown"), text: "unknown")
  }

  private func sum(_ amounts: [Money?]) -> Money { amounts.compactMap { $0 }.reduce(.zero, +) }

  private func monthly(_ line: IncomeLine) -> Money? {
    line.amount.money.map { MonthlyText.monthly($0, line.frequency) }
  }

  private func monthly(_ line: ExpenseLine) -> Money? {
    line.amount.money.map { MonthlyText.monthly($0, line.frequency) }
  }

  private var income: Report {
    var report = Report(columns: [
      .init("From", "name"), .init("Amount", right: true), .init("How often", "frequency"),
      .init("A month", "monthly", right: true), .init(""),
    ])
    report.rows = sheet.income.map { line in
      [
        .text(line.name), cell(line.amount), .text(line.frequency), .money(monthly(line)),
        .text(
          [
            line.certainty == .reliable ? nil : line.certainty.rawValue, line.pays.map { "pays \($0)" },
            line.withheld.map { line.source == .service ? "worth \($0.money), no money" : "\($0.money) withheld" },
            line.stream == nil ? nil : "from the ledger",
          ].compactMap { $0 }.joined(separator: ", ")),
      ]
    }
    return report
  }

  private var expenses: Report {
    var report = Report(columns: [
      .init("For", "name"), .init("Amount", right: true), .init("How often", "frequency"),
      .init("A month", "monthly", right: true), .init(""),
    ])
    report.rows = sheet.expenses.map { line in
      [
        .text(line.name), cell(line.amount), .text(line.frequency), .money(monthly(line)),
        .text(
          [line.nature == .flexible ? "could be less" : nil, line.reason].compactMap { $0 }.joined(separator: ": ")),
      ]
    }
    return report
  }

  private var debts: Report {
    var report = Report(columns: [
      .init("To", "creditor"), .init("Owed", right: true), .init("Instalment", right: true),
      .init("How often", "frequency"), .init("Next"), .init("Overdue", right: true), .init(""),
    ])
    report.rows = sheet.debts.map { line in
      [
        .text(line.creditor), cell(line.balance), line.instalment.map(cell) ?? .none,
        line.instalment == nil ? .none : .text(line.frequency ?? .monthly), .day(line.next),
        line.arrears.map(cell) ?? .none,
        .text(
          [
            line.tier == .priority ? "comes first" : nil, line.atSource == true ? "taken at the source" : nil,
            line.stream == nil ? nil : "from the ledger",
          ].compactMap { $0 }.joined(separator: ", ")),
      ]
    }
    return report
  }

  private var envelopes: Report {
    var report = Report(columns: [
      .init("For", "name"), .init("By", "due"), .init("Target", right: true), .init("In it", "balance", right: true),
      .init("A month", "monthly", right: true),
    ])
    report.rows = sheet.envelopes.map { envelope in
      [
        .text(envelope.name), .text(envelope.due), .money(envelope.target.money), .money(envelope.balance.money),
        .money(MonthlyText.monthly(envelope, from: sheet.month)),
      ]
    }
    return report
  }

  private var goals: Report {
    var report = Report(columns: [
      .init("Goal", "name"), .init("By"), .init("Costs", "amount", right: true), .init("Saved", right: true),
    ])
    report.rows = sheet.goals.map { goal in
      [.text(goal.name), .optional(goal.by), .money(goal.amount?.money), .money(goal.saved?.money)]
    }
    return report
  }
}
