public import LedgerCore

/// A whole version of the policy; it is in force when a second administrator has confirmed it.
public struct PolicyAdopted: EntryBody {
  public static let kind: Kind = "policy.adopted"
  public static let roles: Set<Role> = [.administrator]

  public let policy: Policy

  public init(policy: Policy) { self.policy = policy }

  static let invalid = RefusalCode(
    "policy.invalid", "the policy is not usable: {reason}", hint: "mend the file, and adopt it again")

  public static let refusals = [invalid]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    if let fault = policy.fault { throw Self.invalid(["reason": fault]) }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.propose(.policy(policy), by: entry)
  }
}
