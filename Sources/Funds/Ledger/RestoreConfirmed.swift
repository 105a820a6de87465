public import LedgerCore

/// Declares a restore in both administrators' names.
public struct RestoreConfirmed: Confirmation {
  public static let kind: Kind = "ledger.restore-confirmed"
  /// The entry that declared the restore.
  public let confirms: ULID

  public init(confirms: ULID) { self.confirms = confirms }

  static func suits(_ change: LedgerState.Change) -> Bool {
    if case .restored = change { true } else { false }
  }
}
