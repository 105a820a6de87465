public import Bookkeeping
import LedgerCore

extension HistoryStep {
  static let columns: [Report.Column] = [
    .init("Position", right: true), .init("Entry", "id"), .init("Kind"), .init("Stream"), .init("Effective"),
    .init("Recorded"), .init("Signed by", "person"), .init("Role"),
  ]

  /// - Parameter sight: members whose names the reader may not see are told by their id.
  func cells(_ sight: Sight) -> [Report.Cell] {
    let header = entry.header
    return [
      .number(entry.position), .entry(header.id), .code(header.kind), .stream(header.stream), .day(header.effective),
      .text(header.recorded), .text(sight.shows(header.actor) ? person : header.actor.description),
      .code(header.role.rawValue),
    ]
  }
}

extension Report {
  /// Entries of the log, one a row.
  public init(_ steps: [HistoryStep], _ sight: Sight = .everything) {
    self.init(columns: HistoryStep.columns)
    rows = steps.map { $0.cells(sight) }
  }
}
