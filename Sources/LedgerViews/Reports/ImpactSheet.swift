import Bookkeeping
import Funds
import LedgerCore
import Pages

/// What the help has led to; groups below five are not told.
public enum ImpactSheet: ReportView {
  public static let name = "impact"
  public static let title: Wording = "Impact"
  public static let audience = ReportAudience.everybody

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let impact = try desk.reader.impact()
    var sheet = blank(desk)
    sheet.figure(
      "Helped", "helped", .toldCount(impact.helped),
      "different households and people since \(desk.reader.scope.from)")
    for line in impact.outcomes { sheet.figure(words(line.name), line.name, .toldCount(line.count)) }
    sheet.picture(picture("Who was helped, by instrument", impact.byInstrument, of: "instrument"))
    sheet.table("By instrument", "instruments", report(impact.byInstrument, "Instrument", of: "instrument"))
    sheet.picture(picture("Who was helped, by purpose", impact.byPurpose, of: "purpose"))
    sheet.table("By purpose", "purposes", report(impact.byPurpose, "Purpose", of: "purpose"))
    sheet.table("By target group", "groups", report(impact.byGroup, "Group", of: "group"))
    sheet.note(
      "Groups of one to four are not told; where one of them is in a table, no other is told that could be subtracted."
    )
    return sheet
  }

  /// The heading of an outcome: its code as words.
  private static func words(_ code: String) -> Wording {
    let words = code.replacing("-", with: " ")
    return Wording(code: code, of: "outcome", english: words.prefix(1).uppercased() + words.dropFirst())
  }

  private static func report(_ lines: [ImpactReport.Line], _ title: Wording, of member: String) -> Report {
    var report = Report(columns: [
      .init(title, "name"), .init("Helped", "count", right: true), .init("Amount", right: true),
    ])
    report.rows = lines.map { [.code($0.name, of: member), .toldCount($0.count), .money($0.amount)] }
    report.empty = "nobody was helped in these days"
    return report
  }

  private static func picture(_ title: Wording, _ lines: [ImpactReport.Line], of member: String) -> Picture {
    let told = lines.filter { $0.count != nil }
    return Picture(
      .bars, title: title,
      summary: "Different households and people; those who were helped twice count once in each bar.",
      categories: .codes(told.map(\.name), of: member), categoryTitle: "For",
      series: [.init("Helped", told.map(\.count))], quantity: .whole)
  }
}
