public import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Sodium

/// The bank lines that wait for an entry; with `includesAll` those that are explained too.
public enum BankListing: ListView {
  public static let noun = "bank"
  public static let title: Wording = "Bank inbox"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let matches: [Report.Column] = query.includesAll ? [.init("Match"), .init("Entries")] : []
    var report = Report(
      columns: [
        .init("Line", "key"), .init("Account"), .init("Booked"), .init("Amount", right: true),
        .init("Counterparty"), .init("Description"), .init("Reference"), .init("Suggestion", "suggestions"),
      ] + matches)
    report.rows = try viewer.bookkeeper.bankInbox(account: query.account, includingMatched: query.includesAll)
      .map { cells($0, viewer, query) }
    report.empty = query.includesAll ? "no bank lines yet" : "no line waits"
    return report
  }

  private static func cells(_ item: InboxLine, _ viewer: Viewer, _ query: ListQuery) -> [Report.Cell] {
    let suggestions = item.suggestions.map { "\($0.kind) \($0.id)" }
    let isShown = viewer.sight == .everything
    let details = isShown ? item.details : nil
    let cells: [Report.Cell] = [
      .key(of: item), .text(item.line.account), .day(item.line.booked), .money(item.line.amount),
      .optional(details?.counterparty),
      details.map { .text($0.description) } ?? (isShown ? .forgotten : .none), .optional(details?.reference),
      Report.Cell(json: .array(suggestions.map { .string($0) }), text: suggestions.joined(separator: ", ")),
    ]
    return query.includesAll ? cells + [.optional(item.match?.id), .list(item.match?.entries ?? [])] : cells
  }
}

extension Report.Cell {
  /// The whole key for programs, its shortest beginning for people.
  public static func key(of item: InboxLine) -> Report.Cell {
    Report.Cell(json: .string(item.line.key.hex), text: item.handle)
  }
  /// Programs get nothing, people a word.
  public static var forgotten: Report.Cell { .words("(forgotten)", json: nil) }
}
