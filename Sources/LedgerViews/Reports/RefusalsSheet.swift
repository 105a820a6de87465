import Bookkeeping
import LedgerCore
import Pages

/// Refused requests by reason.
public enum RefusalsSheet: ReportView {
  public static let name = "refusals"
  public static let title: Wording = "Refused requests"
  public static let audience = ReportAudience.members

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let refusals = try desk.reader.refusals()
    var sheet = blank(desk)
    sheet.figure("Refused", "count", .number(refusals.cases.count), "since \(desk.reader.scope.from)")
    var groups = Report(columns: [
      .init("Instrument"), .init("Reason"), .init("Requests", "count", right: true),
      .init("Asked for", "amount", right: true),
    ])
    groups.rows = refusals.groups.map {
      [.code($0.instrument), .code($0.reason), .number($0.count), .money($0.amount)]
    }
    groups.empty = "nothing was refused"
    if !refusals.groups.isEmpty {
      sheet.picture(
        Picture(
          .bars, title: "Why requests were refused", summary: "Refused requests by instrument and reason.",
          categories: .names(
            refusals.groups.map {
              "\(Wording(code: $0.instrument, of: "instrument")): \(Wording(code: $0.reason, of: "reason"))"
            }),
          categoryTitle: "Reason", series: [.init("Requests", refusals.groups.map(\.count))], quantity: .whole))
    }
    sheet.table("By reason", "reasons", groups)
    var cases = Report(columns: [
      .init("Stream"), .init("On"), .init("Reason"), .init("Asked for", "amount", right: true),
    ])
    cases.rows = refusals.cases.map { [.stream($0.stream), .day($0.on), .code($0.reason), .money($0.amount)] }
    cases.empty = "nothing was refused"
    sheet.table("Each of them", "cases", cases)
    return sheet
  }
}
