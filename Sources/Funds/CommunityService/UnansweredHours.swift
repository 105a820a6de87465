public import LedgerCore

/// Hours that were done, and that the host has neither confirmed nor disputed in the policy's time; nor has anybody found
/// what counts of those that were disputed.
extension ServiceState: AwaitingState {
  public var mayAwait: Bool { sessions.values.contains(where: \.isOpen) }

  public func awaiting(_ stream: StreamID, in books: BooksAtRest) -> [Awaiting] {
    guard let policy = books.policy.service else { return [] }
    let late = sessions.values.filter { $0.isOpen && $0.answerDue(policy) < books.today }
    guard let oldest = late.map(\.recordedOn).min() else { return [] }
    return [
      Awaiting(
        code: "service.unanswered",
        sentence:
          "\(late.count) sessions of the agreement \(stream.key), the oldest recorded on \(oldest), have had no "
          + "answer for more than \(policy.confirmWithinDays) days")
    ]
  }
}
