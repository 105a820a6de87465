public import LedgerCore

/// Nobody has paid in time; what was committed is free again.
public struct GrantApprovalLapsed: EntryBody {
  public static let kind: Kind = "grant.approval-lapsed"
  public static let roles: Set<Role> = [.operator, .treasurer, .committee, .administrator]
  public static let isReversible = true

  public init() {}

  static let notYet = RefusalCode(
    "grant.approval-valid", "the approval is valid through {through}", hint: "withdraw the grant if it is not needed")

  public static let refusals = [GrantRules.wrongState, notYet]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.approved], context)
    let through = GrantEnding.validThrough(state, context)
    guard context.effective > through else { throw Self.notYet(["through": through]) }
    return try GrantEnding.release(request, state, context)
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) { state.status = .lapsed }
}
