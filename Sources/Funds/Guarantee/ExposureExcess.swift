public import LedgerCore

/// Guarantees that promise more than the policy's multiplier makes of the reserve: a reserve that paid, or a policy that
/// became stricter, after they were issued.
extension FundState: AwaitingState {
  public var mayAwait: Bool { isOpen }

  public func awaiting(_ stream: StreamID, in books: BooksAtRest) -> [Awaiting] {
    guard let fund = Slug(stream.key) else { return [] }
    return restrictions.keys.sorted().compactMap { name in
      let purse = Restriction(fund: fund, name: name)
      let exposure = Money(cents: -books.balance(Chart.exposure(purse)))
      let reserve = Money(cents: -books.balance(Chart.guaranteeReserve(purse)))
      let limit = books.policy.guaranteeLimit(reserve: reserve)
      guard exposure > limit else { return nil }
      return Awaiting(
        code: "guarantee.exposure-exceeded",
        sentence: "guarantees of \(purse) stand at \(exposure), and its reserve of \(reserve) allows \(limit)")
    }
  }
}
