public import LedgerCore

/// Urgent help that two persons have paid, and nobody has ratified within the policy's days.
extension GrantState: AwaitingState {
  public var mayAwait: Bool { awaitsRatification }

  public func awaiting(_ stream: StreamID, in books: BooksAtRest) -> [Awaiting] {
    let days = books.policy.urgency?.ratifyWithinDays ?? 0
    guard awaitsRatification, let paidOn, paidOn.adding(days: days) < books.today else { return [] }
    return [
      Awaiting(
        code: "ratification.overdue",
        sentence: "the urgent grant \(stream.key) was paid on \(paidOn), and nobody has ratified it within \(days) days"
      )
    ]
  }
}
