public import LedgerCore
import Funds
import LedgerSQLite

/// Taking an entry back, as the command line and the pages propose it alike.
extension Bookkeeper {
  /// An entry that somebody wants to take back.
  public struct Mistake: Sendable {
    public let target: LoggedEntry
    /// True where money moved and nobody has proposed it yet: then this person proposes, and another signs.
    public let isToBeProposed: Bool
    /// Who may sign it: the roles of the entry's own kind.
    public let roles: Set<Role>
  }

  /// What is to be signed to take an entry back; nil where there is no such entry.
  public func mistake(_ entry: ULID) throws -> Mistake? {
    let found = try ledger.store.read { log -> (LoggedEntry, LoggedEntry?)? in
      guard let position = try log.position(of: entry) else { return nil }
      let target = try log.stored(at: position).logged()
      let head = try log.head(of: target.entry.stream)
      return (target, try head.map { try log.stored(at: $0.position).logged() })
    }
    guard let (target, last) = found else { return nil }
    let isProposed = last.map { $0.entry.kind == Reversal.proposed } ?? false
    return Mistake(
      target: target, isToBeProposed: target.entry.postings.movesMoney && !isProposed,
      roles: ledger.admitter.rulebook.kinds[target.entry.kind]?.roles ?? [])
  }

  /// The entry of a stream that can be taken back: its newest standing one, where its kind allows it.
  public func reversible(in stream: StreamID) throws -> LoggedEntry? {
    try ledger.store.read { log in
      var standing: [LoggedEntry] = []
      for position in try log.positions(of: stream, after: 0) {
        let logged = try log.stored(at: position).logged()
        switch logged.entry.kind {
        case Reversal.proposed: continue
        case Reversal.reversed: standing.removeLast(min(1, standing.count))
        default: standing.append(logged)
        }
      }
      guard let newest = standing.last,
        ledger.admitter.rulebook.kinds[newest.entry.kind]?.isReversible == true
      else { return nil }
      return newest
    }
  }

  /// The proposals of a reversal that wait for a second person, in the streams of some families.
  public func proposedReversals(of families: [String]) throws -> [Mistake] {
    try ledger.store.read { log in
      try families.flatMap { try log.streams(family: $0) }.compactMap { stream -> ULID? in
        guard let head = try log.head(of: stream) else { return nil }
        let last = try log.stored(at: head.position).logged()
        guard last.entry.kind == Reversal.proposed else { return nil }
        return try JSON.parse(last.entry.body, form: .canonical)["target"]?.string.flatMap { ULID($0) }
      }
    }.compactMap { try mistake($0) }
  }

  /// The office's own number of a stream.
  public func fileNumber(of stream: StreamID) throws -> String? { try vault.fileNumbers()[stream] }
}

extension Bookkeeper {
  /// The stream that the office calls by a number.
  public func streamNumbered(_ number: String) throws -> StreamID? { try vault.stream(fileNumber: number) }
}
