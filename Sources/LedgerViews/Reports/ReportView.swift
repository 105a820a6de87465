public import Bookkeeping
public import LedgerCore

/// What a report may be asked for, besides its days and the size of the log.
public struct ReportQuery: Sendable {
  public var fund: Slug?
  public var household: ULID?
  /// How many of the tightest families the coaching report lists.
  public var tightest = 10
  /// Counts for people outside: nobody is named, and groups below five are not told.
  public var isPublic = false

  public init(fund: Slug? = nil, household: ULID? = nil) {
    self.fund = fund
    self.household = household
  }
}

/// A name of something that a report takes.
public enum ReportOption: String, Sendable, CaseIterable {
  case fund, household, tightest
  case isPublic = "public"
}

/// Who a report is fit for.
public enum ReportAudience: String, Sendable {
  /// Sums and counts alone, small groups suppressed: anybody.
  case everybody
  /// Accounts and sums, and no person.
  case members
  /// Single families, by name or pseudonym.
  case staff
}

/// A report of the catalogue: its name on the command line, what it takes, and how it is made.
public protocol ReportView: SendableMetatype {
  static var name: String { get }
  static var title: Wording { get }
  static var takes: Set<ReportOption> { get }
  /// What it cannot do without.
  static var needs: Set<ReportOption> { get }
  static var audience: ReportAudience { get }
  static func sheet(_ desk: ReportDesk) throws -> ReportSheet
}

extension ReportView {
  public static var takes: Set<ReportOption> { [] }
  public static var needs: Set<ReportOption> { [] }

  /// Whether anybody may see it as it was asked for.
  public static func isForEverybody(_ query: ReportQuery) -> Bool {
    audience == .everybody || query.isPublic && takes.contains(.isPublic)
  }

  static func blank(_ desk: ReportDesk, title: Wording? = nil) -> ReportSheet {
    ReportSheet(name, title: title ?? self.title, scope: desk.reader.scope)
  }
}

/// Where one report is made: one view of the log, what was asked for, and whose names may be told.
public struct ReportDesk {
  public let reader: ReportReader
  public let query: ReportQuery
  let viewer: Viewer

  public init(_ reader: ReportReader, _ query: ReportQuery, _ viewer: Viewer) {
    self.reader = reader
    self.query = query
    self.viewer = viewer
  }

  func names() throws -> Names { try viewer.names() }
}
