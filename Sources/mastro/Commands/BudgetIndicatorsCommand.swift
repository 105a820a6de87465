import ArgumentParser
import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore

/// How indicators are told.
enum IndicatorViews {
  static func words(_ name: Indicator.Name) -> String {
    switch name {
    case .housingOverburden: "housing of disposable income"
    case .debtService: "instalments of income"
    case .arrears: "arrears in months of income"
    case .bufferMonths: "money at hand in months of needs"
    case .realism: "plan against life, three months"
    case .survivalMonths: "months without the main income"
    }
  }

  static func table(_ indicators: [Indicator]) -> Report {
    var report = Report(columns: [
      .init("Indicator", "name"), .init("Value", "reading", right: true), .init("Threshold", right: true),
      .init("Flag"), .init("Source of the threshold", "source"),
    ])
    report.rows = indicators.map { indicator in
      [
        Report.Cell(json: .string(indicator.name.rawValue), text: words(indicator.name)), value(indicator),
        limit(indicator.threshold, indicator.unit),
        Report.Cell(json: .string(indicator.flag.rawValue), text: indicator.flag == .none ? "" : flag(indicator)),
        .optional(indicator.threshold?.source),
      ]
    }
    return report
  }

  static func limit(_ threshold: Threshold?, _ unit: Indicator.Unit) -> Report.Cell {
    guard let threshold else { return .none }
    return Report.Cell(json: .string(threshold.value.description), text: "\(threshold.value) \(word(unit))")
  }

  /// A day's indicators in one row, flags as stars.
  static func cells(_ record: [Indicator]?) -> [Report.Cell] {
    Indicator.Name.allCases.map { name in
      guard let record else { return Report.Cell(json: nil, text: "not readable") }
      guard let found = record.first(where: { $0.name == name }) else { return .none }
      let stars = String(repeating: "*", count: found.flag == .critical ? 2 : found.flag == .flagged ? 1 : 0)
      return Report.Cell(json: .string(found.reading.description), text: value(found).text + stars)
    }
  }

  /// One for each indicator, in the order of the cells.
  static let columns = zip(
    Indicator.Name.allCases, ["Housing", "Instalments", "Arrears", "At hand", "Plan and life", "Without income"]
  ).map { Report.Column($1, $0.rawValue, right: true) }

  private static func value(_ indicator: Indicator) -> Report.Cell {
    let text = indicator.reading.description
    return Report.Cell(
      json: .string(text), text: indicator.reading == .notDefined ? text : "\(text) \(word(indicator.unit))")
  }

  private static func word(_ unit: Indicator.Unit) -> String { unit == .percent ? "%" : "months" }

  private static func flag(_ indicator: Indicator) -> String {
    indicator.flag == .critical ? "critical" : "above"
  }
}

struct BudgetIndicatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators", abstract: "A family's indicators, each with its threshold and who says so.",
    discussion: """
      Today's rest on the newest snapshot that the family has confirmed, with what the ledger knows, and on the months
      checked so far: they are what `mastro capacity assess` would seal. With --history: as they were sealed with each
      assessment, and how near the plan was to life after each check of a month. --json has inputs and formulas.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Flag(help: "How they have changed.") var history = false

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.budget(of: bookkeeper.familyID(household))
    if history { return try show(bookkeeper.indicatorHistory(of: book)) }
    let (snapshot, indicators) = try bookkeeper.indicators(of: book)
    guard !common.json else {
      return Console.data(
        JSON.object([
          "day": .string(book.day.description), "indicators": try JSONEncoding.encode(indicators),
          "snapshot": .string(snapshot.id.description),
        ]).prettyText)
    }
    Console.data("\(book.day), by the snapshot of \(snapshot.day)\n")
    IndicatorViews.table(indicators).show(json: false)
  }

  private func show(_ records: [IndicatorRecord]) throws {
    guard !common.json else {
      return Console.data(try JSON.array(records.map { try object($0) }).prettyText)
    }
    var report = Report(columns: [.init("Of", "day"), .init("From", "origin")] + IndicatorViews.columns)
    report.rows = records.map { record in
      [.day(record.day), .text(record.words)] + IndicatorViews.cells(record.indicators)
    }
    report.empty = "nobody has assessed this family, and no month was checked"
    report.show(json: false)
    let found = Set(records.flatMap { $0.indicators ?? [] }.map(\.flag))
    if found.contains(.flagged) || found.contains(.critical) { Console.data("\n* above the threshold, ** critical") }
  }

  private func object(_ record: IndicatorRecord) throws -> JSON {
    var object: JSONObject = [
      "day": .string(record.day.description), "id": .string(record.id.description), "origin": .string(record.code),
    ]
    if case .monthCheck(let month) = record.origin { object["month"] = .string(month.description) }
    object["indicators"] = try record.indicators.map { try JSONEncoding.encode($0) } ?? .null
    return .object(object)
  }
}

extension IndicatorRecord {
  fileprivate var code: String {
    switch origin {
    case .assessment: "assessment"
    case .monthCheck: "month-check"
    }
  }

  fileprivate var words: String {
    switch origin {
    case .assessment: "assessment"
    case .monthCheck(let month): "check of \(month)"
    }
  }
}
