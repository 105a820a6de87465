public import LedgerCore

/// A plain-text form of the books that other programs read; every form is written entry by entry, in log order.
///
/// Texts are ASCII with LF line ends, and the same log gives the same bytes. Only entries with postings appear. What is
/// kept in memory is the list of accounts and commodities, never the entries.
public enum TextExport: String, Sendable, CaseIterable {
  case beancount, csv, hledger

  /// - Parameter sink: receives the text in pieces that end with a line; what it throws ends the export.
  public func write(_ log: any LogReader, to sink: (String) throws -> Void) throws {
    switch self {
    case .beancount: try BeancountExport.write(log, to: sink)
    case .csv: try CommaSeparatedExport.write(log, to: sink)
    case .hledger: try HledgerExport.write(log, to: sink)
    }
  }
}
