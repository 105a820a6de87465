import Bookkeeping
import HTTPTypes
import Hummingbird
import LedgerCore
import Logging
import NIOCore
import Sodium
import TransparencyLog

/// What whoever runs the server asks it: is it alive, can it work, how does it do.
struct Observation: Sendable {
  let office: WebOffice
  let metrics: WebMetrics

  static let paths: Set<String> = ["/health/live", "/health/ready", "/metrics"]

  func live() -> Response { text("alive\n") }

  /// Ready where the books answer, and their newest entry is the one that the tree's head says.
  func ready() async -> Response {
    let sound = try? await office.work {
      try office.bookkeeper.ledger.store.read { log in
        let head = try log.treeHead()
        guard head.size > 0 else { return false }
        let last = head.size - 1
        let leaf = try log.stored(at: last).envelope.leaf
        try log.inclusionProof(of: last, in: head.size).verify(leaf: leaf, root: head.root)
        return true
      }
    }
    return sound == true && !office.queue.isClosed
      ? text("ready\n") : text("not ready\n", status: .serviceUnavailable)
  }

  /// For this machine and those that were named: routes and counts tell nobody's business, but not everybody needs them.
  func figures(_ context: WebContext) throws -> Response {
    guard office.observes(context) else { throw HTTPError(.notFound) }
    let queue = office.queue.figures
    let response = text(
      metrics.text(with: [
        ("mastro_log_entries", "Entries in the log.", "gauge", office.watch.size),
        ("mastro_sessions", "People and programs that are signed in.", "gauge", office.openSessions),
        ("mastro_submissions_total", "Submissions that were recorded.", "counter", queue.submissions),
        ("mastro_submitted_entries_total", "Entries that were recorded.", "counter", queue.entries),
        ("mastro_submissions_refused_total", "Submissions that a rule refused.", "counter", queue.refused),
        ("mastro_submissions_failed_total", "Submissions that could not be written.", "counter", queue.failed),
        ("mastro_transactions_total", "Transactions that were committed.", "counter", queue.transactions),
        ("mastro_submissions_waiting", "Submissions that wait to be written.", "gauge", queue.waiting),
      ]), type: "text/plain; version=0.0.4; charset=utf-8")
    return response
  }

  private func text(
    _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}

extension WebOffice {
  var openSessions: Int { sessions.count(now: bookkeeper.surroundings.now) }

  /// True for this machine itself, and for addresses that may watch over the server.
  func observes(_ context: WebContext) -> Bool {
    guard let address = context.remoteAddress?.ipAddress else { return false }
    return address.hasPrefix("127.") || address == "::1" || settings.observers.contains(address)
  }

  /// One line for each request, with nothing in it that tells of a person or a family.
  func note(_ visit: WebMetrics.Visit) {
    logger.info(
      "request",
      metadata: [
        "method": .string(visit.method), "route": .string(visit.route), "status": .stringConvertible(visit.status),
        "milliseconds": .stringConvertible((visit.milliseconds * 100).rounded() / 100),
        "bytes": .stringConvertible(visit.bytes),
      ])
  }
}
