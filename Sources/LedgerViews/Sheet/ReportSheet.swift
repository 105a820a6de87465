public import Bookkeeping
public import LedgerCore

/// A whole report: figures, tables, pictures and remarks; one description, shown as text, JSON, CSV or a page.
public struct ReportSheet: Sendable {
  /// What follows the figures, from top to bottom.
  public enum Part: Sendable {
    case table(TablePart)
    /// On the page alone: everywhere else its figures stand in a table.
    case picture(Picture)
    case note(Wording)
  }

  /// A list with its heading.
  public struct TablePart: Sendable {
    public let caption: Wording
    /// Its member in JSON, and its name for `--table`.
    public let member: String
    public let report: Report
    public var totals: [Report.Cell] = []
    /// False where a diagram beside it shows the same figures with a table of its own.
    var isOnPage = true

    /// Rows of RFC 4180 under the names that JSON uses, without totals.
    public var csv: String {
      let rows = report.rows.map { CommaSeparatedExport.row($0.map(\.separated)) }
      return ([CommaSeparatedExport.row(report.columns.map(\.member))] + rows).joined()
    }
  }

  /// The report's name on the command line.
  public let name: String
  public let title: Wording
  public let scope: ReportScope
  public private(set) var figures = Card()
  /// What stands below a figure on the page, by its member.
  private(set) var explanations: [String: Wording] = [:]
  public var parts: [Part] = []
  public var isWide = false
  /// What a person must look at; the program then ends with exit code 7.
  public var finding: Wording?

  public init(_ name: String, title: Wording, scope: ReportScope) {
    self.name = name
    self.title = title
    self.scope = scope
  }

  public mutating func figure(_ title: Wording, _ member: String, _ cell: Report.Cell, _ explanation: Wording? = nil) {
    figures.add(title, member, cell)
    explanations[member] = explanation
  }

  public mutating func table(_ caption: Wording, _ member: String, _ report: Report, totals: [Report.Cell] = []) {
    parts.append(.table(TablePart(caption: caption, member: member, report: report, totals: totals)))
  }

  public mutating func picture(_ picture: Picture) { parts.append(.picture(picture)) }

  /// A picture whose figures are also a table: beside the picture on the page, by itself everywhere else.
  public mutating func picture(_ picture: Picture, _ member: String, _ report: Report) {
    var picture = picture
    picture.showsTable = true
    parts.append(.picture(picture))
    parts.append(.table(TablePart(caption: picture.title, member: member, report: report, isOnPage: false)))
  }

  public mutating func note(_ note: Wording) { parts.append(.note(note)) }

  public var tables: [TablePart] {
    parts.compactMap { part in if case .table(let table) = part { table } else { nil } }
  }

  public var json: JSON {
    var object: JSONObject = ["report": .string(name), "asOf": .string(scope.asOf.description)]
    object["from"] = .string(scope.from.description)
    if let size = scope.size { object["size"] = .integer(size) }
    if !figures.lines.isEmpty { object["figures"] = figures.json }
    for table in tables { object[table.member] = table.report.json }
    if let finding { object["finding"] = .string(finding.english) }
    return .object(object)
  }

  public var text: String {
    let known = scope.size.map { ", as known at size \($0)" } ?? ""
    var blocks = [title.english + ", as of \(scope.asOf)" + known]
    if !figures.shown.isEmpty { blocks.append(figures.shown.joined(separator: "\n")) }
    for part in parts {
      switch part {
      case .table(let table):
        let body = table.report.rows.isEmpty ? table.report.empty.english : table.report.table(totals: table.totals)
        blocks.append(table.caption.english + "\n\n" + body)
      case .note(let note): blocks.append(note.english)
      case .picture: break
      }
    }
    return blocks.joined(separator: "\n\n")
  }
}
