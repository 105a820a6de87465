public import LedgerCore

/// Opening balances that one person has brought, and no other has confirmed.
extension PortfolioState: AwaitingState {
  public var mayAwait: Bool { status == .proposed }

  public func awaiting(_ stream: StreamID, in books: BooksAtRest) -> [Awaiting] {
    guard status == .proposed, let proposal else { return [] }
    return [
      Awaiting(
        code: "portfolio.unconfirmed",
        sentence:
          "\(proposal.count) loans of \(proposal.total) came with the batch \(stream.key), and no second person has "
          + "confirmed it")
    ]
  }
}
