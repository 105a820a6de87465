public import LedgerCore

/// A list as people and programs read it: one description, an aligned table, JSON, rows of CSV or a table of a page.
public struct Report: Sendable {
  /// One column: its heading for people, its member for programs.
  public struct Column: Sendable {
    public let title: Wording
    public let member: String
    public var alignRight = false

    public init(_ title: Wording, _ member: String? = nil, right: Bool = false) {
      self.title = title
      self.member = member ?? title.english.lowercased()
      alignRight = right
    }
  }

  public let columns: [Column]
  public var rows: [[Cell]] = []
  /// What to say where there is nothing.
  public var empty: Wording = "nothing yet"
  /// What else a person should know.
  public var remarks: [Wording] = []

  public init(columns: [Column]) { self.columns = columns }

  /// One object for each row.
  public var json: JSON { .array(rows.map { object($0) }) }

  public func object(_ row: [Cell]) -> JSON {
    var object: JSONObject = [:]
    for (column, cell) in zip(columns, row) { object[column.member] = cell.json }
    return .object(object)
  }

  public var table: String { table(totals: []) }

  /// - Parameter totals: a last row, set apart by a line; empty for none.
  public func table(totals: [Cell]) -> String {
    let totalRows = totals.isEmpty ? [] : [totals]
    var widths = columns.map(\.title.english.count)
    for row in rows + totalRows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.text.count) }
    }
    let heading = columns.enumerated().map { pad($1.title.english, widths[$0], right: $1.alignRight) }
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
