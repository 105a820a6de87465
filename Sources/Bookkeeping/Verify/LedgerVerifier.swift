import Dispatch
import Funds
public import LedgerCore
import Sodium
import TransparencyLog

/// Re-derives a ledger from its envelopes and compares everything with it: signatures, keys by position, streams, what
/// each signer had seen, the tree, the rules, and all that a store keeps beside the entries.
///
/// Envelopes are examined by themselves on all cores, and entry after entry in log order on the calling thread. Memory
/// grows by 200 to 350 bytes per entry, whatever the entries hold; the most where every entry begins a stream.
///
/// ```swift
/// let report = try LedgerVerifier(workers: 2).verify(store) { done, total in … }
/// ```
public struct LedgerVerifier: Sendable {
  public let rulebook: Rulebook
  /// Threads that examine envelopes beside the calling one.
  public let workers: Int
  static let chunkLength = 512

  public typealias Progress = (_ done: Int, _ total: Int) -> Void

  public init(rulebook: Rulebook = Rulebook.mastro, workers: Int) {
    precondition(workers >= 0, "a verifier has no negative number of workers")
    self.rulebook = rulebook
    self.workers = workers
  }

  /// Verifies the ledger in a store as it stands at this moment; others may write meanwhile.
  ///
  /// Throws only where the store cannot be read at all; whatever is wrong with the ledger stands in the report.
  public func verify(
    _ store: any EventStore, depth: VerificationDepth = .full, anchors: VerificationAnchors = VerificationAnchors(),
    progress: Progress = { _, _ in }
  ) throws -> VerificationReport {
    try store.read { log in
      try verify(StoredEnvelopes(log), depth: depth, anchors: anchors, progress: progress) { examination in
        try StoredTablesExamination(prefix: examination.prefix, depth: depth).check(log)
      }
    }
  }

  /// Verifies a bundle, which proves itself but not that it is the right one: without a ledger id it is unanchored.
  public func verify(
    _ bundle: BundleReader, depth: VerificationDepth = .full, anchors: VerificationAnchors = VerificationAnchors(),
    progress: Progress = { _, _ in }
  ) throws -> VerificationReport {
    var report = try verify(bundle.envelopes, depth: depth, anchors: anchors, progress: progress) { examination in
      try CheckpointExamination(examination: examination).check(bundle.checkpoint, logKey: bundle.logKey)
    }
    report.isAnchored = anchors.ledgerID != nil
    return report
  }

  private func verify(
    _ source: any EnvelopeSource, depth: VerificationDepth, anchors: VerificationAnchors, progress: Progress,
    beside: (LogExamination) throws -> Void
  ) throws -> VerificationReport {
    let keys = KeyDirectory()
    let count = try source.count
    let examination = try LogExamination(source, keys: keys, rulebook: rulebook, depth: depth, anchors: anchors)
    do {
      try examine(source, count: count, keys: keys, with: examination, progress: progress)
      guard count > 0 else { throw IntegrityFailure(.envelopeMalformed, "there is no entry") }
      try beside(examination)
      if let kept = anchors.against { try CheckpointExamination(examination: examination).check(against: kept) }
      return try examination.conclude(entries: count, failure: nil)
    } catch let failure as IntegrityFailure {
      return try examination.conclude(entries: count, failure: failure)
    } catch StoreError.corrupt(let what) {
      let failure = IntegrityFailure(.storeDamaged, at: min(examination.prefix.size, count), what)
      return try examination.conclude(entries: count, failure: failure)
    }
  }

  /// Keeps the workers busy with the chunks ahead while the calling thread takes the entries in order.
  private func examine(
    _ source: any EnvelopeSource, count: Int, keys: KeyDirectory, with examination: LogExamination, progress: Progress
  ) throws {
    let queue = DispatchQueue(label: "envelopes", attributes: .concurrent)
    var ahead: [EnvelopeChunk] = []
    var next = 0
    var damage: (any Error)?
    while true {
      while ahead.count <= 2 * workers, next < count, damage == nil {
        let end = min(next + LedgerVerifier.chunkLength, count)
        do {
          let chunk = EnvelopeChunk(start: next, envelopes: try source.read(next..<end), keys: keys)
          ahead.append(chunk)
          if workers > 0 { queue.async { chunk.work() } }
        } catch {
          damage = error
        }
        next = end
      }
      guard !ahead.isEmpty else { break }
      for examined in ahead.removeFirst().outcome() { try examination.take(try examined.get()) }
      progress(examination.prefix.size, count)
    }
    if let damage { throw damage }
  }
}
