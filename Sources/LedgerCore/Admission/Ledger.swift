public import Sodium
public import TransparencyLog

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
  /// - Parameter signer: the key that will sign, where it is known already.
  public func prepare(
    _ requests: [EntryRequest], recorded now: Instant, signer: KeyID? = nil, sign: (Draft) throws -> SignedEntry
  ) throws -> [SignedEntry] {
    try store.read { log in
      let layer = try LayeredLog(over: log)
      let trial = admitter.trial(above: layer.size)
      let seen = try layer.treeHead()
      let recorded = try recording(now, after: seen, in: log)
      return try requests.map { request in
        let draft = try trial.draft(request, on: layer, seen: seen, recorded: recorded, signer: signer)
        let signed = try sign(draft)
        try trial.append(draft, signed: signed, to: layer)
        return signed
      }
    }
  }

  /// The same for a person who signs elsewhere, one entry after the other: the draft of the first request that is not
  /// signed yet; nil when all are.
  ///
  /// Those that are signed must still be admitted, as their submission will ask them again.
  public func draftNext(
    _ requests: [EntryRequest], signed: [SignedEntry], recorded now: Instant, signer: KeyID?
  ) throws -> Draft? {
    try store.read { log in
      let layer = try LayeredLog(over: log)
      let trial = admitter.trial(above: layer.size)
      let seen = try layer.treeHead()
      for entry in signed { try trial.admit(entry, to: layer) }
      guard requests.count > signed.count else { return nil }
      let before = signed.map(\.entry.header.recorded).max() ?? now
      return try trial.draft(
        requests[signed.count], on: layer, seen: seen, recorded: max(before, try recording(now, after: seen, in: log)),
        signer: signer)
    }
  }

  /// Never before what the signer has seen.
  private func recording(_ now: Instant, after seen: TreeHead, in log: any LogReader) throws -> Instant {
    seen.size == 0 ? now : max(now, try log.recorded(at: seen.size - 1))
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
      let recorded = try recording(now, after: seen, in: log)
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
    let (receipts, trial) = try store.write { log in
      let trial = admitter.trial(above: try log.size)
      return (try entries.map { try admit($0, now: now, with: trial, to: log).receipt }, trial)
    }
    admitter.folds.adopt(trial.folds)
    return receipts
  }

  /// Admits submissions of several people in one transaction; each is all or nothing by itself, and sees what those
  /// before it have left. What was admitted is on disk when this returns.
  ///
  /// - Returns: for each submission its receipts, or why it was refused; and the log's head after all of them.
  /// - Throws: what the store could not do; then nothing is written of any of them.
  public func submit(
    together submissions: [[SignedEntry]], now: Instant
  ) throws -> (answers: [Result<[Receipt], Refusal>], head: TreeHead) {
    let (answers, head, trial) = try store.write { log in
      let trial = admitter.trial(above: try log.size)
      let answers = try submissions.map { entries -> Result<[Receipt], Refusal> in
        do {
          return .success(try admit(entries, now: now, with: trial, to: log))
        } catch let refusal as Refusal {
          return .failure(refusal)
        }
      }
      return (answers, try log.treeHead(), trial)
    }
    admitter.folds.adopt(trial.folds)
    return (answers, head)
  }

  /// Appends all entries, or none where one of them is refused.
  ///
  /// A single entry is judged before anything is appended; several are judged on a layer first, for the transaction is
  /// not this submission's alone and cannot be rolled back for it.
  private func admit(
    _ entries: [SignedEntry], now: Instant, with admitter: Admitter, to log: any LogWriter
  ) throws -> [Receipt] {
    guard entries.count > 1 else {
      return try entries.map { try admit($0, now: now, with: admitter, to: log).receipt }
    }
    let layer = try LayeredLog(over: log)
    let trial = admitter.trial(above: layer.size)
    let admitted = try entries.map { try admit($0, now: now, with: trial, to: layer) }
    for case let addition? in admitted.map(\.addition) { try log.append(addition) }
    admitter.folds.adopt(trial.folds)
    return admitted.map(\.receipt)
  }

  /// - Returns: no addition where the entry stands in the log already.
  private func admit(
    _ signed: SignedEntry, now: Instant, with admitter: Admitter, to log: any LogWriter
  ) throws -> (receipt: Receipt, addition: Addition?) {
    let id = signed.entry.id
    if let position = try log.position(of: id), try log.stored(at: position).payload == signed.envelope.payload {
      return (Receipt(id: id, position: position), nil)
    }
    try checkClock(signed.entry.header.recorded, now: now)
    let addition = try admitter.admit(signed, to: log)
    return (Receipt(id: id, position: try log.size - 1), addition)
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
