public import Sodium

/// The id of a signing key: SHA-256 of its 32 public bytes.
public typealias KeyID = Digest

/// What a rule may look at: the entry's header, and the ledger exactly as it stands before the entry.
///
/// Nothing here reads a clock, a file or the vault, so the same log always gets the same answers.
public struct Admission {
  public let header: EntryHeader
  /// The position that the entry will have.
  public let position: Int
  /// The key of the signature; nil while the entry is only a draft.
  public let signerKey: KeyID?
  let view: AdmissionView

  public var signer: ULID { header.actor }
  public var effective: CivilDate { header.effective }

  /// The balance of an account before this entry, in the commodity's smallest unit.
  public func balance(_ account: Account, _ commodity: Commodity = .euro) -> Int {
    view.attempt(0) { try $0.balance(of: AccountKey(account, commodity), at: nil) }
  }

  /// The state of a stream that the body names; a stream without entries has its initial state.
  public func state<State: StreamState>(of stream: StreamID, as type: State.Type = State.self) -> State {
    view.attempt(State()) { _ in try self.view.fold(of: stream).state as? State ?? State() }
  }

  /// True where the stream has at least one entry.
  public func exists(_ stream: StreamID) -> Bool { view.attempt(false) { try $0.head(of: stream) != nil } }

  /// An entry that the body names, wherever it stands in the log.
  public func entry(_ id: ULID) -> LoggedEntry? {
    view.attempt(nil) { log in
      guard let position = try log.position(of: id) else { return nil }
      return try log.stored(at: position).logged()
    }
  }

  /// True where an entry stands, that is, was not reversed.
  public func isStanding(_ entry: LoggedEntry) -> Bool {
    view.attempt(false) { _ in
      try self.view.fold(of: entry.entry.stream).standing.contains { $0.id == entry.id }
    }
  }

  public func isClaimed(_ claim: Claim) -> Bool { holder(of: claim) != nil }

  /// The standing entry that holds a claim.
  public func holder(of claim: Claim) -> LoggedEntry? {
    view.attempt(nil) { log in try log.holder(of: claim).map { try log.stored(at: $0).logged() } }
  }

  /// The state of a stream whose family is known only when the log is read; nil where the stream has no entry.
  public func anyState(of stream: StreamID) -> (any StreamState)? {
    guard exists(stream) else { return nil }
    return view.attempt(nil) { _ in try self.view.fold(of: stream).state }
  }

  /// The rules above all kinds, for what they alone know.
  public var governance: any Governance { view.folds.governance }
}

/// The log behind an admission; a failure of the store waits here until the rule has come to its end.
final class AdmissionView {
  let log: any LogReader
  let folds: FoldCache
  private(set) var failure: (any Error)?
  private var known: [StreamID: StreamFold] = [:]

  init(log: any LogReader, folds: FoldCache) {
    self.log = log
    self.folds = folds
  }

  func attempt<Value>(_ fallback: Value, _ body: (any LogReader) throws -> Value) -> Value {
    do {
      return try body(log)
    } catch {
      if failure == nil { failure = error }
      return fallback
    }
  }

  /// A stream is folded at most once for an admission.
  func fold(of stream: StreamID) throws -> StreamFold {
    if let fold = known[stream] { return fold }
    let fold = try folds.fold(of: stream, in: log)
    known[stream] = fold
    return fold
  }

  func rethrow() throws {
    if let failure { throw failure }
  }
}
