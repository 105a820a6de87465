public import LedgerCore
public import Sodium
import TransparencyLog

/// The log as it was known at a size, and of it what had taken effect by a day: what readers fold to look back.
///
/// An entry that is left out is as if it had never been, so a later reversal does not undo what stood on the day.
public final class LogAsKnown: LogReader {
  private let log: any LogReader
  private let asOf: CivilDate?
  private let limit: Int

  public init(_ log: any LogReader, size: Int? = nil, asOf: CivilDate? = nil) throws {
    let there = try log.size
    if let size, size > there { throw BookRefusals.noSuchSize(["size": size, "there": there]) }
    self.log = log
    self.asOf = asOf
    limit = size ?? there
  }

  public var size: Int { limit }

  private func counts(_ logged: LoggedEntry) -> Bool {
    logged.position < limit && (asOf.map { logged.header.effective <= $0 } ?? true)
  }

  public func head(of stream: StreamID) throws -> StreamHead? {
    guard let position = try positions(of: stream, after: 0).last else { return nil }
    let logged = try log.stored(at: position).logged()
    return StreamHead(revision: logged.header.revision, position: position, leaf: logged.leaf)
  }

  public func stored(at position: Int) throws -> StoredEntry { try log.stored(at: position) }

  public func scan(_ range: Range<Int>, _ body: (StoredEntry) throws -> Void) throws {
    try log.scan(range.clamped(to: 0..<limit)) { stored in
      if asOf == nil { return try body(stored) }
      if counts(try stored.logged()) { try body(stored) }
    }
  }

  public func position(of id: ULID) throws -> Int? {
    guard let position = try log.position(of: id), position < limit else { return nil }
    return counts(try log.stored(at: position).logged()) ? position : nil
  }

  public func recorded(at position: Int) throws -> Instant { try log.recorded(at: position) }

  public func positions(of stream: StreamID, after revision: Int) throws -> [Int] {
    let positions = try log.positions(of: stream, after: revision).prefix { $0 < limit }
    guard asOf != nil else { return Array(positions) }
    return try positions.filter { counts(try log.stored(at: $0).logged()) }
  }

  public func streams(family: String) throws -> [StreamID] {
    try log.streams(family: family).filter { try !positions(of: $0, after: 0).isEmpty }
  }

  public func ids(endingIn ending: String, most: Int) throws -> [ULID] { try log.ids(endingIn: ending, most: most) }

  public func balance(of key: AccountKey, at size: Int?) throws -> Int {
    guard asOf != nil else { return try log.balance(of: key, at: min(size ?? limit, limit)) }
    return try balances(at: size).first { $0.key == key }?.amount ?? 0
  }

  public func balances(at size: Int?) throws -> [AccountBalance] {
    let size = min(size ?? limit, limit)
    guard let asOf else { return try log.balances(at: size) }
    if try size == log.size { return try log.balances(asOf: asOf) }
    return try added(upTo: size) { $0.header.effective <= asOf }
  }

  public func balances(asOf date: CivilDate) throws -> [AccountBalance] {
    let day = min(date, asOf ?? date)
    return try limit == log.size ? log.balances(asOf: day) : added(upTo: limit) { $0.header.effective <= day }
  }

  private func added(upTo size: Int, where counts: (LoggedEntry) -> Bool) throws -> [AccountBalance] {
    var balances = Balances()
    try log.scan(0..<size) { stored in
      let logged = try stored.logged()
      if counts(logged) { balances.apply(logged) }
    }
    return balances.list
  }

  public func register(of key: AccountKey, from position: Int, most: Int) throws -> [RegisterLine] {
    try log.register(of: key, from: position, most: most).filter { $0.position < limit }
  }

  public func holder(of claim: Claim) throws -> Int? {
    guard let position = try log.holder(of: claim), position < limit else { return nil }
    return position
  }

  public func takesEffect(at position: Int) -> Bool { log.takesEffect(at: position) }

  public func node(level: Int, index: Int) throws -> Digest { try log.node(level: level, index: index) }
}
