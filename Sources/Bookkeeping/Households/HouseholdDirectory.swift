public import Funds
public import LedgerCore

/// A household as the people of the ledger know it.
public struct HouseholdEntry: Sendable {
  public let id: ULID
  public let state: HouseholdState
  /// Nil where the record was erased, or the vault is another one.
  public let name: String?
}

extension Bookkeeper {
  public func households() throws -> [HouseholdEntry] {
    try all(HouseholdState.self).compactMap { found in
      guard let id = found.id, found.state.isRegistered else { return nil }
      return HouseholdEntry(id: id, state: found.state, name: try sealedName(found.state.record?.digest))
    }
  }

  /// The standing households to which a party belongs now, in the order in which it came to them.
  public func households(of party: ULID) throws -> [ULID] {
    try ledger.store.read { log in
      let key = AccountKey(Chart.residence(party), .household)
      guard try log.balance(of: key, at: nil) > 0 else { return [] }
      var found: [ULID] = []
      for line in try log.register(of: key, from: 0, most: Bookkeeper.page) where line.amount > 0 {
        let stream = try log.stored(at: line.position).logged().entry.stream
        let state: HouseholdState = try ledger.admitter.folds.state(of: stream, as: HouseholdState.self, in: log)
        guard let id = stream.ulid, state.members.contains(party), !found.contains(id) else { continue }
        found.append(id)
      }
      return found
    }
  }

  /// The household under which help for a party counts: the one that somebody named, else the only one in which the
  /// party lives; nil where it lives in none.
  public func household(helping party: ULID, named: ULID? = nil) throws -> ULID? {
    if let named { return named }
    let households = try households(of: party)
    guard households.count < 2 else {
      throw HouseholdRefusals.ambiguous([
        "party": party, "households": households.map(\.description).joined(separator: ", "),
      ])
    }
    return households.first
  }

  /// The streams of everything that a household was ever given, also of what was taken back; those of the households
  /// that it has taken up are among them, and what these were given.
  public func instruments(of household: ULID) throws -> [StreamID] {
    try ledger.store.read { try instruments(of: household, in: $0) }
  }

  func instruments(of household: ULID, in log: any LogReader) throws -> [StreamID] {
    let key = AccountKey(Chart.instruments(household), .instrument)
    var streams: [StreamID] = []
    for line in try log.register(of: key, from: 0, most: Bookkeeper.page) where line.amount > 0 {
      let stream = try log.stored(at: line.position).logged().entry.stream
      guard !streams.contains(stream) else { continue }
      streams.append(stream)
      guard stream.family == HouseholdState.family, let part = stream.ulid else { continue }
      streams += try instruments(of: part, in: log).filter { !streams.contains($0) }
    }
    return streams
  }

  /// More entries than one family can bring about; a page of a register.
  static let page = 100_000

  /// Everything that happened to a household and with what it was given, in the order of the log.
  public func timeline(of household: ULID) throws -> [HistoryStep] {
    let streams = [StreamID("household", household)] + (try instruments(of: household))
    return try streams.flatMap { try history($0) }.sorted { $0.entry.position < $1.entry.position }
  }
}

/// Refusals about families, before any rule is asked.
public enum HouseholdRefusals {
  public static let ambiguous = RefusalCode(
    "household.ambiguous", "{party} lives in several households: {households}",
    hint: "say for which one: --household ID", .usage)
  static let taxCodeInvalid = RefusalCode(
    "tax-code.invalid", "the tax code cannot be right: {reason}",
    hint: "copy all 16 characters from the health card; nothing of them is stored", .usage)
  static let taxCodeTaken = RefusalCode(
    "tax-code.taken", "this tax code belongs to {party} already",
    hint: "use that party; one person is registered once")
  static let unfinished = RefusalCode(
    "erasure.unfinished",
    "the erasure is recorded and the keys are destroyed, but copies may stand in the vault's files: another program reads it",
    hint: "close the other program; the next command finishes the erasure by itself", .conflict)

  static let otherLedger = RefusalCode(
    "erasure.other-ledger", "the ledger in {folder} does not go on from the one that is restored",
    hint: "give the folder of the ledger that was lost, or of a later backup of it")

  public static let all = [ambiguous, taxCodeInvalid, taxCodeTaken, unfinished, otherLedger]
}

extension HouseholdState {
  /// How somebody belongs to the next household: not as the one whom the office writes to, who is there already.
  public func relationElsewhere(of party: ULID) -> HouseholdMember.Relation {
    let relation = relations[party] ?? .relative
    return relation == .reference ? .relative : relation
  }
}
