public import LedgerCore
import Sodium
import TransparencyLog

/// A new key for the log's checkpoints, in force when a second administrator has confirmed it.
public struct LogKeyRotated: EntryBody {
  public static let kind: Kind = "log.key-rotated"
  public static let roles: Set<Role> = [.administrator]

  /// The new verifier key (vkey), with the log's unchanged origin as its name.
  public let logKey: String

  public init(logKey: String) { self.logKey = logKey }

  public static let refusals = [LedgerOpened.logKeyInvalid]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    guard let key = try? VerifierKey(parsing: logKey), key.kind == .ed25519, key.name.text == state.origin,
      !state.knows(key.publicKey.keyID)
    else { throw LedgerOpened.logKeyInvalid(["origin": state.origin]) }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.propose(.logKey(logKey), by: entry)
  }
}
