public import LedgerCore

/// Puts a policy in force.
public struct PolicyConfirmed: Confirmation {
  public static let kind: Kind = "policy.confirmed"
  /// The entry that adopted the policy.
  public let confirms: ULID

  public init(confirms: ULID) { self.confirms = confirms }

  static func suits(_ change: LedgerState.Change) -> Bool {
    if case .policy = change { true } else { false }
  }
}
