import LedgerCore

/// A list as people and programs read it: one description, an aligned table or JSON.
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

    static func text(_ text: some CustomStringConvertible) -> Cell {
      Cell(json: .string(text.description), text: text.description)
    }
    static func optional(_ text: (some CustomStringConvertible)?) -> Cell {
      Cell(json: text.map { .string($0.description) }, text: text?.description ?? "")
    }
    static func number(_ number: Int) -> Cell { Cell(json: .integer(number), text: String(number)) }
    /// Cents for programs, decimals for people.
    static func money(_ money: Money) -> Cell { Cell(json: .integer(money.cents), text: money.description) }
    static func amount(_ amount: Int, _ commodity: Commodity) -> Cell {
      Cell(json: .integer(amount), text: commodity.format(amount))
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
      Console.data(JSON.array(rows.map { object($0) }).prettyText)
    } else if rows.isEmpty {
      Console.note(empty)
    } else {
      Console.data(table)
    }
  }

  private func object(_ row: [Cell]) -> JSON {
    var object: JSONObject = [:]
    for (column, cell) in zip(columns, row) { object[column.member] = cell.json }
    return .object(object)
  }

  private var table: String {
    var widths = columns.map(\.title.count)
    for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.text.count) } }
    let heading = columns.enumerated().map { pad($1.title, widths[$0], right: $1.alignRight) }
    let lines = rows.map { row in row.enumerated().map { pad($1.text, widths[$0], right: columns[$0].alignRight) } }
    return ([heading] + lines).map { trimmed($0.joined(separator: "  ")) }.joined(separator: "\n")
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
    let width = lines.map(\.title.count).max() ?? 0
    for line in lines where !line.cell.text.isEmpty {
      let space = String(repeating: " ", count: width - line.title.count + 2)
      Console.data(line.title + space + line.cell.text)
    }
  }
}
