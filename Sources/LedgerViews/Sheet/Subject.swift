public import LedgerCore

/// What a line of a view is about, so that a page can lead there.
public enum Subject: Sendable, Hashable {
  case stream(StreamID)
  case entry(ULID)
  case member(ULID)
}
