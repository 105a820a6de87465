public import LedgerCore
public import Sodium

/// A device that waits for an administrator: what its person has signed, and what they call themselves.
public struct StoredEnrolmentRequest: Hashable, Sendable {
  public let key: KeyID
  public let received: Instant
  public let expires: Instant
  /// The signed enrolment as canonical JSON.
  public let request: [UInt8]
  public let name: String?

  public init(key: KeyID, received: Instant, expires: Instant, request: [UInt8], name: String?) {
    self.key = key
    self.received = received
    self.expires = expires
    self.request = request
    self.name = name
  }
}

/// Requests of devices to be enrolled. They are working data: nothing in the log speaks of them, and what is decided or
/// has expired is deleted.
extension Vault {
  /// Keeps a request; one of the same key takes the place of the earlier one.
  ///
  /// - Parameter most: how many may wait.
  /// - Returns: false where so many others wait already.
  public func put(_ request: StoredEnrolmentRequest, most: Int) throws -> Bool {
    try file.write { connection in
      try connection.query("DELETE FROM enrolment_requests WHERE expires < ?").bind(1, request.received.seconds).run()
      let others = try connection.query("SELECT count(*) FROM enrolment_requests WHERE key_id <> ?")
        .bind(1, blob: request.key.bytes).first { $0.int(0) }
      guard (others ?? 0) < most else { return false }
      try connection.query(
        """
        INSERT INTO enrolment_requests (key_id, received, expires, request, name) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (key_id) DO UPDATE SET
          received = excluded.received, expires = excluded.expires, request = excluded.request, name = excluded.name
        """
      )
      .bind(1, blob: request.key.bytes).bind(2, request.received.seconds).bind(3, request.expires.seconds)
      .bind(4, text: String(decoding: request.request, as: UTF8.self)).bind(5, text: request.name).run()
      return true
    }
  }

  /// Requests that have not expired, in the order in which they first came.
  public func enrolmentRequests(at now: Instant) throws -> [StoredEnrolmentRequest] {
    try file.read { connection in
      try connection.query(
        """
        SELECT key_id, received, expires, request, name FROM enrolment_requests WHERE expires >= ? ORDER BY number
        """
      )
      .bind(1, now.seconds).all { row in
        StoredEnrolmentRequest(
          key: try row.digest(0), received: Instant(seconds: row.int(1)), expires: Instant(seconds: row.int(2)),
          request: Array(row.text(3).utf8), name: row.isNull(4) ? nil : row.text(4))
      }
    }
  }

  /// Forgets requests; those that are not there are nobody's loss.
  public func removeEnrolmentRequests(_ keys: [KeyID]) throws {
    guard !keys.isEmpty else { return }
    try file.write { connection in
      let deletion = try connection.query("DELETE FROM enrolment_requests WHERE key_id = ?")
      for key in keys { try deletion.bind(1, blob: key.bytes).run() }
    }
  }
}
