public import LedgerCore

/// Somebody has read something of a family's on a day.
public struct HouseholdRead: Hashable, Sendable {
  public let household: ULID
  public let member: ULID
  /// What was read, such as `timeline`.
  public let page: String
  public let day: CivilDate
  public let first: Instant
  public let last: Instant
  public let count: Int
}

/// The access log: who has read which family's data, once a day, page and reader.
extension Vault {
  public func noteAccess(to household: ULID, by member: ULID, page: String, at now: Instant) throws {
    try noteAccess(to: [household], by: member, page: page, at: now)
  }

  /// Notes that somebody has read a list in which these families stand, all in one transaction.
  public func noteAccess(to households: [ULID], by member: ULID, page: String, at now: Instant) throws {
    guard !households.isEmpty else { return }
    try file.write { connection in
      let insertion = try connection.query(
        """
        INSERT INTO household_reads VALUES (?, ?, ?, ?, ?, ?, 1)
        ON CONFLICT DO UPDATE SET last = max(last, excluded.last), count = count + 1
        """)
      for household in households {
        try insertion.bind(1, household).bind(2, now.date.dayNumber).bind(3, member).bind(4, text: page)
          .bind(5, now.seconds).bind(6, now.seconds).run()
      }
    }
  }

  /// Reads of one family, or of all, newest day first.
  public func accesses(to household: ULID? = nil, most: Int) throws -> [HouseholdRead] {
    try file.read { connection in
      let condition = household == nil ? "" : "WHERE household = ?"
      let query = try connection.query(
        """
        SELECT household, member, page, day, first, last, count FROM household_reads \(condition)
        ORDER BY day DESC, last DESC, member, page LIMIT \(max(0, most))
        """)
      if let household { query.bind(1, household) }
      return try query.all { row in
        HouseholdRead(
          household: row.ulid(0), member: row.ulid(1), page: row.text(2), day: CivilDate(dayNumber: row.int(3)),
          first: Instant(seconds: row.int(4)), last: Instant(seconds: row.int(5)), count: row.int(6))
      }
    }
  }
}
