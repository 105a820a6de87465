import Dispatch
public import LedgerCore
import Synchronization

/// Many people submit at once, one transaction after the other writes what has come meanwhile (group commit).
///
/// The disk's answer costs as much for one entry as for a hundred, so submissions that arrive while a transaction runs
/// share the next one and its one fsync. Each is all or nothing by itself: one that is refused disturbs no other. Nobody
/// is answered before the commit.
public final class SubmissionQueue: Sendable {
  /// How much may wait, and how much is written in one go.
  public struct Limits: Sendable {
    /// Submissions; who comes then is told that the ledger is busy.
    public var waiting: Int
    /// Entries of one transaction, so that nobody waits long; a longer submission has one of its own.
    public var together: Int

    public init(waiting: Int = 1_024, together: Int = 1_024) {
      precondition(waiting > 0 && together > 0, "a queue in which nothing may stand writes nothing")
      self.waiting = waiting
      self.together = together
    }
  }

  /// What has come so far, for whoever watches over the server.
  public struct Figures: Sendable, Hashable {
    /// Submissions that were answered with receipts, and their entries.
    public var submissions = 0
    public var entries = 0
    /// Submissions that a rule refused.
    public var refused = 0
    /// Submissions that were turned away, or that the store could not write.
    public var failed = 0
    /// Transactions that were committed.
    public var transactions = 0
    /// Submissions that wait now.
    public var waiting = 0
  }

  private struct Submission: Sendable {
    let entries: [SignedEntry]
    let answer: CheckedContinuation<[Receipt], any Error>
  }

  private struct State {
    var waiting: [Submission] = []
    var isWriting = false
    var isClosed = false
    var closers: [CheckedContinuation<Void, Never>] = []
    var figures = Figures()
  }

  private let bookkeeper: Bookkeeper
  private let limits: Limits
  private let watch: HeadWatch?
  private let state = Mutex(State())
  /// Writing blocks its thread, so it has one of its own.
  private let writer = DispatchQueue(label: "mastro.submissions")

  /// - Parameter watch: is told of what is written.
  public init(_ bookkeeper: Bookkeeper, limits: Limits = Limits(), watch: HeadWatch? = nil) {
    self.bookkeeper = bookkeeper
    self.limits = limits
    self.watch = watch
  }

  /// Admits entries in order, all or nothing; they are on disk when this returns.
  ///
  /// Sending again what was admitted before gives the original receipts: whoever does not know how a submission ended
  /// sends it again.
  /// - Throws: `Refusal` of this submission; `StoreError.busy` where too many wait, or the queue is closed.
  public func submit(_ entries: [SignedEntry]) async throws -> [Receipt] {
    guard (1...Ledger.largestSubmission).contains(entries.count) else {
      throw SubmissionRefusals.size(["most": Ledger.largestSubmission, "count": entries.count])
    }
    return try await withCheckedThrowingContinuation { answer in
      let (isTaken, begins) = state.withLock { state in
        guard !state.isClosed, state.waiting.count < limits.waiting else {
          state.figures.failed += 1
          return (false, false)
        }
        state.waiting.append(Submission(entries: entries, answer: answer))
        defer { state.isWriting = true }
        return (true, !state.isWriting)
      }
      if !isTaken { answer.resume(throwing: StoreError.busy) }
      if begins { writer.async { self.work() } }
    }
  }

  /// Takes nothing more, and returns when everything that waited is answered.
  public func close() async {
    await withCheckedContinuation { closer in
      let isIdle = state.withLock { state in
        state.isClosed = true
        if state.isWriting { state.closers.append(closer) }
        return !state.isWriting
      }
      if isIdle { closer.resume() }
    }
  }

  /// True once `close` was called.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  public var figures: Figures {
    state.withLock { state in
      var figures = state.figures
      figures.waiting = state.waiting.count
      return figures
    }
  }

  private func work() {
    while let group = next() { write(group) }
  }

  /// What is written next: as much as fits together, in the order of arrival; nil when nobody waits.
  private func next() -> [Submission]? {
    let (group, closers) = state.withLock { state in
      var entries = 0
      let group = state.waiting.prefix { submission in
        defer { entries += submission.entries.count }
        return entries == 0 || entries + submission.entries.count <= limits.together
      }
      state.waiting.removeFirst(group.count)
      guard group.isEmpty else { return (Array(group), [CheckedContinuation<Void, Never>]()) }
      state.isWriting = false
      defer { state.closers = [] }
      return ([], state.closers)
    }
    for closer in closers { closer.resume() }
    return group.isEmpty ? nil : group
  }

  /// Writes a group in one transaction.
  ///
  /// Where the store fails, nothing of it is written, and nobody knows whose fault it was: each gets a transaction of its
  /// own. Where another program holds the lock, all are told at once rather than one after the other.
  private func write(_ group: [Submission]) {
    do {
      let answers = try admit(group.map(\.entries))
      note { $0.transactions += 1 }
      tell(group, answers)
    } catch StoreError.busy {
      for submission in group { fail(submission, StoreError.busy) }
    } catch {
      guard group.count > 1 else { return fail(group[0], error) }
      for submission in group { write([submission]) }
    }
  }

  private func admit(_ group: [[SignedEntry]]) throws -> [Result<[Receipt], Refusal>] {
    let (ledger, now) = (bookkeeper.ledger, bookkeeper.surroundings.now)
    guard group.count > 1 || group[0].count <= limits.together else {
      // Alone in its transaction, so that rolling back is enough and no layer must hold all of it.
      do {
        let receipts = try ledger.submit(group[0], now: now)
        if let last = receipts.map(\.position).max() { watch?.grow(to: last + 1) }
        return [.success(receipts)]
      } catch let refusal as Refusal {
        return [.failure(refusal)]
      }
    }
    let (answers, head) = try ledger.submit(together: group, now: now)
    watch?.grow(to: head, by: SubmissionQueue.harmless(group, answers))
    return answers
  }

  /// The positions of entries that concern nobody's membership, and nothing that the vault holds.
  private static func harmless(_ group: [[SignedEntry]], _ answers: [Result<[Receipt], Refusal>]) -> [Int] {
    zip(group, answers).flatMap { entries, answer in
      zip(entries, (try? answer.get()) ?? [])
        .filter { $0.0.entry.stream != .ledger && !Bookkeeper.isFollowed($0.0.entry.kind) }.map { $0.1.position }
    }
  }

  private func tell(_ group: [Submission], _ answers: [Result<[Receipt], Refusal>]) {
    var later: [(Submission, [Receipt])] = []
    for (submission, answer) in zip(group, answers) {
      switch answer {
      case .success(let receipts):
        if submission.entries.contains(where: { Bookkeeper.isFollowed($0.entry.kind) }) {
          later.append((submission, receipts))
        } else {
          succeed(submission, receipts)
        }
      case .failure(let refusal):
        note { $0.refused += 1 }
        submission.answer.resume(throwing: refusal)
      }
    }
    // Nobody waits for the vault but those whose entries concern it.
    for (submission, receipts) in later { follow(submission, receipts) }
  }

  private func follow(_ submission: Submission, _ receipts: [Receipt]) {
    do {
      try bookkeeper.follow(submission.entries.map(\.entry.kind))
      watch?.changePeople()
      succeed(submission, receipts)
    } catch {
      fail(submission, error)
    }
  }

  private func succeed(_ submission: Submission, _ receipts: [Receipt]) {
    note { figures in
      figures.submissions += 1
      figures.entries += receipts.count
    }
    submission.answer.resume(returning: receipts)
  }

  private func fail(_ submission: Submission, _ error: any Error) {
    note { $0.failed += 1 }
    submission.answer.resume(throwing: error)
  }

  private func note(_ change: (inout Figures) -> Void) { state.withLock { change(&$0.figures) } }
}
