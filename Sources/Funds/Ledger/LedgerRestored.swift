public import LedgerCore

/// An honest restore from a backup: the log that some people have seen is longer than this one, and its end is lost.
///
/// Everybody's machine remembers the newest log it has seen and refuses a shorter one; this entry tells it why, and it
/// asks its person once.
public struct LedgerRestored: EntryBody {
  public static let kind: Kind = "ledger.restored"
  public static let roles: Set<Role> = [.administrator]

  /// Root of the lost log, base64.
  public let lostRoot: Fingerprint
  /// Size of the lost log.
  public let size: Int

  public init(size: Int, lostRoot: Fingerprint) {
    self.size = size
    self.lostRoot = lostRoot
  }

  static let notLonger = RefusalCode(
    "ledger.nothing-lost", "a log of {size} entries is not longer than this one",
    hint: "a restore is declared only when entries were lost")

  public static let refusals = [notLonger]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    guard size > context.position else { throw Self.notLonger(["size": size]) }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.propose(.restored(size: size, lostRoot: lostRoot.digest), by: entry)
  }
}
