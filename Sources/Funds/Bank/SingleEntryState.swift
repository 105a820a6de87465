public import LedgerCore

/// A stream with a single entry in it.
public protocol SingleEntryState: StreamState {
  var isRecorded: Bool { get set }
}

enum SingleEntryRules {
  static let again = RefusalCode(
    "stream.already-recorded", "{stream} has its one entry already",
    hint: "leave out --id; every fact has its own stream")

  static func check(_ state: some SingleEntryState, _ context: Admission) throws(Refusal) {
    guard !state.isRecorded else { throw again(["stream": context.header.stream]) }
  }
}
