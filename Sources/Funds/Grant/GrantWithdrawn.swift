public import LedgerCore

/// The request is taken back before it is paid; what was committed is free again.
public struct GrantWithdrawn: EntryBody {
  public static let kind: Kind = "grant.withdrawn"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public init() {}

  public static let refusals = [GrantRules.wrongState]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.requested, .approved], context)
    return try GrantEnding.release(request, state, context)
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) { state.status = .withdrawn }
}
