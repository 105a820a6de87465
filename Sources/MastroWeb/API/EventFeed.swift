import Bookkeeping
import Hummingbird
import LedgerCore
import NIOCore
import ServiceLifecycle
import Synchronization

/// Entries as they come (server-sent events), for one person, until they leave, their session ends or the server stops.
struct EventFeed: Sendable {
  private let office: WebOffice
  private let token: String
  private let from: Int
  /// Seconds between signs of life.
  private static let heartbeat = 15

  /// - Throws: where too many listen already.
  init(_ office: WebOffice, _ viewer: Visitor, from: Int) throws {
    guard office.listeners.count < WebOffice.mostListeners else { throw StoreError.busy }
    self.office = office
    token = viewer.session
    self.from = from
  }

  var body: ResponseBody {
    ResponseBody { writer in
      office.listeners.enter()
      defer { office.listeners.leave() }
      let (ticks, continuation) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
      let news = Task {
        for await _ in office.watch.changes() { continuation.yield(true) }
        continuation.finish()
      }
      let pulse = Task {
        while !Task.isCancelled {
          try await Task.sleep(for: .seconds(EventFeed.heartbeat))
          continuation.yield(false)
        }
      }
      defer {
        news.cancel()
        pulse.cancel()
      }
      var next = from
      for await isNews in ticks.cancelOnGracefulShutdown() {
        if !isNews { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
        guard try await send(from: &next, to: &writer) else { break }
      }
      try await writer.finish(nil)
    }
  }

  /// Sends what there is by now. - Returns: false where the session is over.
  private func send(from next: inout Int, to writer: inout any ResponseBodyWriter) async throws -> Bool {
    while true {
      let start = next
      let page = try await office.work { () -> EntryPage? in
        guard let viewer = try office.viewer(token) else { return nil }
        return try EntryPage(office.bookkeeper, viewer, from: start, limit: 200)
      }
      guard let page else { return false }
      var bytes: [UInt8] = []
      for line in page.lines {
        bytes += Array("id: \(line.position)\nevent: entry\ndata: ".utf8) + line.json + Array("\n\n".utf8)
      }
      if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
      next = page.next
      if page.isLast { return true }
    }
  }
}

/// How many listen to the feed now.
final class Listeners: Sendable {
  private let state = Mutex(0)

  var count: Int { state.withLock { $0 } }
  func enter() { state.withLock { $0 += 1 } }
  func leave() { state.withLock { $0 -= 1 } }
}
