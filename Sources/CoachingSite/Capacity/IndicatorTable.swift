import LedgerCore
import Coaching
import MastroWeb
import Pages

/// Indicators, each with its threshold and who says so.
enum IndicatorTable {
  static func table(_ visit: Visit, _ indicators: [Indicator]) -> Table {
    let words = CoachingWords(visit)
    return Table(
      caption: visit.say("Indicators"),
      columns: [
        Table.Column(visit.say("Indicator")), Table.Column(visit.say("Value"), isFigure: true),
        Table.Column(visit.say("Threshold"), isFigure: true), Table.Column(visit.say("Attention")),
        Table.Column(visit.say("Who sets the threshold")),
      ],
      rows: indicators.map { indicator in
        [
          .inline(words.code(indicator.name, of: "indicator")), reading(indicator.reading, indicator.unit, visit),
          indicator.threshold.map { .inline(figure($0.value, indicator.unit, visit)) } ?? .none,
          indicator.flag == .none ? .none : .inline("\(strong: words.code(indicator.flag, of: "flag"))"),
          indicator.threshold.map { .inline(Inline($0.source).written(in: .english)) } ?? .none,
        ]
      })
  }

  static func reading(_ reading: Reading, _ unit: Indicator.Unit, _ visit: Visit) -> Table.Cell {
    switch reading {
    case .value(let value): .inline(figure(value, unit, visit))
    case .moreThan(let value): .inline(visit.say("more than \(figure(value, unit, visit))"))
    case .notDefined: .notDefined
    }
  }

  private static func figure(_ figure: Coaching.Figure, _ unit: Indicator.Unit, _ visit: Visit) -> Inline {
    switch unit {
    case .percent: "\(figure.hundredths, as: .percent(places: 2))"
    case .months: visit.say("\(figure.hundredths, as: .decimal(places: 2)) months")
    }
  }
}

/// What is at hand at the end of each month.
enum CashDiagram {
  static func diagram(_ visit: Visit, _ lines: [(name: String, balances: [Money])], months: [CivilMonth]) -> Diagram {
    let all = lines.flatMap { line in zip(months, line.balances).map { (line.name, $0, $1) } }
    let lowest = all.min { $0.2 < $1.2 }
    let summary = lowest.map { visit.text("The lowest point: \($0.2) at the end of \($0.1), \($0.0).") } ?? ""
    return Diagram(
      .lines, title: visit.text("At hand at the end of each month"), summary: summary,
      categories: .months(months.map(\.firstDay)), categoryTitle: visit.text("Month"),
      series: lines.map { .init($0.name, $0.balances.map(\.cents)) }, quantity: .euro, marksLowest: true,
      showsTable: lines.count > 1)
  }
}
