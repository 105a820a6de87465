import Bookkeeping
import LedgerCore
import Pages

/// A whole report: figures, tables, pictures and remarks; one description, shown as text, JSON, CSV or a page.
struct ReportSheet {
  /// What follows the figures, from top to bottom.
  enum Part {
    case table(TablePart)
    /// On the page alone: everywhere else its figures stand in a table.
    case diagram(Diagram)
    case note(String)
  }

  /// A list with its heading.
  struct TablePart {
    let caption: String
    /// Its member in JSON, and its name for `--table`.
    let member: String
    var report: Report
    var totals: [Report.Cell] = []
    /// False where a diagram beside it shows the same figures with a table of its own.
    var isOnPage = true
  }

  /// The report's name on the command line.
  let name: String
  let title: String
  let scope: ReportScope
  var figures = Card()
  /// What stands below a figure on the page, by its member.
  var explanations: [String: String] = [:]
  var parts: [Part] = []
  var isWide = false
  /// What a person must look at; the program then ends with exit code 7.
  var finding: String?

  init(_ name: String, title: String, scope: ReportScope) {
    self.name = name
    self.title = title
    self.scope = scope
  }

  mutating func figure(_ title: String, _ member: String, _ cell: Report.Cell, _ explanation: String = "") {
    figures.add(title, member, cell)
    explanations[member] = explanation
  }

  mutating func table(_ caption: String, _ member: String, _ report: Report, totals: [Report.Cell] = []) {
    parts.append(.table(TablePart(caption: caption, member: member, report: report, totals: totals)))
  }

  /// A picture whose figures are also a table: beside the picture on the page, by itself everywhere else.
  mutating func diagram(_ diagram: Diagram, _ member: String, _ report: Report) {
    var diagram = diagram
    diagram.showsTable = true
    parts.append(.diagram(diagram))
    parts.append(.table(TablePart(caption: diagram.title, member: member, report: report, isOnPage: false)))
  }

  var tables: [TablePart] {
    parts.compactMap { part in if case .table(let table) = part { table } else { nil } }
  }

  var json: JSON {
    var object: JSONObject = ["report": .string(name), "asOf": .string(scope.asOf.description)]
    object["from"] = .string(scope.from.description)
    if let size = scope.size { object["size"] = .integer(size) }
    if !figures.lines.isEmpty { object["figures"] = figures.json }
    for table in tables { object[table.member] = table.report.json }
    if let finding { object["finding"] = .string(finding) }
    return .object(object)
  }

  var text: String {
    var blocks = [title + ", as of \(scope.asOf)" + (scope.size.map { ", as known at size \($0)" } ?? "")]
    if !figures.shown.isEmpty { blocks.append(figures.shown.joined(separator: "\n")) }
    for part in parts {
      switch part {
      case .table(let table):
        let body = table.report.rows.isEmpty ? table.report.empty : table.report.table(totals: table.totals)
        blocks.append(table.caption + "\n\n" + body)
      case .note(let note): blocks.append(note)
      case .diagram: break
      }
    }
    return blocks.joined(separator: "\n\n")
  }
}

extension ReportSheet.TablePart {
  /// Rows of RFC 4180 under the names that JSON uses, without totals.
  var csv: String {
    let rows = report.rows.map { CommaSeparatedExport.row($0.map(\.separated)) }
    return ([CommaSeparatedExport.row(report.columns.map(\.member))] + rows).joined()
  }

  var page: Table {
    let columns = report.columns.enumerated().map { index, column in
      let isMoney = report.rows.contains { if case .money = $0[index].page { true } else { false } }
      return Table.Column(column.title + (isMoney ? " (€)" : ""), isFigure: column.alignRight)
    }
    return Table(
      caption: caption, columns: columns, rows: report.rows.map { $0.map(\.onPage) }, totals: totals.map(\.onPage),
      empty: report.empty)
  }
}

extension Report.Cell {
  var onPage: Table.Cell { page ?? (text.isEmpty ? .none : .text(text)) }

  /// The cell in a file for spreadsheets: minutes as a number, and no text that a spreadsheet takes for a formula.
  var separated: String {
    switch page {
    case .figure(let minutes, .minutes): String(minutes)
    case .figure, .money, .day: text
    case .text, .inline, .notDefined, .none?, nil:
      text.first.map { "=+-@\t".contains($0) } == true ? "'" + text : text
    }
  }
}

extension ReportSheet {
  /// The report as a page, with the place of the log that its figures can be checked against.
  func page(_ provenance: String) -> Page {
    let cards = figures.lines.map { line in
      Figure(line.title, line.cell.value, note: explanations[line.member].flatMap { $0.isEmpty ? nil : Inline($0) })
    }
    var blocks: [Block] = cards.isEmpty ? [] : [.figures(cards)]
    if let finding { blocks.append(.note("\(strong: "To be looked at:") \(finding)")) }
    blocks += parts.compactMap { part in
      switch part {
      case .table(let table): table.isOnPage ? .table(table.page) : nil
      case .diagram(let diagram): .diagram(diagram)
      case .note(let note): .note(Inline(note))
      }
    }
    let known: Inline = scope.size.map { ", as known at log size \($0)" } ?? ""
    return Page(
      language: .english, title: title, subtitle: "As of \(scope.asOf)\(known)",
      orientation: isWide ? .landscape : .portrait, blocks: blocks,
      footer: [Inline("mastro report \(name)"), Inline(provenance)])
  }
}

extension Report.Cell {
  /// The cell as a figure of its own; nil where it is not defined.
  fileprivate var value: Inline? {
    switch page {
    case .money(let money): "\(money)"
    case .figure(let value, let quantity): "\(value, as: quantity)"
    case .day(let day): "\(day)"
    case .notDefined: nil
    case .text, .inline, .none?, nil: Inline(text)
    }
  }
}
