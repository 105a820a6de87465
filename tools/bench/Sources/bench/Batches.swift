import Bookkeeping
import Foundation
import LedgerCore

/// Submits batches of 1,000: while one is admitted, the next is verified.
func appendBatches(_ envelopes: [Envelope], to workshop: Workshop) throws {
  let batches = stride(from: 0, to: envelopes.count, by: 1_000).map {
    Array(envelopes[$0..<min($0 + 1_000, envelopes.count)])
  }
  let key = workshop.treasurer.publicKey
  let queue = DispatchQueue(label: "verify", attributes: .concurrent)
  let slots = batches.map { _ in Slot() }
  for (slot, batch) in zip(slots, batches) {
    queue.async { slot.fill(batch.compactMap { try? SignedEntry($0, verifiedWith: key) }) }
  }
  for slot in slots {
    _ = try workshop.bookkeeper.ledger.submit(slot.wait(), now: workshop.bookkeeper.surroundings.now)
  }
}

/// What one thread hands to another.
final class Slot: @unchecked Sendable {
  private let ready = DispatchSemaphore(value: 0)
  private var entries: [SignedEntry] = []

  func fill(_ entries: [SignedEntry]) {
    self.entries = entries
    ready.signal()
  }

  func wait() -> [SignedEntry] {
    ready.wait()
    return entries
  }
}
