import Bookkeeping
public import Coaching
import FinancialArithmetic
import LedgerCore

/// How indicators are told.
public enum IndicatorViews {
  public static func words(_ name: Indicator.Name) -> Wording {
    switch name {
    case .housingOverburden: "housing of disposable income"
    case .debtService: "instalments of income"
    case .arrears: "arrears in months of income"
    case .bufferMonths: "money at hand in months of needs"
    case .realism: "plan against life, three months"
    case .survivalMonths: "months without the main income"
    }
  }

  public static func table(_ indicators: [Indicator]) -> Report {
    var report = Report(columns: [
      .init("Indicator", "name"), .init("Value", "reading", right: true), .init("Threshold", right: true),
      .init("Flag"), .init("Source of the threshold", "source"),
    ])
    report.rows = indicators.map { indicator in
      [
        .words(words(indicator.name), json: .string(indicator.name.rawValue)), value(indicator),
        limit(indicator.threshold, indicator.unit), flag(indicator), .optional(indicator.threshold?.source),
      ]
    }
    return report
  }

  public static func limit(_ threshold: Threshold?, _ unit: Indicator.Unit) -> Report.Cell {
    guard let threshold else { return .none }
    return .words(reading(threshold.value.description, unit), json: .string(threshold.value.description))
  }

  /// A day's indicators in one row, flags as stars.
  public static func cells(_ record: [Indicator]?) -> [Report.Cell] {
    Indicator.Name.allCases.map { name in
      guard let record else { return .words("not readable", json: nil) }
      guard let found = record.first(where: { $0.name == name }) else { return .none }
      let stars = String(repeating: "*", count: found.flag == .critical ? 2 : found.flag == .flagged ? 1 : 0)
      return Report.Cell(json: .string(found.reading.description), text: value(found).text + stars)
    }
  }

  /// One for each indicator, in the order of the cells.
  public static let columns = zip(
    Indicator.Name.allCases,
    ["Housing", "Instalments", "Arrears", "At hand", "Plan and life", "Without income"] as [Wording]
  ).map { Report.Column($1, $0.rawValue, right: true) }

  private static func value(_ indicator: Indicator) -> Report.Cell {
    let text = indicator.reading.description
    guard indicator.reading != .notDefined else { return .text(text) }
    return .words(reading(text, indicator.unit), json: .string(text))
  }

  private static func reading(_ value: String, _ unit: Indicator.Unit) -> Wording {
    unit == .percent ? Wording(verbatim: value + " %") : "\(value) months"
  }

  private static func flag(_ indicator: Indicator) -> Report.Cell {
    let json = JSON.string(indicator.flag.rawValue)
    guard indicator.flag != .none else { return Report.Cell(json: json, text: "") }
    return .words(indicator.flag == .critical ? "critical" : "above", json: json)
  }
}
