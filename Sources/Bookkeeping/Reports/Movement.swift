public import LedgerCore

/// What one entry has moved, and what kind of thing it was.
///
/// A reversal bears the kind of what it takes back; its postings are the mirror, so whoever adds up movements of a kind
/// counts only what stands.
public struct Movement: Sendable {
  public let position: Int
  public let effective: CivilDate
  public let cause: Kind
  public let stream: StreamID
  public let lines: [Posting]

  public init(position: Int = 0, effective: CivilDate, cause: Kind, stream: StreamID, lines: [Posting]) {
    self.position = position
    self.effective = effective
    self.cause = cause
    self.stream = stream
    self.lines = lines
  }

  /// By how much an account has risen as a credit: equity and income rise so.
  public func credited(_ account: Account) -> Money {
    Money(cents: -lines.reduce(0) { $1.account == account && $1.commodity == .euro ? $0 + $1.amount : $0 })
  }

  /// The same over several accounts.
  func credited(_ accounts: Set<Account>) -> Money {
    Money(cents: -lines.reduce(0) { $1.commodity == .euro && accounts.contains($1.account) ? $0 + $1.amount : $0 })
  }

  /// The name before the full stop: `grant` of `grant.paid`.
  public var family: Substring { cause.text.prefix { $0 != "." } }
}

extension LogReader {
  /// Every movement of the log in its order.
  func movements() throws -> [Movement] {
    var movements: [Movement] = []
    try forEachPosted { logged in
      movements.append(
        Movement(
          position: logged.position, effective: logged.header.effective, cause: try cause(of: logged),
          stream: logged.entry.stream, lines: logged.entry.postings.lines))
    }
    return movements
  }

  /// The kind of an entry, or of the entry that it takes back.
  func cause(of logged: LoggedEntry) throws -> Kind {
    guard logged.entry.kind == Reversal.reversed, let target = try reversalTarget(of: logged),
      let position = try position(of: target)
    else { return logged.entry.kind }
    return try stored(at: position).logged().entry.kind
  }

  /// The entry that a reversal takes back; nil for every other entry.
  func reversalTarget(of logged: LoggedEntry) throws -> ULID? {
    guard logged.entry.kind == Reversal.reversed else { return nil }
    return try JSON.parse(logged.entry.body, form: .canonical)["target"]?.string.flatMap { ULID($0) }
  }
}
