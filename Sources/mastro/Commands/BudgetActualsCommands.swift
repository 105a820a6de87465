import ArgumentParser
import Bookkeeping
import Coaching
import LedgerCore
import LedgerViews

struct BudgetLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines", abstract: "The family's bank lines that have no category yet, or all of them.",
    discussion: "A category with a * comes from a rule.")
  @OptionGroup var family: BudgetFamily
  @Option(help: "Only this month (YYYY-MM).") var month: CivilMonth?
  @Flag(help: "Sorted lines too.") var all = false

  func run() throws {
    let (bookkeeper, household) = try family.open()
    var report = Report(columns: SortedLine.columns)
    report.rows = try bookkeeper.actualLines(of: household, in: month).filter { all || $0.category == nil }
      .map(\.cells)
    report.empty = all ? "no bank lines: `mastro budget import` takes them in" : "no line waits for a category"
    report.show(json: family.common.json)
  }
}

struct BudgetCategorize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "categorize", abstract: "Say where bank lines belong: these, or all with a text.",
    discussion: """
      mastro budget categorize Rossi 3f0a91c2 --to expense:Affitto
      mastro budget categorize Rossi --always "ENEL ENERGIA" --to expense:Luce
      A category is a line of the family's newest budget, a group such as group:food, or transfer for money that only
      moves between the family's own accounts.
      """)
  @OptionGroup var family: BudgetFamily
  @Argument(help: "The lines, by the beginning of their keys as `mastro budget lines` shows them.") var lines:
    [String] =
      []
  @Option(help: "The category: expense:Affitto, group:food, transfer; or a name that is one line's alone.")
  var to: String?
  @Option(help: "Remember it: every line with this text, now and in files to come.") var always: String?
  @Flag(help: "Take back what was said about the lines; rules hold for them again.") var clear = false
  @Flag(help: "Show what would change; write nothing.") var dryRun = false

  func validate() throws {
    guard clear != (to != nil) else { throw ValidationError("say where the lines belong (--to), or --clear") }
    guard !lines.isEmpty || always != nil else { throw ValidationError("name a line, or a text with --always") }
    guard !clear || always == nil else { throw ValidationError("--clear is about lines, not about a rule") }
  }

  func run() throws {
    let (bookkeeper, household) = try family.open()
    let category = try to.map { try bookkeeper.category($0, of: household) }
    let sorting = try bookkeeper.sort(lines, as: category, always: always, of: household, isTried: dryRun)
    var report = Report(columns: SortedLine.columns)
    report.rows = sorting.lines.map(\.cells)
    guard !family.common.json else {
      var object: JSONObject = ["lines": report.json, "written": .bool(!dryRun)]
      if let rule = sorting.rule {
        object["rule"] = ["category": .string(rule.category.description), "text": .string(rule.text)]
        object["byRule"] = .integer(sorting.byRule)
      }
      return Console.data(JSON.object(object).prettyText)
    }
    if !report.rows.isEmpty { Console.data(report.table) }
    if let rule = sorting.rule {
      Console.data("lines with '\(rule.text)' belong to \(rule.category): \(sorting.byRule) of those that are here")
    }
    if dryRun { Console.note("nothing was written") }
  }
}

struct BudgetRulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "The texts by which a family's bank lines are sorted.",
    discussion: "Newest first; of the rules that fit a line the first one holds.")
  @OptionGroup var family: BudgetFamily
  @Option(help: "Take this rule away, by its number; what it sorted has no category again.") var remove: Int?

  func run() throws {
    let (bookkeeper, household) = try family.open()
    if let remove {
      let rule = try bookkeeper.removeCategoryRule(remove, of: household)
      Console.note("removed: lines with '\(rule.text)' belong to \(rule.category)")
    }
    var report = Report(columns: [
      .init("Rule", "number", right: true), .init("Text"), .init("Category"), .init("Direction"),
    ])
    report.rows = try bookkeeper.categoryRules(of: household).enumerated().map { index, rule in
      [.number(index + 1), .text(rule.text), .text(rule.category), .optional(rule.sign?.rawValue)]
    }
    report.empty = "no rules yet: `mastro budget categorize --always TEXT` makes one"
    report.show(json: family.common.json)
  }
}

struct BudgetForget: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Forget the statements and lines of one of the family's accounts.",
    discussion: "For a file that was taken in by mistake, or when the family wants it. What was signed stays signed.")
  @OptionGroup var family: BudgetFamily
  @Option(help: "The account, as the family calls it.") var account: Slug

  func run() throws {
    let (bookkeeper, household) = try family.open()
    let count = try bookkeeper.forgetActuals(ofAccount: account, of: household)
    guard !family.common.json else {
      return Console.data((["account": .string(account.text), "forgotten": .integer(count)] as JSON).prettyText)
    }
    Console.data("forgot the account \(account) with \(count) lines")
  }
}

struct BudgetActuals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actuals", abstract: "A month of the family's plan against what its bank says.")
  @OptionGroup var family: BudgetFamily
  @Option(help: "The month (YYYY-MM); the one before this month otherwise.") var month: CivilMonth?
  @OptionGroup var told: ToldActuals
  @Flag(help: "The month as it was sealed when it was checked.") var checked = false

  func validate() throws {
    guard !checked || told.actuals == nil else { throw ValidationError("what was checked takes no --actuals") }
  }

  func run() throws {
    let (bookkeeper, household) = try family.open()
    let month = month ?? CivilMonth(bookkeeper.surroundings.now.date).advanced(by: -1)
    let found =
      try checked
      ? bookkeeper.checkedMonth(of: household, month)
      : bookkeeper.actualMonth(of: household, month, adding: told.file())
    let realism = try bookkeeper.realism(of: household, through: month)
    guard !family.common.json else { return Console.data(found.json(realism).prettyText) }
    Console.data("\(month), by the plan of \(found.plan.day)\n")
    Console.data(found.lineReport.table + "\n")
    if !found.record.groups.isEmpty { Console.data(found.groupReport.table + "\n") }
    Console.data(found.totalReport.table)
    let unmatched = found.record.unmatched
    if unmatched.count > 0 {
      Console.data(
        "\n\(unmatched.count == 1 ? "1 line has" : "\(unmatched.count) lines have") no category: "
          + "\(unmatched.incoming) came in, \(unmatched.outgoing) went out")
    }
    if let realism { Console.data("\nPlan and life differ by \(realism.sentence)") }
    told.tell(found)
    if let day = found.checked {
      Console.note(
        checked ? "as it was sealed on \(day)" : "checked on \(day): `--checked` shows what was sealed then")
    }
    if !checked { for sentence in found.warnings { Console.note("warning: \(sentence)") } }
  }
}

extension Indicator {
  fileprivate var sentence: String {
    let limit = threshold.map { "; above \($0.value) % one looks at the plan again" } ?? ""
    return "\(reading) % over the last months, at most three\(limit)"
  }
}

extension ActualMonth {
  fileprivate var warnings: [String] {
    (lineCount == 0 && told.isEmpty ? ["no bank line of \(month) was taken in"] : [])
      + gaps.map { "no statement of \($0.account) says anything of \($0.from) to \($0.through)" }
  }

  private static let amounts: [Report.Column] = [
    .init("Planned", right: true), .init("Actual", right: true), .init("Difference", right: true),
  ]

  private static func cells(_ planned: Money?, _ actual: Money) -> [Report.Cell] {
    [
      planned.map { .money($0) } ?? Report.Cell(json: nil, text: "unknown"), .money(actual),
      .money(planned.map { actual - $0 }),
    ]
  }

  fileprivate var lineReport: Report {
    var report = Report(columns: [.init("Line")] + ActualMonth.amounts)
    report.rows = record.lines.map { [.text($0.line)] + ActualMonth.cells($0.planned, $0.actual) }
    return report
  }

  fileprivate var groupReport: Report {
    var report = Report(columns: [.init("Expenses", "group")] + ActualMonth.amounts)
    report.rows = record.groups.map { [.text($0.group.rawValue)] + ActualMonth.cells($0.planned, $0.actual) }
    return report
  }

  fileprivate var totalReport: Report {
    var report = Report(columns: [.init("Altogether", "total")] + ActualMonth.amounts)
    report.rows = [
      [.text("comes in")] + ActualMonth.cells(record.income.planned, record.income.actual),
      [.text("goes out")] + ActualMonth.cells(record.outgoing.planned, record.outgoing.actual),
    ]
    return report
  }

  fileprivate func json(_ realism: Indicator?) -> JSON {
    var object: JSONObject = [
      "month": .string(month.description), "plan": .string(plan.id.description), "lines": lineReport.json,
      "groups": groupReport.json, "totals": totalReport.json, "bankLines": .integer(lineCount),
      "toldLines": .integer(told.count),
      "unsorted": [
        "count": .integer(record.unmatched.count), "in": .integer(record.unmatched.incoming.cents),
        "out": .integer(record.unmatched.outgoing.cents),
      ],
      "deviation": .integer(record.deviation.cents), "planned": .integer(record.planned.cents),
      "gaps": .array(
        gaps.map { ["account": .string($0.account.text), "from": "\($0.from)", "through": "\($0.through)"] }),
    ]
    if let realism {
      object["realism"] = [
        "percent": .string(realism.reading.description), "flag": .string(realism.flag.rawValue),
        "formula": .string(realism.formula), "parameters": .string(realism.parameters),
      ]
    }
    return .object(object)
  }
}
