import FinancialArithmetic
import LedgerCore
import Pages

/// A list as people and programs read it: one description, an aligned table, JSON, rows of CSV or a table of a page.
struct Report {
  /// One column: its heading for people, its member for programs.
  struct Column {
    let title: String
    let member: String
    var alignRight = false

    init(_ title: String, _ member: String? = nil, right: Bool = false) {
      self.title = title
      self.member = member ?? title.lowercased()
      alignRight = right
    }
  }

  /// What stands in a column: what programs get, and how people see it.
  struct Cell {
    let json: JSON?
    let text: String
    /// Where a page writes it in its own way; it stands as text otherwise.
    var page: Table.Cell?

    static func text(_ text: some CustomStringConvertible) -> Cell {
      Cell(json: .string(text.description), text: text.description)
    }
    static func optional(_ text: (some CustomStringConvertible)?) -> Cell {
      Cell(json: text.map { .string($0.description) }, text: text?.description ?? "")
    }
    static func number(_ number: Int) -> Cell {
      Cell(json: .integer(number), text: String(number), page: .figure(number, .whole))
    }
    /// Cents for programs, decimals for people.
    static func money(_ money: Money) -> Cell {
      Cell(json: .integer(money.cents), text: money.description, page: .money(money))
    }
    /// Nothing where there is no amount.
    static func money(_ money: Money?) -> Cell { money.map { .money($0) } ?? .none }
    static func day(_ day: CivilDate) -> Cell {
      Cell(json: .string(day.description), text: day.description, page: .day(day))
    }
    static func day(_ day: CivilDate?) -> Cell { day.map { .day($0) } ?? .none }
    static func minutes(_ minutes: Int) -> Cell {
      Cell(
        json: .integer(minutes), text: Language.english.write(minutes, .minutes).replacing("\u{A0}", with: " "),
        page: .figure(minutes, .minutes))
    }
    /// The decimal as a text for programs, or null where it is not defined.
    static func ratio(_ ratio: Ratio) -> Cell {
      guard let value = ratio.value else { return notDefined(ratio) }
      let page = Table.Cell.figure(value.scaled, .decimal(places: value.decimals))
      return Cell(json: .string(value.description), text: value.description, page: page)
    }
    /// A ratio that counts parts of a hundred.
    static func percent(_ ratio: Ratio) -> Cell {
      guard let value = ratio.value else { return notDefined(ratio) }
      let page = Table.Cell.figure(value.scaled, .percent(places: value.decimals))
      return Cell(json: .string(value.description), text: value.description + "%", page: page)
    }
    private static func notDefined(_ ratio: Ratio) -> Cell {
      Cell(json: .null, text: ratio.description, page: .notDefined)
    }
    static let none = Cell(json: nil, text: "", page: Table.Cell.none)
    static func amount(_ amount: Int, _ commodity: Commodity) -> Cell {
      Cell(
        json: .integer(amount), text: commodity.format(amount),
        page: .figure(amount, .decimal(places: commodity.decimals)))
    }
    static func list(_ items: [some CustomStringConvertible]) -> Cell {
      Cell(
        json: .array(items.map { .string($0.description) }), text: items.map(\.description).joined(separator: " "))
    }
    static func flag(_ flag: Bool, _ word: String) -> Cell { Cell(json: .bool(flag), text: flag ? word : "") }
  }

  let columns: [Column]
  var rows: [[Cell]] = []
  /// What to say where there is nothing.
  var empty = "nothing yet"

  func show(json: Bool) {
    if json {
      Console.data(self.json.prettyText)
    } else if rows.isEmpty {
      Console.note(empty)
    } else {
      Console.data(table)
    }
  }

  /// One object for each row.
  var json: JSON { .array(rows.map { object($0) }) }

  func object(_ row: [Cell]) -> JSON {
    var object: JSONObject = [:]
    for (column, cell) in zip(columns, row) { object[column.member] = cell.json }
    return .object(object)
  }

  var table: String { table(totals: []) }

  /// - Parameter totals: a last row, set apart by a line; empty for none.
  func table(totals: [Cell]) -> String {
    let totalRows = totals.isEmpty ? [] : [totals]
    var widths = columns.map(\.title.count)
    for row in rows + totalRows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.text.count) }
    }
    let heading = columns.enumerated().map { pad($1.title, widths[$0], right: $1.alignRight) }
    func line(_ row: [Cell]) -> [String] {
      row.enumerated().map { pad($1.text, widths[$0], right: columns[$0].alignRight) }
    }
    let rule = totals.isEmpty ? [] : [widths.map { String(repeating: "-", count: $0) }]
    return ([heading] + rows.map(line) + rule + totalRows.map(line)).map { trimmed($0.joined(separator: "  ")) }.joined(
      separator: "\n")
  }

  private func pad(_ text: String, _ width: Int, right: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return right ? space + text : text + space
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

/// One thing with its members, as people and programs read it.
struct Card {
  var lines: [(title: String, member: String, cell: Report.Cell)] = []

  mutating func add(_ title: String, _ member: String? = nil, _ cell: Report.Cell) {
    lines.append((title, member ?? title.lowercased(), cell))
  }

  var json: JSON {
    var object: JSONObject = [:]
    for line in lines { object[line.member] = line.cell.json }
    return .object(object)
  }

  func show(json: Bool) {
    guard !json else { return Console.data(self.json.prettyText) }
    for line in shown { Console.data(line) }
  }

  /// Title and text of each member that has one.
  var shown: [String] {
    let width = lines.map(\.title.count).max() ?? 0
    return lines.filter { !$0.cell.text.isEmpty }.map { line in
      line.title + String(repeating: " ", count: width - line.title.count + 2) + line.cell.text
    }
  }
}
