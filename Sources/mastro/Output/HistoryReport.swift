import Bookkeeping
import LedgerCore

extension HistoryStep {
  static let columns: [Report.Column] = [
    .init("Position", right: true), .init("Entry", "id"), .init("Kind"), .init("Stream"), .init("Effective"),
    .init("Recorded"), .init("Signed by", "person"), .init("Role"),
  ]

  var cells: [Report.Cell] {
    let header = entry.header
    return [
      .number(entry.position), .text(header.id), .text(header.kind), .text(header.stream), .text(header.effective),
      .text(header.recorded), .text(person), .text(header.role.rawValue),
    ]
  }

  var json: JSON {
    var object: JSONObject = [:]
    for (column, cell) in zip(HistoryStep.columns, cells) { object[column.member] = cell.json }
    return .object(object)
  }
}
