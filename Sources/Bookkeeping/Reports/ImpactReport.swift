public import Funds
public import LedgerCore

/// What the help has led to, in numbers that name nobody: groups below five are not told.
public struct ImpactReport: Sendable {
  /// Help that one household, or one person who lives in none, was given.
  public struct Help: Sendable, Hashable {
    /// `grant`, `voucher`, `loan`, `guarantee`, `plan`, `service`.
    public let instrument: String
    public let beneficiary: ULID
    public let purpose: Slug
    public let group: TargetGroup?
    public let amount: Money

    public init(instrument: String, beneficiary: ULID, purpose: Slug, group: TargetGroup? = nil, amount: Money) {
      self.instrument = instrument
      self.beneficiary = beneficiary
      self.purpose = purpose
      self.group = group
      self.amount = amount
    }
  }

  /// One line of a breakdown; count and amount are nil where they are not told.
  public struct Line: Sendable, Hashable {
    public let name: String
    public let count: Int?
    public let amount: Money?
  }

  public let scope: ReportScope
  /// Different households and persons helped in the scope; nil where they are so few that they are not told.
  public let helped: Int?
  public let byInstrument: [Line]
  public let byPurpose: [Line]
  public let byGroup: [Line]
  /// Households with each outcome, recorded in the scope.
  public let outcomes: [Line]

  public init(_ help: [Help], outcomes: [OutcomeRecorded.Indicator: Int], scope: ReportScope) {
    self.scope = scope
    let everybody = Set(help.map(\.beneficiary)).count
    helped = SmallGroups.hidden([everybody], isTotalKnown: false) == [true] ? nil : everybody
    byInstrument = ImpactReport.lines(help) { $0.instrument }
    byPurpose = ImpactReport.lines(help) { $0.purpose.text }
    byGroup = ImpactReport.lines(help) { $0.group?.rawValue ?? "no group" }
    let indicators = OutcomeRecorded.Indicator.allCases
    let counts = indicators.map { outcomes[$0] ?? 0 }
    self.outcomes = zip(zip(indicators, counts), SmallGroups.hidden(counts, isTotalKnown: false)).map {
      Line(name: $0.0.rawValue, count: $1 ? nil : $0.1, amount: nil)
    }
  }

  private static func lines(_ help: [Help], by name: (Help) -> String) -> [Line] {
    let groups = Dictionary(grouping: help, by: name).map { name, help in
      (
        name: name, count: Set(help.map(\.beneficiary)).count,
        amount: help.reduce(Money.zero) { $0 + $1.amount }
      )
    }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    return zip(groups, SmallGroups.hidden(groups.map(\.count))).map { group, isHidden in
      Line(name: group.name, count: isHidden ? nil : group.count, amount: isHidden ? nil : group.amount)
    }
  }
}
