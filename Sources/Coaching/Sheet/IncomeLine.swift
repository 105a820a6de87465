public import LedgerCore

/// Something that comes in.
public struct IncomeLine: Codable, Sendable, Hashable {
  public enum Source: String, Codable, Sendable, CaseIterable {
    case salary, pension, selfEmployment = "self-employment", benefit, maintenance, familyHelp = "family-help", rent,
      service, other
    /// Neither income nor a benefit of the formula: it pays for what the disability costs.
    case disabilityAllowance = "disability-allowance"
  }

  /// How far one can count on it.
  public enum Certainty: String, Codable, Sendable, CaseIterable {
    case reliable
    /// Comes every month or so, never the same: the 25th percentile of `history` counts, or 80 % of the amount.
    case irregular
    /// Some months of the year only: the worse of two years counts; `history` holds 24 months.
    case seasonal
    case oneOff = "one-off"
  }

  public let amount: Told
  public let certainty: Certainty
  public let frequency: Frequency
  /// Monthly sums as they were, oldest first, months without any as 0.00; absent where nobody has them.
  public let history: [WrittenAmount]?
  /// In the family's words, or the employer's name.
  public let name: String
  /// The next day on which it comes; absent: the first of the sheet's first month in which it can.
  public let next: CivilDate?
  /// The name of the expense that this benefit pays, which it may not exceed in the formula; absent where the family
  /// may spend it on anything.
  public let pays: String?
  public let source: Source
  /// A stream of the ledger from which the line comes by itself.
  public let stream: StreamID?
  /// Withheld every time for a salary-backed debt before the family sees the money; `amount` is what it sees.
  public let withheld: WrittenAmount?

  public init(
    name: String, source: Source, amount: Told, frequency: Frequency, certainty: Certainty = .reliable,
    next: CivilDate? = nil, history: [Money]? = nil, pays: String? = nil, withheld: Money? = nil,
    stream: StreamID? = nil
  ) {
    self.amount = amount
    self.certainty = certainty
    self.frequency = frequency
    self.history = history.map { $0.map(WrittenAmount.init) }
    self.name = name
    self.next = next
    self.pays = pays
    self.source = source
    self.stream = stream
    self.withheld = withheld.map(WrittenAmount.init)
  }
}
