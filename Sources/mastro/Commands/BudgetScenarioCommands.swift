public import ArgumentParser
public import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import LedgerViews

extension ScenarioBase.Sort: ExpressibleByArgument {}

struct BudgetScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario", abstract: "What if: a family's next twelve months with a few things changed.",
    discussion: """
      mastro budget scenario new Rossi --name hours-cut --from plan --change income:Stipendio=-30%@2027-03
      mastro budget scenario compare Rossi
      A scenario is a thought: it is kept sealed in the vault, and no entry names it.
      """,
    subcommands: [New.self, List.self, Compare.self, Delete.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep a scenario and draw it beside the budget from which it begins.",
      discussion: """
        Changes: LIST:NAME=-30%@2027-03 (from that month on), LIST:NAME=650.00@2027-03..2027-05,
        LIST:NAME=stop@2027-06, LIST:NAME=start@2027-04, +expense:NAME=400.00/once@2027-05 (a new line).
        Lists are income, expense, debt and envelope.
        """)
    @OptionGroup var family: BudgetFamily
    @Option(help: "Name of the scenario.") var name: Slug
    @Option(help: "The budget that is changed: snapshot or plan.") var from: ScenarioBase.Sort
    @Option(help: "What would be different; once for each.") var change: [String] = []
    @Flag(help: "Draw it; keep nothing.") var dryRun = false

    func run() throws {
      let (bookkeeper, household) = try family.open()
      let changes = try change.map { text in
        do throws(ScenarioFault) {
          return try Change(parsing: text)
        } catch {
          throw ScenarioRefusals.unreadable(["change": error.change, "reason": error.reason, "remedy": error.remedy])
        }
      }
      let drawn = try bookkeeper.addScenario(name, on: from, changes: changes, of: household, isTried: dryRun)
      drawn.show(json: family.common.json)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The family's scenarios.")
    @OptionGroup var family: BudgetFamily

    func run() throws {
      let (bookkeeper, household) = try family.open()
      var report = Report(columns: [
        .init("Scenario", "name"), .init("Made", "created"), .init("From", "base"), .init("Of", "day"),
        .init("Changes"),
      ])
      report.rows = try bookkeeper.scenarios(of: household).map { kept in
        [
          .text(kept.scenario.name), .day(kept.created.date), .text(kept.base?.told ?? "taken back"),
          .day(kept.base?.day), .list(kept.scenario.changes),
        ]
      }
      report.empty = "no scenarios yet: `mastro budget scenario new` makes one"
      report.show(json: family.common.json)
    }
  }

  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Twelve months side by side: what is left at each month's end, and what could be promised.",
      discussion: """
        The capacity is that of the formula if the scenario came true; what binds is the educator's signed figure alone.
        """)
    @OptionGroup var family: BudgetFamily
    @Argument(help: "The scenarios; otherwise all that begin from the budget of today.") var names: [Slug] = []

    func run() throws {
      let (bookkeeper, household) = try family.open()
      try bookkeeper.compareScenarios(names, of: household).show(json: family.common.json)
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Forget a scenario.")
    @OptionGroup var family: BudgetFamily
    @Argument(help: "The scenario.") var name: Slug

    func run() throws {
      let (bookkeeper, household) = try family.open()
      try bookkeeper.deleteScenario(name, of: household)
      guard !family.common.json else {
        return Console.data((["deleted": .string(name.text)] as JSON).prettyText)
      }
      Console.data("deleted the scenario \(name)")
    }
  }
}

extension ScenarioBase {
  fileprivate var told: String { isOutdated ? "earlier \(sort.rawValue)" : sort.rawValue }
}

extension DrawnScenarios {
  func show(json: Bool) {
    guard !json else { return Console.data(self.json.prettyText) }
    Console.data("From the \(base.sort.rawValue) of \(base.day); what is left at the end of each month\n")
    Console.data(report.table(totals: []) + "\n")
    for drawing in drawings { Console.data(drawing.sentence) }
    if base.isOutdated { Console.note("warning: there is a newer \(base.sort.rawValue); draw the scenario anew on it") }
    if !(drawings.first?.outcome.cash.isOpeningKnown ?? true) {
      Console.note("warning: nobody knows what is in hand, so the months begin at 0.00")
    }
    let unknown = drawings.first?.outcome.cash.unknown ?? []
    if !unknown.isEmpty {
      let names = unknown.map(\.description).joined(separator: ", ")
      Console.note("warning: left out, because nobody knows the amount: \(names)")
    }
  }

  /// A column for each budget; long names are cut, so that three scenarios fit beside the base in 80 columns.
  private var report: Report {
    let names = drawings.map { $0.outcome.name }
    var report = Report(
      columns: [.init("Month")]
        + names.map { name in
          .init(Wording(verbatim: name.count > 14 ? name.prefix(13) + "…" : name), name, right: true)
        })
    let months = drawings.first?.outcome.cash.points.map(\.month) ?? []
    report.rows = months.indices.map { index in
      [.text(months[index])] + drawings.map { .money($0.outcome.cash.points[index].balance) }
    }
    report.rows.append([.text("")] + drawings.map { _ in .text("") })
    func row(_ title: String, _ cell: (Drawing) -> Report.Cell) {
      report.rows.append([.text(title)] + drawings.map(cell))
    }
    row("Lowest") { .money($0.outcome.cash.lowest?.balance) }
    row("in") { .text($0.outcome.cash.lowest?.month.description ?? "") }
    row("Below zero") { .text($0.outcome.cash.firstBelowZero?.description ?? "never") }
    row("Left over") { .money($0.outcome.totals.rest) }
    row("Capacity") { $0.capacity.map { .money($0.terms.capacity.money) } ?? .text("unknown") }
    return report
  }

  private var json: JSON {
    var object: JSONObject = [
      "base": [
        "id": .string(base.id.description), "kind": .string(base.sort.rawValue), "day": .string(base.day.description),
        "outdated": .bool(base.isOutdated),
      ],
      "budgets": .array(drawings.map(\.json)),
    ]
    if let parameters { object["parameters"] = .string(parameters.text) }
    return .object(object)
  }
}

extension DrawnScenarios.Drawing {
  /// When the money ends, and what could be promised.
  fileprivate var sentence: String {
    let cash =
      outcome.cash.firstBelowZero.map {
        "the money does not last beyond \($0.advanced(by: -1)), in \($0) it is below zero"
      }
      ?? "the money lasts"
    guard let capacity else {
      return "\(outcome.name): \(cash); no capacity\(fault.map { ": \($0)" } ?? ", because no parameters hold yet")"
    }
    let promise = capacity.terms.capacity.money
    return "\(outcome.name): \(cash); "
      + (promise.isPositive ? "it could promise \(promise) a month" : "for now it could promise no instalment")
  }

  fileprivate var json: JSON {
    let cash = outcome.cash
    let months = cash.points.map { point -> JSON in
      [
        "month": .string(point.month.description), "income": .integer(point.income.cents),
        "expenses": .integer(point.expenses.cents), "debts": .integer(point.debts.cents),
        "envelopes": .integer(point.envelopes.cents), "balance": .integer(point.balance.cents),
      ]
    }
    var object: JSONObject = [
      "name": .string(outcome.name), "opening": .integer(cash.opening.cents),
      "openingKnown": .bool(cash.isOpeningKnown), "months": .array(months),
      "rest": .integer(outcome.totals.rest.cents), "restDifference": .integer(outcome.difference.rest.cents),
      "unknown": .array(cash.unknown.map { .string($0.description) }),
    ]
    if let lowest = cash.lowest {
      object["lowest"] = ["month": .string(lowest.month.description), "balance": .integer(lowest.balance.cents)]
    }
    if let month = cash.firstBelowZero { object["firstBelowZero"] = .string(month.description) }
    if let capacity {
      object["capacity"] = .integer(capacity.terms.capacity.money.cents)
      object["binding"] = .string(capacity.binding.bound.rawValue)
      object["formula"] = .string(CapacityFormula.id.text)
    }
    if let fault { object["capacityFault"] = .string(fault.description) }
    return .object(object)
  }
}
