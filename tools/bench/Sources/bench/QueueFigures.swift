import Bookkeeping
import Foundation
import LedgerCore

/// What many submitters get out of one ledger, without any network between.
struct QueueFigures {
  let workshop: Workshop
  static let submitters = 64

  /// Single signed entries from 64 submitters at once, against batches of 1,000; in turn, so that both meet the same disk.
  func run(_ rounds: Int, of count: Int) async throws {
    let queue = SubmissionQueue(workshop.bookkeeper)
    var batches: [Double] = []
    var singles: [Double] = []
    var waits: [Double] = []
    var number = 200_000_000
    for _ in 0..<rounds {
      let batch = try workshop.envelopes(count, from: number)
      batches.append(Double(count) / (try seconds { try appendBatches(batch, to: workshop) }))
      number += count
      let envelopes = try workshop.envelopes(count, from: number).map(\.bytes)
      number += count
      let start = Date()
      waits += try await submit(envelopes, to: queue)
      singles.append(Double(count) / Date().timeIntervalSince(start))
    }
    let figures = queue.figures
    Figure(
      name: "single signed submissions from 64 submitters, without HTTP", value: median(singles), unit: "entries/s",
      limitName: "batch append of signed entries", limit: median(batches), ratio: median(singles) / median(batches),
      target: ">= 0.5",
      note: """
        verify, wait, admit, commit; p99 \(milliseconds(percentile(99, of: waits))) ms; \
        \(figures.entries / max(1, figures.transactions)) entries a transaction
        """
    ).print()
  }

  /// - Returns: the seconds that each submission took.
  private func submit(_ envelopes: [[UInt8]], to queue: SubmissionQueue) async throws -> [Double] {
    let bookkeeper = workshop.bookkeeper
    return try await withThrowingTaskGroup(of: [Double].self) { group in
      for submitter in 0..<QueueFigures.submitters {
        group.addTask {
          var waits: [Double] = []
          for index in stride(from: submitter, to: envelopes.count, by: QueueFigures.submitters) {
            let start = ContinuousClock.now
            let entries = try bookkeeper.verifiedEntries([envelopes[index]])
            _ = try await queue.submit(entries)
            waits.append(inSeconds(ContinuousClock.now - start))
          }
          return waits
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }
}
