import LedgerCore
import Pages
import Synchronization

/// What somebody is about to sign: kept until they have, so that a page can be reloaded and nothing is typed twice.
struct PendingDraft: Sendable {
  let id: ULID
  let member: ULID
  let requests: [EntryRequest]
  /// How far each of its streams had come when it was written.
  let revisions: [StreamID: Int]
  /// What a person is to be warned of before signing.
  let warnings: [Inline]
  /// Where to go when it is recorded, and where it was written, in case something is to be changed.
  let then: WebPath
  let from: WebPath
  let made: Instant
}

/// Drafts by their id, in memory: a draft is worth nothing until it is signed.
public final class DraftDesk: Sendable {
  private let drafts = Mutex<[ULID: PendingDraft]>([:])
  private static let most = 5_000
  /// Seconds for which a draft waits.
  static let patience = 4 * 3_600

  init() {}

  func put(_ draft: PendingDraft) {
    drafts.withLock { drafts in
      if drafts.count >= DraftDesk.most {
        drafts = drafts.filter { draft.made.seconds - $0.value.made.seconds < DraftDesk.patience }
      }
      if drafts.count >= DraftDesk.most, let oldest = drafts.keys.min() { drafts[oldest] = nil }
      drafts[draft.id] = draft
    }
  }

  /// A draft of the member who wrote it.
  func find(_ id: ULID, of member: ULID, now: Instant) -> PendingDraft? {
    guard let draft = drafts.withLock({ $0[id] }), draft.member == member,
      now.seconds - draft.made.seconds < DraftDesk.patience
    else { return nil }
    return draft
  }

  func drop(_ id: ULID) { drafts.withLock { $0[id] = nil } }
}
