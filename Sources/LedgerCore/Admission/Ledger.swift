public import Sodium
import TransparencyLog

/// What the ledger answers to a submission: where the entry stands for ever.
public struct Receipt: Hashable, Sendable {
  public let id: ULID
  /// 0-based index in the log.
  public let position: Int

  public init(id: ULID, position: Int) {
    self.id = id
    self.position = position
  }
}

/// A store with rules in front of it: drafts are previewed, signed entries are admitted, everything else is refused.
public final class Ledger: Sendable {
  public let store: any EventStore
  public let admitter: Admitter
  /// How far `recorded` may be from the writer's clock, in seconds.
  public static let clockTolerance = (past: 86_400, future: 600)
  public static let largestSubmission = 10_000

  public init(store: any EventStore, rulebook: Rulebook) {
    self.store = store
    admitter = Admitter(rulebook: rulebook)
  }

  /// Drafts requests one on top of the other, as one submission would carry them, and signs each in turn.
  ///
  /// An entry signs the hash of its predecessor's envelope, so the second of two entries in one stream can only be
  /// drafted when the first is signed. Nothing is written; `submit` runs the same rules again.
  public func prepare(
    _ requests: [EntryRequest], recorded now: Instant, sign: (Draft) throws -> SignedEntry
  ) throws -> [SignedEntry] {
    try store.read { log in
      let layer = try LayeredLog(over: log)
      let seen = try layer.treeHead()
      let recorded = seen.size == 0 ? now : max(now, try log.recorded(at: seen.size - 1))
      return try requests.map { request in
        let draft = try admitter.draft(request, on: layer, seen: seen, recorded: recorded)
        let signed = try sign(draft)
        try layer.append(draft.addition(signed))
        return signed
      }
    }
  }

  /// Drafts, signs and appends in one transaction, all or nothing; on disk when it returns.
  ///
  /// For people whose keys are unlocked in this process. The rules run once, under the lock, on the state at that moment,
  /// and what they were asked about is what is signed: nobody can be faster in between.
  /// - Parameter key: the key of a member.
  public func record(
    _ requests: [EntryRequest], recorded now: Instant, key: (ULID) throws -> SigningKey
  ) throws -> [(signed: SignedEntry, receipt: Receipt)] {
    precondition(requests.count <= Ledger.largestSubmission, "a submission has at most 10,000 entries")
    return try store.write { log in
      let seen = try log.treeHead()
      let recorded = seen.size == 0 ? now : max(now, try log.recorded(at: seen.size - 1))
      return try requests.map { request in
        let key = try key(request.actor)
        let draft = try admitter.draft(
          request, on: log, seen: seen, recorded: recorded, signer: key.publicKey.keyID)
        let signed = SignedEntry(draft.entry, with: key)
        try admitter.append(draft, signed: signed, to: log)
        return (signed, Receipt(id: request.id, position: try log.size - 1))
      }
    }
  }

  /// Admits entries in order, all or nothing; they are on disk when this returns.
  ///
  /// Sending again what was admitted before gives the original receipts: the id is the idempotency key.
  public func submit(_ entries: [SignedEntry], now: Instant) throws -> [Receipt] {
    precondition(entries.count <= Ledger.largestSubmission, "a submission has at most 10,000 entries")
    return try store.write { log in
      try entries.map { signed in
        let id = signed.entry.id
        if let position = try log.position(of: id), try log.stored(at: position).payload == signed.envelope.payload {
          return Receipt(id: id, position: position)
        }
        try checkClock(signed.entry.header.recorded, now: now)
        try admitter.admit(signed, to: log)
        return Receipt(id: id, position: try log.size - 1)
      }
    }
  }

  /// The state of a stream, from the newest entries.
  public func state<State: StreamState>(of stream: StreamID, as type: State.Type = State.self) throws -> State {
    try store.read { try admitter.folds.state(of: stream, as: type, in: $0) }
  }

  private func checkClock(_ recorded: Instant, now: Instant) throws(Refusal) {
    let distance = now.seconds - recorded.seconds
    guard distance <= Ledger.clockTolerance.past, -distance <= Ledger.clockTolerance.future else {
      throw CoreRefusals.recordedFar(["recorded": recorded, "now": now])
    }
  }
}
