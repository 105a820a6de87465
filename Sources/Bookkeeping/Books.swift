public import LedgerCore
import TransparencyLog

extension Bookkeeper {
  /// Balances that are not zero: now, as known after `size` entries, or as of a day of effect.
  public func balances(at size: Int? = nil, asOf date: CivilDate? = nil) throws -> [AccountBalance] {
    try ledger.store.read { log in
      if let date { return try log.balances(asOf: date) }
      if let size, try size > log.size { throw BookRefusals.noSuchSize(["size": size, "there": try log.size]) }
      return try log.balances(at: size)
    }
  }

  /// One page of an account's postings with what each one belongs to.
  public func register(of key: AccountKey, from position: Int, most: Int) throws -> [(
    line: RegisterLine, step: LoggedEntry
  )] {
    try ledger.store.read { log in
      try log.register(of: key, from: position, most: most).map { ($0, try log.stored(at: $0.position).logged()) }
    }
  }
}

/// Refusals of readers.
public enum BookRefusals {
  public static let noSuchSize = RefusalCode(
    "log.no-such-size", "the log has {there} entries, not {size}", hint: "give a size that the log has reached",
    .notFound)
  public static let all = [noSuchSize]
}
