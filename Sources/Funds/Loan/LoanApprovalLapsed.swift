public import LedgerCore

/// Nobody has accepted or paid out in time; what was committed is free again.
public struct LoanApprovalLapsed: EntryBody {
  public static let kind: Kind = "loan.approval-lapsed"
  public static let roles: Set<Role> = [.operator, .treasurer, .committee, .administrator]
  public static let isReversible = true

  public init() {}

  static let notYet = RefusalCode(
    "loan.approval-valid", "the approval is valid through {through}", hint: "withdraw the loan if it is not needed")

  public static let refusals = [LoanRules.wrongState, notYet]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.approved, .accepted], context)
    let through = LoanRules.validThrough(state.acceptedOn ?? state.approvedOn, context)
    guard context.effective > through else { throw Self.notYet(["through": through]) }
    return try LoanRules.release(state, contract)
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .lapsed
    state.promise.follow(entry)
  }
}
