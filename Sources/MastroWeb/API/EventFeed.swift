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
  private let seat: Listeners.Seat
  /// Seconds between signs of life.
  private static let heartbeat = 15

  /// - Throws: where too many listen already.
  init(_ office: WebOffice, _ viewer: Visitor, from: Int) throws {
    guard let seat = office.listeners.seat(for: viewer.id) else { throw StoreError.busy }
    self.office = office
    self.seat = seat
    token = viewer.session
    self.from = from
  }

  /// - Parameter closing: ends with the listener's connection.
  func body(until closing: EventLoopFuture<Void>) -> ResponseBody {
    ResponseBody { [self] writer in
      let (ticks, continuation) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(1))
      closing.whenComplete { _ in continuation.finish() }
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

/// Who listens to the feed now.
final class Listeners: Sendable {
  /// So many may listen at once, and one member with so many programs.
  static let most = 512
  static let mostOfOne = 32

  /// A place among the listeners, given back when nobody holds it any more.
  final class Seat: Sendable {
    private let listeners: Listeners
    private let member: ULID

    fileprivate init(_ listeners: Listeners, _ member: ULID) {
      self.listeners = listeners
      self.member = member
    }

    deinit { listeners.leave(member) }
  }

  private let seats = Mutex<[ULID: Int]>([:])

  /// Nil where too many listen already.
  func seat(for member: ULID) -> Seat? {
    let isFree = seats.withLock { seats in
      guard seats.values.reduce(0, +) < Listeners.most, seats[member, default: 0] < Listeners.mostOfOne else {
        return false
      }
      seats[member, default: 0] += 1
      return true
    }
    return isFree ? Seat(self, member) : nil
  }

  private func leave(_ member: ULID) {
    seats.withLock { seats in
      let left = seats[member, default: 0] - 1
      seats[member] = left > 0 ? left : nil
    }
  }
}
