public import Funds
public import LedgerCore

/// Restrictions from donor to use: who gave for what, what it paid for, what is left.
public struct RestrictionReport: Sendable {
  /// One donor's contribution, or a funder's capital.
  public struct Source: Sendable {
    public let stream: StreamID
    public let restriction: Restriction
    /// The party, where the donor is known to the ledger.
    public let donor: ULID?
    /// The body that wants its capital back.
    public let funder: Slug?
    public let pledged: Money
    public let received: Money
    /// Gone back to where it came from.
    public let returned: Money
  }

  public let scope: ReportScope
  public let flows: [RestrictionFlows]
  public let sources: [Source]

  /// All flows that stand in any restriction, in the order in which people read them.
  public var flowsInUse: [MoneyFlow] { Set(flows.flatMap(\.flows.keys)).sorted() }
}

extension RestrictionReport.Source {
  init?(_ found: Found<ContributionState>, bounced: Money) {
    guard let restriction = found.state.restriction else { return nil }
    self.init(
      stream: found.stream, restriction: restriction, donor: found.state.donor, funder: nil,
      pledged: found.state.isPledged ? found.state.outstanding + bounced : .zero,
      received: found.state.received - bounced, returned: found.state.refunded)
  }

  init?(_ found: Found<CapitalState>, bounced: Money) {
    guard let restriction = found.state.restriction else { return nil }
    self.init(
      stream: found.stream, restriction: restriction, donor: nil, funder: found.state.funder, pledged: .zero,
      received: found.state.received - bounced, returned: found.state.returned)
  }
}
