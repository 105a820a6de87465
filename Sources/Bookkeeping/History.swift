import Funds
public import LedgerCore

/// One step of a stream as people read it: what, when, by whom.
public struct HistoryStep: Sendable {
  public let entry: LoggedEntry
  /// The signer's name where the vault holds it, else their id.
  public let person: String
}

extension Bookkeeper {
  /// Everything that has happened in a stream, oldest first.
  public func history(_ stream: StreamID) throws -> [HistoryStep] {
    try ledger.store.read { log in
      try log.positions(of: stream, after: 0).map { try step(log.stored(at: $0).logged()) }
    }
  }

  /// The newest entries of the log before a position, newest last.
  public func history(_ range: Range<Int>) throws -> [HistoryStep] {
    try ledger.store.read { log in
      var steps: [HistoryStep] = []
      try log.scan(range.clamped(to: 0..<log.size)) { steps.append(try step($0.logged())) }
      return steps
    }
  }

  private func step(_ entry: LoggedEntry) throws -> HistoryStep {
    let member = try governing().members[entry.actor]
    return HistoryStep(entry: entry, person: try sealedName(member?.record) ?? entry.actor.description)
  }
}
