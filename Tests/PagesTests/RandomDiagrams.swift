import LedgerCore
import SeededRandom

@testable import Pages

/// Charts of any form with figures of any size, and texts that try to break out.
struct RandomDiagrams {
  var random: SeededGenerator

  static let hostile = [
    "</text></svg><script>alert(1)</script>", "\" onload=\"alert(1)", "' onmouseover='x", "<!--", "-->", "]]>",
    "&amp;&#60;&lt;", "<style>*{display:none}</style>", "\u{0}\u{1}\u{B}\u{7F}\u{85}", "\u{FFFE}\u{1FFFF}",
    "\u{202E}abc",
    "url(https://example.org/x.png)", "javascript:alert(1)", "{{name}}", "Łódź – دار السلام", "e\u{301}", "", " ",
  ]
  static let plain = ["Rent", "Emergency help", "Condominio di via Roma 12, scala B", "الإيجار", "1–30 days"]

  mutating func text() -> String { random.pick(Self.hostile + Self.plain) }

  mutating func value() -> Int? {
    switch random.below(12) {
    case 0: nil
    case 1: 0
    case 2: Int.random(in: Int.min...Int.max, using: &random)
    case 3: random.pick([1, -1, 99, 100, JSON.maximumInteger, -JSON.maximumInteger])
    case 4...6: -random.below(500_000)
    default: random.below(5_000_000)
    }
  }

  mutating func quantity() -> Quantity {
    random.pick([.euro, .whole, .minutes, .decimal(places: 2), .percent(places: 1)])
  }

  mutating func categories(_ count: Int) -> Diagram.Categories {
    let first = CivilDate(dayNumber: 19_000 + random.below(2_000))
    switch random.below(3) {
    case 0: return .names((0..<count).map { _ in text() })
    case 1: return .months((0..<count).map { first.adding(months: $0) })
    default:
      let gap = 1 + random.below(40)
      return .days((0..<count).map { first.adding(days: $0 * gap) })
    }
  }

  mutating func diagram(_ form: Diagram.Form? = nil) -> Diagram {
    let count = random.below(20)
    let form =
      form ?? random.pick([.bars, .columns, .stackedBars, .stackedColumns, .lines, .steps, .waterfall(levels: [0])])
    let isWaterfall = if case .waterfall = form { true } else { false }
    let series = (0..<(isWaterfall ? 1 : 1 + random.below(10))).map { _ in
      Diagram.Series(text(), (0..<count).map { _ in value() })
    }
    return Diagram(
      form, title: text(), summary: text(), categories: categories(count), categoryTitle: text(), series: series,
      quantity: quantity(), size: random.pick([.wide, .half]), marksLowest: random.below(2) == 0,
      showsTable: random.below(2) == 0)
  }

  mutating func language() -> Language { random.pick(Language.all) }

  mutating func inline() -> Inline {
    let (name, words) = (text(), text())
    return "\(name) \(Money(cents: value() ?? 0)) \(strong: "\(words)") \(Inline(words).written(in: language()))"
  }

  /// A page with every sort of block.
  mutating func page() -> Page {
    let table = Table(
      caption: text(), columns: (0..<4).map { Table.Column(text(), isFigure: $0 > 1) },
      rows: (0..<random.below(4)).map { _ in
        [.text(text()), .inline(inline()), .figure(value() ?? 0, quantity()), random.pick([.none, .notDefined])]
      }, totals: [.text(text()), .none, .money(Money(cents: value() ?? 0)), .none], empty: text())
    let blocks: [Block] = [
      .figures([Figure(text(), inline(), note: inline()), Figure(text(), nil)]), .paragraph(inline()), .note(inline()),
      .list([inline(), inline()]), .table(table), .diagram(diagram()),
      .columns([[.section(inline(), [.diagram(diagram())])], [.paragraph(inline())]]),
    ]
    return Page(
      language: language(), title: text(), subtitle: inline(), orientation: random.pick([.portrait, .landscape]),
      blocks: [.section(inline(), blocks)], footer: [inline()])
  }
}
