public import LedgerCore
import Funds

extension Bookkeeper {
  /// The family that a stream is about; nil where it is about none.
  public func household(of stream: StreamID) throws -> ULID? {
    if stream.family == HouseholdState.family { return stream.ulid }
    return try ledger.store.read { log in
      (try ledger.admitter.folds.anyState(of: stream, in: log) as? any HouseholdInstrument)?.help?.household
    }
  }
}
