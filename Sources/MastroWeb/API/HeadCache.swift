import Bookkeeping
import LedgerCore
import Synchronization
import TransparencyLog

/// The log's head and its signed checkpoint, made once for each size that anybody asks for.
final class HeadCache: Sendable {
  private struct State {
    var head: TreeHead?
    var checkpoint: [UInt8]?
  }

  private let state = Mutex(State())

  /// The head as of `size`, where it is known already.
  func head(at size: Int) -> TreeHead? { state.withLock { $0.head.flatMap { $0.size == size ? $0 : nil } } }

  func checkpoint(at size: Int) -> [UInt8]? { state.withLock { $0.head?.size == size ? $0.checkpoint : nil } }

  func put(_ head: TreeHead, checkpoint: [UInt8]? = nil) {
    state.withLock { state in
      guard (state.head?.size ?? -1) <= head.size else { return }
      if state.head?.size != head.size { state.checkpoint = nil }
      state.head = head
      if let checkpoint { state.checkpoint = checkpoint }
    }
  }
}

extension WebOffice {
  /// The newest head that is known, without asking the store where nothing was written.
  func head() async throws -> TreeHead {
    if let head = heads.head(at: watch.size) { return head }
    let head = try await work { try bookkeeper.ledger.store.read { try $0.treeHead() } }
    heads.put(head)
    return head
  }

  /// The checkpoint of that head, signed by the log.
  func checkpoint() async throws -> [UInt8] {
    if let checkpoint = heads.checkpoint(at: watch.size) { return checkpoint }
    return try await work {
      let head = try bookkeeper.ledger.store.read { try $0.treeHead() }
      let checkpoint = try self.checkpoint(of: head)
      heads.put(head, checkpoint: checkpoint)
      return checkpoint
    }
  }
}
