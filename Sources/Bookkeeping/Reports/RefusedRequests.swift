public import LedgerCore

/// Requests that somebody has refused, with the reason; a refusal that was reversed is not among them.
public struct RefusedRequests: Sendable {
  /// One refusal.
  public struct Case: Sendable {
    public let stream: StreamID
    /// `grant`, `loan`, `guarantee`, `guarantee claim`, `plan`.
    public let instrument: String
    /// A code of the closed list of its kind.
    public let reason: String
    public let on: CivilDate
    /// What was asked for; nil where the request names no amount.
    public let amount: Money?

    public init(stream: StreamID, instrument: String, reason: String, on: CivilDate, amount: Money?) {
      self.stream = stream
      self.instrument = instrument
      self.reason = reason
      self.on = on
      self.amount = amount
    }
  }

  /// All refusals of one instrument for one reason.
  public struct Group: Sendable {
    public let instrument: String
    public let reason: String
    public let count: Int
    public let amount: Money
  }

  public let cases: [Case]

  public init(_ cases: [Case]) { self.cases = cases }

  /// What a kind such as `guarantee.claim-refused` refuses.
  static func instrument(of kind: Kind) -> String {
    kind.text.split { ".-".contains($0) }.dropLast().joined(separator: " ")
  }

  /// The most frequent first.
  public var groups: [Group] {
    struct Key: Hashable {
      let instrument: String
      let reason: String
    }
    return Dictionary(grouping: cases) { Key(instrument: $0.instrument, reason: $0.reason) }.map { key, cases in
      Group(
        instrument: key.instrument, reason: key.reason, count: cases.count,
        amount: cases.reduce(.zero) { $0 + ($1.amount ?? .zero) })
    }.sorted { ($1.count, $0.instrument, $0.reason) < ($0.count, $1.instrument, $1.reason) }
  }

  public var instruments: [String] { Set(cases.map(\.instrument)).sorted() }
}
