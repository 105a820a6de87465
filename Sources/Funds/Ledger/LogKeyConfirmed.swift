public import LedgerCore

/// Puts a new log key in force.
public struct LogKeyConfirmed: Confirmation {
  public static let kind: Kind = "log.key-confirmed"
  /// The entry that proposed the rotation.
  public let confirms: ULID

  public init(confirms: ULID) { self.confirms = confirms }

  static func suits(_ change: LedgerState.Change) -> Bool {
    if case .logKey = change { true } else { false }
  }
}
