public import LedgerCore

/// What somebody has left hanging: a freeze whose day is over, a broken plan after its time to cure.
extension PlanState: AwaitingState {
  public var mayAwait: Bool { freeze != nil || status == .breached }

  public func awaiting(_ stream: StreamID, in books: BooksAtRest) -> [Awaiting] {
    var found: [Awaiting] = []
    if let freeze, freeze.until < books.today {
      found.append(
        Awaiting(
          code: "eviction.freeze-over",
          sentence:
            "the eviction of the plan \(stream.key) was frozen through \(freeze.until), and nobody has ended it"
        ))
    }
    if status == .breached, let breach, let rules = agreed?.terms.breach {
      let through = breach.noticed.adding(days: rules.cureDays)
      if through < books.today {
        found.append(
          Awaiting(
            code: "plan.undecided",
            sentence:
              "the plan \(stream.key) was broken and could be cured through \(through); nobody has decided"))
      }
    }
    return found
  }
}
