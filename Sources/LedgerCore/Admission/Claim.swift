/// A unique key that an entry publishes and the ledger enforces for as long as the entry stands.
///
/// A bank line, a guarantee's month, a confirmed session: nobody can claim it twice, whoever is faster.
/// The reversal of the entry gives the claim back.
public struct Claim: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// - Parameters:
  ///   - family: what is claimed, for instance `bank-line`.
  ///   - key: which one.
  public init(_ family: StaticString, _ key: some CustomStringConvertible) { text = "\(family)/\(key)" }

  /// For stores that read a claim back.
  public init(stored text: String) { self.text = text }

  /// Held by an entry that rests on another: the other cannot be reversed before it.
  public static func pin(_ entry: ULID) -> Claim { Claim("pin", entry) }

  /// Held by an entry that rests on one posting of another.
  public static func pin(_ entry: ULID, _ account: Account) -> Claim { Claim("pin", "\(entry)/\(account)") }

  public var description: String { text }
}
