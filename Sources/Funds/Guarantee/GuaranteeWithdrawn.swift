public import LedgerCore

/// The request is taken back before anything was promised.
public struct GuaranteeWithdrawn: EntryBody {
  public static let kind: Kind = "guarantee.withdrawn"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public init() {}

  public static let refusals = [GuaranteeRules.wrongState]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    _ = try GuaranteeRules.request(of: state, in: [.requested], context)
    return .none
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) { state.status = .withdrawn }
}
