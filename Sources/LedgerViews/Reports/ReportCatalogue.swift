public import Bookkeeping
import LedgerCore
public import Pages

/// Every report by the name that the command line gives it.
public enum ReportCatalogue {
  public static let all: [any ReportView.Type] = [
    FundSheet.self, PortfolioSheet.self, AgeingSheet.self, ExposureSheet.self, PlansSheet.self, ServiceSheet.self,
    HouseholdSheet.self, TrialBalanceSheet.self, RestrictionsSheet.self, RefusalsSheet.self, ImpactSheet.self,
    CoachingSheet.self, LabsSheet.self,
  ]

  /// The report of a name; refused where there is none.
  public static func report(_ name: String) throws -> any ReportView.Type {
    guard let found = all.first(where: { $0.name == name }) else {
      throw ViewRefusals.unknown([
        "name": name, "thing": "report", "known": all.map { $0.name }.joined(separator: ", "),
      ])
    }
    return found
  }
}

/// A report with the place of the log that its figures can be checked against.
public struct ReadReport: Sendable {
  public let sheet: ReportSheet
  public let provenance: String
  let origin: Wording

  /// The place of the log in the reader's language, for the foot of a page.
  public func provenance(_ words: ViewWords) -> Inline { words.inline(origin) }
}

extension Viewer {
  /// A report of the catalogue, read on one view of the log.
  public func report(_ name: String, _ scope: ReportScope, _ query: ReportQuery = ReportQuery()) throws -> ReadReport {
    try report(ReportCatalogue.report(name), scope, query)
  }

  public func report(
    _ report: any ReportView.Type, _ scope: ReportScope, _ query: ReportQuery = ReportQuery()
  ) throws -> ReadReport {
    for (option, isGiven) in [(ReportOption.fund, query.fund != nil), (.household, query.household != nil)]
    where report.needs.contains(option) && !isGiven {
      throw ViewRefusals.optionMissing(["name": report.name, "option": option.rawValue])
    }
    return try bookkeeper.report(scope) { reader in
      ReadReport(
        sheet: try report.sheet(ReportDesk(reader, query, self)), provenance: try reader.provenance(),
        origin: try reader.origin().map { ledger, size, root in
          "computed from \(size) entries of the ledger \(ledger), root of the log \(root)"
        } ?? "an empty ledger")
    }
  }
}
