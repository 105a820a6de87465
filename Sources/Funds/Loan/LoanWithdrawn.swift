public import LedgerCore

/// The application is taken back before anything is paid out; what was committed is free again.
public struct LoanWithdrawn: EntryBody {
  public static let kind: Kind = "loan.withdrawn"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public init() {}

  public static let refusals = [LoanRules.wrongState]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.applied, .approved, .accepted], context)
    return try LoanRules.release(state, contract)
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .withdrawn
    state.promise.follow(entry)
  }
}
