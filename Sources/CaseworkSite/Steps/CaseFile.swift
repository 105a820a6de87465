import Bookkeeping
import LedgerCore
import MastroWeb

/// One stream as a page has opened it: what has become of it, and the day on which somebody looks.
struct CaseFile<State: StreamState>: Sendable {
  let id: ULID
  let stream: StreamID
  let state: State
  let today: CivilDate
}

extension Visit {
  /// The stream that the path names; a page that is not there where nothing stands in it.
  func file<State: StreamState>(_ type: State.Type = State.self) throws -> CaseFile<State> {
    guard let stream = StreamID("\(State.family)/\(try id())"),
      try bookkeeper.ledger.store.read({ try $0.head(of: stream) }) != nil
    else { throw WebRefusals.pageUnknown() }
    return CaseFile(id: try id(), stream: stream, state: try bookkeeper.state(stream), today: today)
  }
}
