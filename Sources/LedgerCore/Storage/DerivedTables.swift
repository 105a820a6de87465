/// What a store derives from the entries and keeps beside them, row by row, for a verifier that compares all of it.
///
/// A store without such tables need not conform; then balances and heads alone are compared.
public protocol DerivedTables: LogReader {
  /// The columns beside the payloads, in log order.
  func eachEntryRow(_ body: (EntryRow) throws -> Void) throws
  func eachID(_ body: (_ id: ULID, _ position: Int) throws -> Void) throws
  func eachStream(_ body: (_ stream: StreamID, _ revision: Int, _ position: Int) throws -> Void) throws
  /// All postings, those of one account together and in log order.
  func eachPosting(_ body: (AccountKey, RegisterLine) throws -> Void) throws
  /// What entries that took effect on one day have moved on an account; those of one account together.
  func eachDayTotal(_ body: (AccountKey, CivilDate, _ amount: Int) throws -> Void) throws
  func eachClaim(_ body: (Claim, _ position: Int) throws -> Void) throws
  /// Reversed entries with the entries that reversed them.
  func eachRelease(_ body: (_ target: Int, _ position: Int) throws -> Void) throws
}

/// What a store has noted of one entry, so that it need not read the payload.
public struct EntryRow: Hashable, Sendable {
  public let position: Int
  public let stream: StreamID
  public let revision: Int
  /// The position of the stream's entry before this one.
  public let previous: Int?
  public let recorded: Instant
  public let effective: CivilDate

  public init(
    position: Int, stream: StreamID, revision: Int, previous: Int?, recorded: Instant, effective: CivilDate
  ) {
    self.position = position
    self.stream = stream
    self.revision = revision
    self.previous = previous
    self.recorded = recorded
    self.effective = effective
  }
}
