public import Funds
public import LedgerCore
import LedgerSQLite
public import Sodium

/// A party as the people of the ledger know it: its name only where the vault still holds it.
public struct PartyEntry: Sendable {
  public let id: ULID
  public let sort: PartyRegistered.Sort
  /// Nil where the record was erased, or the vault is another one.
  public let name: String?
}

/// A stream of a family with what has become of it.
public struct Found<State: Sendable>: Sendable {
  public let stream: StreamID
  public let state: State

  /// The id that names the stream.
  public var id: ULID? { stream.ulid }
}

extension Bookkeeper {
  /// Every stream of a family, in the order in which they began.
  public func all<State: StreamState>(_ type: State.Type = State.self) throws -> [Found<State>] {
    try ledger.store.read { log in
      try log.streams(family: State.family).map { stream in
        Found(stream: stream, state: try ledger.admitter.folds.state(of: stream, as: State.self, in: log))
      }
    }
  }

  public func state<State: StreamState>(_ stream: StreamID, as type: State.Type = State.self) throws -> State {
    try ledger.state(of: stream)
  }

  public func parties() throws -> [PartyEntry] {
    try all(PartyState.self).compactMap { found in
      guard let id = found.id, let record = found.state.record, let sort = found.state.sort else { return nil }
      return PartyEntry(id: id, sort: sort, name: try sealedName(record.digest))
    }
  }

  /// What a sealed record holds; nil where it was erased.
  public func sealedRecord(_ commitment: Digest) throws -> JSONObject? {
    guard let plaintext = try vault.open(commitment) else { return nil }
    return try JSON.parse(plaintext, form: .canonical).object
  }

  public func sealedName(_ commitment: Digest?) throws -> String? {
    guard let commitment else { return nil }
    return try sealedRecord(commitment)?["name"]?.string
  }

  /// Seals a person's data in the vault, before the entry that carries its commitment is written.
  public func seal(_ record: JSONObject, party: ULID) throws -> Fingerprint {
    try seal(JSON.object(record).canonicalBytes, party: party)
  }

  /// Seals a document about a person.
  public func seal(_ document: [UInt8], party: ULID) throws -> Fingerprint {
    Fingerprint(try vault.seal(document, party: party, created: surroundings.now))
  }

  /// What the bank has taken back again of payments to us.
  public func bounced(_ receipts: [ULID: Money]) throws -> Money {
    try ledger.store.read { log in
      try receipts.reduce(.zero) { sum, receipt in
        try log.holder(of: .pin(receipt.key)) == nil ? sum : sum + receipt.value
      }
    }
  }

  /// Promised and not in the bank: what was never received, and what was and bounced.
  public func outstanding(of pledge: ContributionState) throws -> Money {
    pledge.isPledged ? pledge.outstanding + (try bounced(pledge.receipts)) : .zero
  }

  /// True where something stands in a stream; what was reversed leaves its number to others.
  func hasBegun(_ stream: StreamID, in log: any LogReader) throws -> Bool {
    try ledger.admitter.folds.hasStandingEntries(stream, in: log)
  }

  /// Gives a stream the office's own number before its first entry is written.
  public func setFileNumber(_ number: String, of stream: StreamID) throws {
    guard (1...64).contains(number.utf8.count), ULID(number) == nil else {
      throw DirectoryRefusals.fileNumberInvalid(["number": number])
    }
    if let other = try vault.stream(fileNumber: number), other != stream,
      try ledger.store.read({ try hasBegun(other, in: $0) })
    {
      throw DirectoryRefusals.fileNumberTaken(["number": number, "stream": other])
    }
    try vault.setFileNumber(number, of: stream)
  }
}

/// Refusals about the office's own names of things.
public enum DirectoryRefusals {
  static let fileNumberTaken = RefusalCode(
    "file-number.taken", "the file number {number} already belongs to {stream}", hint: "choose another number")
  static let fileNumberInvalid = RefusalCode(
    "file-number.invalid", "'{number}' cannot be a file number", hint: "use 1 to 64 bytes, and no id of the ledger")

  public static let all = [fileNumberTaken, fileNumberInvalid]
}
