import Bookkeeping
import LedgerCore
import Synchronization
import TransparencyLog

/// The newest checkpoint that anybody has asked for, signed once for its head.
final class HeadCache: Sendable {
  private let kept = Mutex<(head: TreeHead, checkpoint: [UInt8])?>(nil)

  func checkpoint(of head: TreeHead) -> [UInt8]? { kept.withLock { $0?.head == head ? $0?.checkpoint : nil } }

  func put(_ checkpoint: [UInt8], of head: TreeHead) {
    kept.withLock { kept in
      if (kept?.head.size ?? -1) <= head.size { kept = (head, checkpoint) }
    }
  }
}

extension WebOffice {
  /// The newest head that is known, without asking the store where nothing was written by others.
  func head() async throws -> TreeHead {
    if let head = watch.knownHead { return head }
    return try await work { try watch.head() }
  }

  /// The checkpoint of that head, signed by the log.
  func checkpoint() async throws -> [UInt8] {
    let head = try await head()
    if let checkpoint = heads.checkpoint(of: head) { return checkpoint }
    return try await work {
      let checkpoint = try self.checkpoint(of: head)
      heads.put(checkpoint, of: head)
      return checkpoint
    }
  }
}
